using TwinGrid.Adapters.Iq.Recordings;
using TwinGrid.Signal.Motion.Inventory;

namespace TwinGrid.Adapters.Iq;

/// <summary>What is known of a recording beforehand.</summary>
public sealed record IqOptions
{
    /// <summary>The file: .sigmf-meta, .sigmf-data, .sigmf, .wav, or raw samples.</summary>
    public required string Path { get; init; }

    /// <summary>How raw samples are stored; null where the file itself says it.</summary>
    public IqLayout? Raw { get; init; }

    /// <summary>Name of the source of the cycles, which tells recordings apart; null for "iq:" and the file's name.</summary>
    public string? Source { get; init; }

    /// <summary>When the first sample was taken, in place of what the file says; null for that, or the beginning of 1970 where it says nothing.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>How tags reply until the recording holds a Query that says it. Default: the published set-up.</summary>
    public LinkParameters Link { get; init; } = LinkParameters.Default;

    /// <summary>A carrier without commands for so long ends a polling cycle. Default 20 ms, longer than a slot with its EPC.</summary>
    public TimeSpan CyclePause { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Greatest departure of tags' clocks from the link frequency that the reader asked for, as a share. C1G2 allows 4 % at 40 kHz.
    /// </summary>
    public double ClockTolerance { get; init; } = 0.04;

    /// <summary>Standard deviation by which a resting tag's phase wanders from reply to reply, in radians; Wang et al., section 4.2: 4°.</summary>
    public double PhaseWander { get; init; } = 4 * Math.PI / 180;

    /// <summary>Standard deviation by which the length of a tag's reply wanders, in samples at 2 MS/s; section 4.3: 2.</summary>
    public double LengthWander { get; init; } = 2;

    /// <summary>Refuses values that no recording has.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    internal void Check()
    {
        ArgumentException.ThrowIfNullOrEmpty(Path);
        ArgumentNullException.ThrowIfNull(Link);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(CyclePause, TimeSpan.Zero);
        Expect(ClockTolerance is >= 0 and <= 0.1, "a clock tolerance of 0 to 0.1", ClockTolerance);
        Expect(PhaseWander is >= 0 and <= 1, "a wander of the phase of 0 to 1 rad", PhaseWander);
        Expect(LengthWander is >= 0 and <= 100, "a wander of the length of 0 to 100 samples", LengthWander);
    }

    private static void Expect(bool holds, string expected, double found)
    {
        if (!holds)
        {
            throw new ArgumentException(FormattableString.Invariant($"IQ recording: expected {expected}, found {found}"));
        }
    }
}
