namespace TwinGrid.Adapters.Llrp.Emulator;

/// <summary>The reader that an emulator plays.</summary>
public sealed record EmulatorOptions
{
    /// <summary>The defaults.</summary>
    public static EmulatorOptions Default { get; } = new();

    /// <summary>TCP port on the loopback interface, or 0 for any free one. Default 5084.</summary>
    public int Port { get; init; } = 5084;

    /// <summary>Whether others than this machine may connect. Default no.</summary>
    public bool IsOpenToOthers { get; init; }

    /// <summary>Tags in the room, 0 to 100,000. Default 20.</summary>
    public int Tags { get; init; } = 20;

    /// <summary>How many of them move on circles, at walking speed. Default none.</summary>
    public int MovingTags { get; init; }

    /// <summary>Antennas along the walls, 1 to 32. Default 4.</summary>
    public int Antennas { get; init; } = 4;

    /// <summary>Reads a second, over all antennas; 0 for as many as the client takes. Default 100.</summary>
    public double Rate { get; init; } = 100;

    /// <summary>Whether it is a reader with the extensions of Impinj, and with their search modes. Default yes.</summary>
    public bool IsImpinj { get; init; } = true;

    /// <summary>Whether it hops over the 50 channels of FCC part 15; else it has the four of ETSI EN 302 208. Default yes.</summary>
    public bool IsHopping { get; init; } = true;

    /// <summary>Whether it knows LLRP 1.1; else 1.0.1 alone. Default no, as most readers in the field.</summary>
    public bool KnowsVersion11 { get; init; }

    /// <summary>Whether its clock says the time of day; else it counts from the reader's start. Default yes.</summary>
    public bool HasTimeOfDay { get; init; } = true;

    /// <summary>How far the reader's clock is ahead of this machine's. Default not at all.</summary>
    public TimeSpan ClockAhead { get; init; }

    /// <summary>How much faster the reader's clock is, in parts of a million, −1000 to 1000. Default 0.</summary>
    public double ClockPartsPerMillion { get; init; }

    /// <summary>Makes positions, serial numbers, offsets and noise. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>What it does wrong. Default nothing.</summary>
    public EmulatorFaults Faults { get; init; } = new();

    /// <summary>Refuses options out of their range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    internal void Check()
    {
        Require(Port is >= 0 and <= 65535, nameof(Port), Port, "0 to 65535");
        Require(Tags is >= 0 and <= 100_000, nameof(Tags), Tags, "0 to 100,000");
        Require(MovingTags >= 0 && MovingTags <= Tags, nameof(MovingTags), MovingTags, "zero up to the number of tags");
        Require(Antennas is >= 1 and <= 32, nameof(Antennas), Antennas, "1 to 32");
        Require(Rate is >= 0 and <= 1e6, nameof(Rate), Rate, "0 to 1,000,000 reads a second");
        Require(Math.Abs(ClockPartsPerMillion) <= 1000, nameof(ClockPartsPerMillion), ClockPartsPerMillion, "-1000 to 1000");
    }

    private static void Require(bool holds, string option, object found, string expected)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(option, found, $"expected {expected}");
        }
    }
}
