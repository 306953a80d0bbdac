using System.Collections.Immutable;

namespace TwinGrid.Adapters.Llrp.Session;

/// <summary>What a reader is asked to do: everything in it is within the capabilities that it stated.</summary>
public sealed record RoSpecPlan
{
    /// <summary>Number of the ROSpec.</summary>
    public required uint Id { get; init; }

    /// <summary>Antennas to read with, in the order of their ports.</summary>
    public required ImmutableArray<RoSpecAntenna> Antennas { get; init; }

    /// <summary>Air-protocol mode; null for the reader's own choice.</summary>
    public int? Mode { get; init; }

    /// <summary>Session of the air protocol, 0 to 3; null for the reader's own choice.</summary>
    public int? Session { get; init; }

    /// <summary>Tags expected in the field at once.</summary>
    public int TagPopulation { get; init; } = 32;

    /// <summary>Whether to ask, by the extension of Impinj, for tags of both states in turn, so that tags are read again and again.</summary>
    public bool IsDualTarget { get; init; }

    /// <summary>Whether to ask, by the extension of Impinj, for phase, fine power and Doppler shift.</summary>
    public bool MeasuresPhase { get; init; }

    /// <summary>Reads after which a report is sent.</summary>
    public int ReportEvery { get; init; } = 1;

    /// <summary>What was wished for and is left out, a line each.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Whether nothing is said of how the antennas read.</summary>
    public bool IsPlain => Mode is null && Session is null && !IsDualTarget && !MeasuresPhase && Antennas.All(antenna => antenna.Transmitter is null);

    /// <summary>The same with the reader's own choice in everything: what is asked when it refuses the plan.</summary>
    public RoSpecPlan Plainest() => new() { Id = Id, Antennas = [.. Antennas.Select(antenna => new RoSpecAntenna(antenna.Port, null))] };
}

/// <summary>One antenna of a plan.</summary>
/// <param name="Port">Its port, from 1.</param>
/// <param name="Transmitter">How it sends; null for the reader's own choice.</param>
public sealed record RoSpecAntenna(int Port, RoSpecTransmitter? Transmitter);

/// <summary>How an antenna sends.</summary>
/// <param name="HopTable">Id of the hop table; 0 for a reader that doesn't hop.</param>
/// <param name="Channel">Index of the channel, from 1; without meaning for a reader that hops.</param>
/// <param name="Power">Index of the power.</param>
public sealed record RoSpecTransmitter(int HopTable, int Channel, int Power);
