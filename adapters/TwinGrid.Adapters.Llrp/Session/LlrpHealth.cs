using System.Collections.Immutable;

namespace TwinGrid.Adapters.Llrp.Session;

/// <summary>What a session has seen and done; a snapshot.</summary>
public sealed record LlrpHealth
{
    /// <summary>Whether reads are asked for and the reader is there.</summary>
    public bool IsRunning { get; init; }

    /// <summary>The reader as it named itself; empty before it did.</summary>
    public string Reader { get; init; } = "";

    /// <summary>Version of LLRP in use: 1 for 1.0.1, 2 for 1.1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Sessions begun.</summary>
    public int Sessions { get; init; }

    /// <summary>Reads reported as observations, over all sessions.</summary>
    public long Reads { get; init; }

    /// <summary>Reads that could be told of nowhere: from an antenna without a place, or without EPC memory.</summary>
    public long Unplaced { get; init; }

    /// <summary>Messages that reported reads.</summary>
    public long Reports { get; init; }

    /// <summary>Messages that reported none.</summary>
    public long EmptyReports { get; init; }

    /// <summary>Keepalives answered.</summary>
    public long Keepalives { get; init; }

    /// <summary>Events told of by the reader.</summary>
    public long Events { get; init; }

    /// <summary>Messages and parameters of reports of which nothing is known; passed over.</summary>
    public long Unknown { get; init; }

    /// <summary>Times that the reader said its buffer overflowed, so that it lost reads.</summary>
    public long Overflows { get; init; }

    /// <summary>How much slower the reader's clock is than this machine's, in parts of a million.</summary>
    public double DriftPartsPerMillion { get; init; }

    /// <summary>What the latest session left out or was told, a line each, at most the newest <see cref="MostNotes"/>.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>How many notes are kept.</summary>
    public const int MostNotes = 20;
}
