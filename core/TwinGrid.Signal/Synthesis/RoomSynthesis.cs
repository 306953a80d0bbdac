using System.Numerics;
using TwinGrid.Model;

namespace TwinGrid.Signal.Synthesis;

/// <summary>
/// Makes a room of anchors and tags with the raw voltages of probing every pair in range, from a seed.
/// The tag-to-tag channel is free space between dipoles (amplitude ∝ 1/d, phase 2πd/λ) times the link's own
/// multipath factor, which is reciprocal and therefore does not cancel; the exciter's channels do.
/// </summary>
public static class RoomSynthesis
{
    private const int PlacementAttempts = 10_000;

    /// <summary>Synthesises the room of <paramref name="options"/>; the same seed gives the same voltages.</summary>
    /// <param name="options">Sizes, counts and noise.</param>
    /// <param name="seed">Any number.</param>
    /// <exception cref="ArgumentException">The tags do not fit at the required spacing, or a count or size is not positive.</exception>
    public static SyntheticRoom Create(RoomOptions options, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.AnchorCount < 0 || options.TagCount < 1 || !(options.Width > 0 && options.Depth > 0 && options.Height >= 0))
        {
            throw new ArgumentException("expected a room of positive size with at least one tag and no negative count", nameof(options));
        }

        var random = new SeededRandom(seed);
        Position[] positions = Place(options, random);
        ExciterField field = ExciterField.Draw(options, random);
        Complex[] excitation = Array.ConvertAll(positions, field.At);

        int n = options.Palette.Count;
        var links = new List<SyntheticLink>();
        var forward = new List<double>();
        var backward = new List<double>();
        Span<double> voltages = stackalloc double[n];
        for (int i = 0; i < positions.Length; i++)
        {
            for (int j = i + 1; j < positions.Length; j++)
            {
                double distance = positions[i].DistanceTo(positions[j]);
                if (distance > options.LinkRange || j < options.AnchorCount)
                {
                    continue;
                }

                SyntheticLink link = DrawLink(options, random, i, j, distance, excitation[i].Magnitude, excitation[j].Magnitude);
                Complex channel = Complex.FromPolarCoordinates(link.Attenuation, link.ChannelPhase);
                ProbeSynthesis.Fill(options.Palette, excitation[i], excitation[j], channel, link.ForwardNoise, random, voltages);
                forward.AddRange(voltages);
                ProbeSynthesis.Fill(options.Palette, excitation[j], excitation[i], channel, link.BackwardNoise, random, voltages);
                backward.AddRange(voltages);
                links.Add(link);
            }
        }

        return new SyntheticRoom(options, positions, excitation, [.. links], [.. forward], [.. backward]);
    }

    private static SyntheticLink DrawLink(RoomOptions options, SeededRandom random, int first, int second, double distance, double firstVoltage, double secondVoltage)
    {
        double wavelength = options.Carrier.Wavelength.Value;
        double geometric = 2 * Math.PI * distance / wavelength;
        double free = options.DipoleGain * wavelength / (4 * Math.PI * distance);
        double attenuation = free * Math.Pow(10, options.MultipathFading * random.NextGaussian() / 20);
        double phase = geometric + options.MultipathDeviation * random.NextGaussian();

        // Each direction carries √2 of the deviation of their mean, and a voltage noise s makes a phase noise s·√gain/β.
        double deviation = options.PhaseNoiseAt(distance);
        double fraction = Math.Sqrt(2 / options.Palette.PhaseNoiseGain);
        double fixedNoise = fraction * options.PhaseNoiseSlope * options.DipoleGain * wavelength / (4 * Math.PI) * options.TypicalVoltage;
        bool gainControlled = options.Noise == ReceiverNoise.GainControlled;
        return new SyntheticLink(
            first,
            second,
            distance,
            geometric,
            phase,
            attenuation,
            gainControlled ? fraction * deviation * attenuation * firstVoltage : fixedNoise,
            gainControlled ? fraction * deviation * attenuation * secondVoltage : fixedNoise,
            deviation);
    }

    private static Position[] Place(RoomOptions options, SeededRandom random)
    {
        var positions = new Position[options.AnchorCount + options.TagCount];
        for (int i = 0; i < options.AnchorCount; i++)
        {
            double height = options.Height > 0 ? options.Height * options.AnchorHeights[i % options.AnchorHeights.Count] : 0;
            positions[i] = OnPerimeter(options, 2 * (options.Width + options.Depth) * i / options.AnchorCount, height);
        }

        for (int i = options.AnchorCount; i < positions.Length; i++)
        {
            int attempt = 0;
            do
            {
                if (attempt++ == PlacementAttempts)
                {
                    throw new ArgumentException($"expected room for {options.TagCount} tags {options.Spacing} m apart, placed {i - options.AnchorCount}", nameof(options));
                }

                positions[i] = new Position(
                    random.NextUniform(0, options.Width),
                    random.NextUniform(0, options.Depth),
                    options.Height > 0 ? random.NextUniform(0, options.Height) : 0);
            }
            while (IsCrowded(positions.AsSpan(0, i), positions[i], options.Spacing));
        }

        return positions;
    }

    private static Position OnPerimeter(RoomOptions options, double along, double height)
    {
        if (along < options.Width)
        {
            return new Position(along, 0, height);
        }

        along -= options.Width;
        if (along < options.Depth)
        {
            return new Position(options.Width, along, height);
        }

        along -= options.Depth;
        return along < options.Width
            ? new Position(options.Width - along, options.Depth, height)
            : new Position(0, options.Depth - (along - options.Width), height);
    }

    private static bool IsCrowded(ReadOnlySpan<Position> placed, Position candidate, double spacing)
    {
        foreach (Position other in placed)
        {
            if (other.DistanceTo(candidate) < spacing)
            {
                return true;
            }
        }

        return false;
    }
}
