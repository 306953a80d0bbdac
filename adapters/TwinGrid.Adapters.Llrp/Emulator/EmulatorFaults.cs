namespace TwinGrid.Adapters.Llrp.Emulator;

/// <summary>Things that readers in the field do wrong, for tests of clients.</summary>
public sealed record EmulatorFaults
{
    /// <summary>Refuses a ROSpec that names hop table, channel and power of an antenna.</summary>
    public bool RefusesTransmitter { get; init; }

    /// <summary>Refuses a ROSpec that says anything of how antennas read.</summary>
    public bool RefusesConfiguration { get; init; }

    /// <summary>Refuses the extensions of Impinj though it names that maker.</summary>
    public bool RefusesExtensions { get; init; }

    /// <summary>Refuses stop triggers other than none.</summary>
    public bool RefusesStopTriggers { get; init; }

    /// <summary>Sends an empty report after a number of reads and drops the connection; 0 for never.</summary>
    public long DropsAfter { get; init; }

    /// <summary>Says nothing more after a number of reads and keeps the connection open; 0 for never.</summary>
    public long StallsAfter { get; init; }

    /// <summary>Never sends a keepalive, though told to.</summary>
    public bool WithholdsKeepalives { get; init; }

    /// <summary>Takes requests and never answers.</summary>
    public bool NeverAnswers { get; init; }

    /// <summary>Most bytes to write at once, so that messages come in pieces; 0 for no bound.</summary>
    public int SegmentBytes { get; init; }

    /// <summary>Adds parameters of an unknown vendor to its reports.</summary>
    public bool AddsUnknownParameters { get; init; }

    /// <summary>Reports a port as unconnected; 0 for none.</summary>
    public int UnconnectedPort { get; init; }
}
