using TwinGrid.Adapters;
using TwinGrid.Adapters.Configuration;
using TwinGrid.Simulation.Capacity;

namespace TwinGrid.Cli.Plan;

/// <summary>A price file as read.</summary>
/// <param name="Prices">The prices; null where a fault makes them unusable.</param>
/// <param name="Faults">Faults in the order of the text.</param>
internal sealed record PriceReading(Prices? Prices, IReadOnlyList<ConfigFault> Faults)
{
    private const double Most = 1e9;
    private const string Currency = "currency", Amount = "price", Source = "source";
    private const string CoreHour = "core_hour", Memory = "memory_gb_month", Disk = "disk_gb_month", Network = "network_gb";

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file as the user named it.</param>
    /// <exception cref="BadInputException">There is no such file, or it can't be read.</exception>
    public static PriceReading Read(string path)
    {
        using FileStream file = InputFile.Open(path);
        var bytes = new byte[ConfigText.LargestText + 1];
        return Read(bytes.AsSpan(0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)), path);
    }

    /// <summary>Reads a text.</summary>
    /// <param name="utf8">The text, YAML or JSON.</param>
    /// <param name="path">The file as the user named it.</param>
    public static PriceReading Read(ReadOnlySpan<byte> utf8, string path)
    {
        var faults = new ConfigFaults(path);
        Prices? prices = null;
        if (ConfigText.Read(utf8, faults) is { } root)
        {
            var file = new ConfigPlace(root, faults);
            file.Keys([Currency, CoreHour, Memory, Disk, Network]);
            string? currency = file.Need(Currency).Text(20);
            Price? core = PriceAt(file.Need(CoreHour)), memory = PriceAt(file.Need(Memory)), disk = PriceAt(file.Need(Disk)), network = PriceAt(file.Need(Network));
            prices = currency is null || core is null || memory is null || disk is null || network is null ? null : new Prices(currency, core, memory, disk, network);
        }

        return new PriceReading(faults.HasErrors ? null : prices, faults.InOrder);
    }

    private static Price? PriceAt(ConfigPlace place)
    {
        if (place.Node is null || !place.Keys([Amount, Source]))
        {
            return null;
        }

        double? amount = place.Need(Amount).Number(0, Most);
        string? source = place.Need(Source).Text();
        bool isAssumed = source?.StartsWith("assumed", StringComparison.Ordinal) ?? false;
        return amount is { } found && source is not null ? new Price(found, isAssumed ? source["assumed".Length..].TrimStart(':', ' ') : source, isAssumed) : null;
    }
}
