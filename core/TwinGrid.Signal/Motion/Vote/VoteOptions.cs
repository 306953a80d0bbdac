namespace TwinGrid.Signal.Motion.Vote;

/// <summary>What is taken for granted before a vote.</summary>
public sealed record VoteOptions
{
    /// <summary>The defaults.</summary>
    public static VoteOptions Default { get; } = new();

    /// <summary>Share of the objects that move between two cycles, in (0, 1). Default 0.05.</summary>
    public double MovingShare { get; init; } = 0.05;

    /// <summary>Share of the present objects that leave between two cycles, in (0, 1). Default 0.01.</summary>
    public double LeavingShare { get; init; } = 0.01;

    /// <summary>Share of the absent objects that come back between two cycles, in (0, 1). Default 0.05.</summary>
    public double JoiningShare { get; init; } = 0.05;

    /// <summary>Share of the present tags that a cycle does not read, in (0, 0.5). Default 0.005.</summary>
    public double UnreadShare { get; init; } = 0.005;

    /// <summary>
    /// Share of a moved object's tags whose anonymous profiles are not traced, because they shifted unlike the others or another
    /// object claimed them, in (0, 0.5). Default 0.05.
    /// </summary>
    public double UntracedShare { get; init; } = 0.05;

    /// <summary>Share of the read tags whose phases are wrong: another's profile, a misread collision. In (0, 0.5). Default 0.002.</summary>
    public double OutlierShare { get; init; } = 0.002;

    /// <summary>Chance that a tag out of the field is reported under its identity, in (0, 0.5). Default 10⁻⁶.</summary>
    public double GhostShare { get; init; } = 1e-6;

    /// <summary>
    /// Deviation in radians by which the phase shifts of one moved object's tags differ, besides the noise: the tags stand some
    /// centimetres apart, so turning, parallax and reflections shift them unequally. Default 20°.
    /// </summary>
    public double SpreadDeviation { get; init; } = 20 * Math.PI / 180;

    /// <summary>Throws when an option is out of its range.</summary>
    internal void Check()
    {
        Required.Option(MovingShare is > 0 and < 1 && MovingShare + LeavingShare < 1, MovingShare);
        Required.Option(LeavingShare is > 0 and < 1, LeavingShare);
        Required.Option(JoiningShare is > 0 and < 1, JoiningShare);
        Required.Option(UnreadShare is > 0 and < 0.5, UnreadShare);
        Required.Option(UntracedShare is > 0 and < 0.5, UntracedShare);
        Required.Option(OutlierShare is > 0 and < 0.5, OutlierShare);
        Required.Option(GhostShare is > 0 and < 0.5, GhostShare);
        Required.Option(SpreadDeviation is > 0 and < Math.PI, SpreadDeviation);
    }
}
