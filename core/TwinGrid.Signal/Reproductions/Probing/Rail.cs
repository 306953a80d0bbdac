using System.Numerics;
using TwinGrid.Model;
using TwinGrid.Signal.Probing;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Reproductions.Probing;

/// <summary>
/// The rail of Ahmad et al., section 6.1: two tags at an adjustable distance, 1.5 m from the exciter's antenna, in a laboratory
/// whose scatterers reach all channels: exciter to tags, tag to tag, and those of a reader that stands in for the exciter.
/// </summary>
internal sealed class Rail
{
    private const double ExciterDistance = 1.5, Height = 1;
    private readonly RoomOptions _options;
    private readonly ScatteredSpace _space;
    private readonly SeededRandom _random;
    private readonly double[] _forward, _backward;

    /// <summary>A rail among scatterers drawn from a seed.</summary>
    public Rail(ulong seed)
    {
        _random = new SeededRandom(seed);
        _options = new RoomOptions();
        _space = ScatteredSpace.Draw(_options, _random);
        _forward = new double[_options.Palette.Count];
        _backward = new double[_options.Palette.Count];
    }

    /// <summary>Wavelength in metres.</summary>
    public double Wavelength => _options.Carrier.Wavelength.Value;

    /// <summary>Where the exciter stands in the published arrangement: opposite the middle of the rail.</summary>
    public Position Opposite => new(_options.Width / 2, _options.Depth / 2 - ExciterDistance, Height);

    /// <summary>2πd/λ in radians: the phase without multipath.</summary>
    public double TruePhase(double distance) => 2 * Math.PI * distance / Wavelength;

    /// <summary>The law of noise at a distance: σ(θ̂₁₂) in radians.</summary>
    public double Noise(double distance) => _options.PhaseNoiseAt(distance);

    /// <summary>One probing cycle in both directions.</summary>
    /// <param name="distance">Distance of the tags, metres.</param>
    /// <param name="exciter">Where the exciter stands.</param>
    public RailReading Probe(double distance, Position exciter)
    {
        (Position first, Position second) = Tags(distance);
        var field = new ExciterField(_options with { Exciter = exciter }, _space);
        Complex light1 = field.At(first), light2 = field.At(second);
        Complex channel = _options.DipoleGain * Wavelength / (4 * Math.PI) * _space.Between(first, second);
        double fraction = Math.Sqrt(2 / _options.Palette.PhaseNoiseGain) * _options.PhaseNoiseAt(distance) * channel.Magnitude;
        ProbeSynthesis.Fill(_options.Palette, light1, light2, channel, fraction * light1.Magnitude, _random, _forward);
        ProbeSynthesis.Fill(_options.Palette, light2, light1, channel, fraction * light2.Magnitude, _random, _backward);
        ProbeEstimate linear = LinearProbeEstimator.Estimate(_options.Palette, _forward), exact = EnvelopeProbeEstimator.Estimate(_options.Palette, _forward);
        ProbeEstimate linearBack = LinearProbeEstimator.Estimate(_options.Palette, _backward), exactBack = EnvelopeProbeEstimator.Estimate(_options.Palette, _backward);
        return new RailReading(LinkEstimator.Combine(linear, linearBack).Phase, LinkEstimator.Combine(exact, exactBack).Phase, exact.Phase);
    }

    /// <summary>
    /// What a reader's coherent receiver in the exciter's place reads of a tag: half the phase of the two-way channel, modulo π.
    /// Its noise is that of the same law; its path is as long as the tag is far from it.
    /// </summary>
    /// <param name="distance">Distance of the tag from the reader, metres.</param>
    /// <returns>Radians.</returns>
    public double Read(double distance)
    {
        Complex channel = _space.Between(Opposite, Opposite with { Y = Opposite.Y + distance });
        return AngleMath.Modulo((channel * channel).Phase / 2 + _options.PhaseNoiseAt(distance) * _random.NextGaussian(), Math.PI);
    }

    /// <summary>Phase without noise of the channel between the tags, multipath included; radians modulo π.</summary>
    public double ChannelPhase(double distance)
    {
        (Position first, Position second) = Tags(distance);
        return AngleMath.Modulo(_space.Between(first, second).Phase, Math.PI);
    }

    private (Position First, Position Second) Tags(double distance) =>
        (new Position((_options.Width - distance) / 2, _options.Depth / 2, Height), new Position((_options.Width + distance) / 2, _options.Depth / 2, Height));
}

/// <summary>What one probing cycle tells, in radians.</summary>
/// <param name="Linear">θ̂₁₂ modulo π by the linear model as published.</param>
/// <param name="Exact">θ̂₁₂ modulo π by the exact envelope.</param>
/// <param name="Forward">Θ̂ of one direction alone: with the exciter's channels in it.</param>
internal readonly record struct RailReading(double Linear, double Exact, double Forward);
