using System.Collections.Immutable;

namespace TwinGrid.Adapters.Llrp.Session;

/// <summary>What a reader says of itself, as far as a session needs it.</summary>
public sealed record ReaderCapabilities
{
    /// <summary>IANA enterprise number of Impinj, whose readers report phases.</summary>
    public const uint Impinj = 25882;

    /// <summary>IANA enterprise number of the maker.</summary>
    public uint Maker { get; init; }

    /// <summary>The maker's number of the model.</summary>
    public uint Model { get; init; }

    /// <summary>Version of its firmware, for messages.</summary>
    public string Firmware { get; init; } = "";

    /// <summary>Ports it has, numbered from 1.</summary>
    public required int Antennas { get; init; }

    /// <summary>Ports of which it says that nothing is connected; empty for readers that can't tell.</summary>
    public ImmutableArray<int> Unconnected { get; init; } = [];

    /// <summary>Powers it can send with, in dBm, by index.</summary>
    public ImmutableSortedDictionary<int, double> PowersDbm { get; init; } = ImmutableSortedDictionary<int, double>.Empty;

    /// <summary>Whether it hops over the channels of a table.</summary>
    public bool IsHopping { get; init; }

    /// <summary>Its hop tables by their ids: frequencies in hertz in the order of their channel index, from 1.</summary>
    public ImmutableSortedDictionary<int, ImmutableArray<double>> HopTables { get; init; } = ImmutableSortedDictionary<int, ImmutableArray<double>>.Empty;

    /// <summary>Frequencies in hertz of a reader that doesn't hop, in the order of their channel index, from 1.</summary>
    public ImmutableArray<double> FixedFrequencies { get; init; } = [];

    /// <summary>Identifiers of the air-protocol modes that it can use.</summary>
    public ImmutableArray<int> Modes { get; init; } = [];

    /// <summary>Hop table and channel index that each port is set to; empty where the reader didn't say.</summary>
    public ImmutableSortedDictionary<int, (int HopTable, int Channel)> Transmitters { get; init; } = ImmutableSortedDictionary<int, (int, int)>.Empty;

    /// <summary>Whether the extensions of Impinj, of phase among them, are switched on.</summary>
    public bool HasExtensions { get; init; }

    /// <summary>The reader for messages.</summary>
    public override string ToString() => $"maker {Maker}, model {Model}{(Firmware.Length > 0 ? $", firmware {Firmware}" : "")}, {Antennas} ports";
}
