using TwinGrid.Model;
using TwinGrid.Signal.Probing;

namespace TwinGrid.Signal.Synthesis;

/// <summary>How the voltage noise of a synthesised receiver is set.</summary>
public enum ReceiverNoise
{
    /// <summary>
    /// Automatic gain control: the noise of a sample is a fraction of the backscatter voltage it rides on, chosen
    /// so that σ(θ̂₁₂) follows the law of <see cref="RoomOptions.PhaseNoiseAt"/> however the exciter fades.
    /// </summary>
    GainControlled = 0,

    /// <summary>
    /// The same voltage noise at every tag: links whose tags the exciter lights badly are noisier than the law,
    /// well-lit ones better. The law holds for a pair with typical excitation at the reference distance.
    /// </summary>
    Fixed = 1,
}

/// <summary>
/// A room to synthesise. The defaults are the demonstration room: 4 m × 4 m, 20 anchors on the perimeter,
/// 50 tags inside, 915 MHz, links up to 2 m; after Ahmad et al. sections 6 and 8.
/// </summary>
public sealed record RoomOptions
{
    /// <summary>Size along x in metres. Default 4.</summary>
    public double Width { get; init; } = 4;

    /// <summary>Size along y in metres. Default 4.</summary>
    public double Depth { get; init; } = 4;

    /// <summary>Size along z in metres; zero for a planar room with everything at height zero. Default 0.</summary>
    public double Height { get; init; }

    /// <summary>Number of anchors, spaced evenly along the perimeter. Default 20.</summary>
    public int AnchorCount { get; init; } = 20;

    /// <summary>Heights the anchors take in turn, as fractions of <see cref="Height"/>. Default 0.05, 0.5 and 0.95.</summary>
    public IReadOnlyList<double> AnchorHeights { get; init; } = [0.05, 0.5, 0.95];

    /// <summary>Number of tags, uniform at random inside. Default 50.</summary>
    public int TagCount { get; init; } = 50;

    /// <summary>Least distance between any two of anchors and tags, in metres: a dipole has a size. Default 0.1.</summary>
    public double Spacing { get; init; } = 0.1;

    /// <summary>Carrier frequency. Default 915 MHz.</summary>
    public Hertz Carrier { get; init; } = Hertz.OfMega(915);

    /// <summary>Longest link in metres. Default 2.</summary>
    public double LinkRange { get; init; } = 2;

    /// <summary>Where the exciter stands; outside, behind the middle of the wall y = 0. Default (2, −1.5, 1.5).</summary>
    public Position Exciter { get; init; } = new(2, -1.5, 1.5);

    /// <summary>Number of scatterers on the exciter's paths, at random places round the room. Default 6.</summary>
    public int ScattererCount { get; init; } = 6;

    /// <summary>Largest reflection amplitude of a scatterer. Default 0.4.</summary>
    public double ScattererAmplitude { get; init; } = 0.4;

    /// <summary>Standard deviation of the phase error that a link's own multipath makes, in radians; the same in both directions. Default 5°.</summary>
    public double MultipathDeviation { get; init; } = 5 * Math.PI / 180;

    /// <summary>Standard deviation of the link's fading by its own multipath, in decibels. Default 1.</summary>
    public double MultipathFading { get; init; } = 1;

    /// <summary>Phase noise of the shortest links in radians. Default 3°.</summary>
    public double PhaseNoiseFloor { get; init; } = 3 * Math.PI / 180;

    /// <summary>Growth of the phase noise with distance in radians a metre. Default 5° a metre: 3° at 0.6 m, 10° at 2 m.</summary>
    public double PhaseNoiseSlope { get; init; } = 5 * Math.PI / 180;

    /// <summary>How voltage noise is set. Default <see cref="ReceiverNoise.GainControlled"/>.</summary>
    public ReceiverNoise Noise { get; init; } = ReceiverNoise.GainControlled;

    /// <summary>Typical excitation voltage at the room's centre, in volts. Default 0.1.</summary>
    public double TypicalVoltage { get; init; } = 0.1;

    /// <summary>Gain of a half-wave dipole seen broadside; α₁₂ carries its root for either end. Default 1.64.</summary>
    public double DipoleGain { get; init; } = 1.64;

    /// <summary>The coefficients every tag cycles through. Default <see cref="ReflectionPalette.Standard"/>.</summary>
    public ReflectionPalette Palette { get; init; } = ReflectionPalette.Standard;

    /// <summary>A box 2.5 m high with 32 anchors at three heights and 60 tags, for localization in space.</summary>
    public static RoomOptions Box { get; } = new() { Height = 2.5, AnchorCount = 32, TagCount = 60, Exciter = new Position(2, -1.5, 1.2) };

    /// <summary>The law of phase noise: σ(θ̂₁₂) in radians of a link of <paramref name="distance"/> metres.</summary>
    public double PhaseNoiseAt(double distance) => Math.Max(PhaseNoiseFloor, PhaseNoiseSlope * distance);
}
