using System.Numerics;

namespace TwinGrid.Signal.Tracks;

/// <summary>How thorough and how cautious the track solver is. The defaults suit UHF tags within about two metres of the track.</summary>
public sealed record TrackOptions
{
    /// <summary>The defaults.</summary>
    public static TrackOptions Default { get; } = new();

    /// <summary>Fewest antenna places that a tag needs. Default 8.</summary>
    public int MinimumPlaces { get; init; } = 8;

    /// <summary>Step of the search grid in metres. Default 2 cm; boxes of many square metres are searched a little coarser.</summary>
    public double GridStep { get; init; } = 0.02;

    /// <summary>Distances from the track, spread evenly in ratio over the box, at which all tags start together. Default 10.</summary>
    public int StartLevels { get; init; } = 10;

    /// <summary>Distinct solutions of the starts that are followed to the end; fewer in proportion for scenes of more than 16 tags. Default 8.</summary>
    public int Candidates { get; init; } = 8;

    /// <summary>Most sweeps of discrete moves (swap two tags, re-scan one) each time. Default 3.</summary>
    public int MaximumSweeps { get; init; } = 3;

    /// <summary>
    /// The scattering coefficient α that tags are expected to have; a passive dipole has |α + 0.75j| of at most 0.75. The default,
    /// 0.55 − 0.4j, is about the middle of what blind fits of the AdaRF scenes D1 and D2 gave (phases only, no true places).
    /// </summary>
    public Complex CouplingExpectation { get; init; } = new(0.55, -0.4);

    /// <summary>
    /// Standard deviation of α about <see cref="CouplingExpectation"/>, real and imaginary part each. Default 0.25, the scatter of
    /// those fits; infinite for tags of which nothing is known.
    /// </summary>
    public double CouplingDeviation { get; init; } = 0.25;

    /// <summary>
    /// Standard deviation of the exponent of the one-way antenna pattern cosⁿθ about its assumed n = 1; an assumption
    /// about installations, used for the covariance. Default 0.5.
    /// </summary>
    public double PatternExponentDeviation { get; init; } = 0.5;

    /// <summary>
    /// Standard deviation in radians of each coefficient of an unknown one-way phase pattern p₁·sinθ + p₂·sin²θ of antenna
    /// and tag; an assumption about installations, used for the covariance. Default 0.5.
    /// </summary>
    public double PhasePatternDeviation { get; init; } = 0.5;

    /// <summary>
    /// Standard deviation in metres, on each axis, of where the phase centre of the antenna is relative to the places
    /// stated; phases along a track can't tell it. An assumption about installations. Default 2 cm.
    /// </summary>
    public double CalibrationDeviation { get; init; } = 0.02;

    /// <summary>Throws when an option is out of its range.</summary>
    internal void Check()
    {
        Required.Option(MinimumPlaces >= 4, MinimumPlaces);
        Required.Option(GridStep is > 0 and <= 0.1, GridStep);
        Required.Option(StartLevels is >= 0 and <= 100, StartLevels);
        Required.Option(Candidates is >= 1 and <= 100, Candidates);
        Required.Option(MaximumSweeps >= 0, MaximumSweeps);
        Required.Option(Complex.IsFinite(CouplingExpectation) && CouplingExpectation.Magnitude <= 1.5, CouplingExpectation.Magnitude);
        Required.Option(CouplingDeviation > 0, CouplingDeviation);
        Required.Option(PatternExponentDeviation is >= 0 and < 10, PatternExponentDeviation);
        Required.Option(PhasePatternDeviation is >= 0 and < 10, PhasePatternDeviation);
        Required.Option(CalibrationDeviation is >= 0 and < 10, CalibrationDeviation);
    }
}
