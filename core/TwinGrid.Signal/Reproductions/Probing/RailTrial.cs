using MathNet.Numerics.Statistics;

namespace TwinGrid.Signal.Reproductions.Probing;

/// <summary>One laboratory: the phase at each distance of the rail, a hundred cycles each. Angles in degrees.</summary>
/// <param name="Distances">What was measured at each distance.</param>
internal sealed record RailTrial(IReadOnlyList<RailDistance> Distances)
{
    private const double Degrees = 180 / Math.PI, Shortest = 0.2, Step = 0.05;
    private const int Steps = 37, Cycles = 100;

    /// <summary>Walks the rail from 0.2 m to 2 m.</summary>
    public static RailTrial Of(ulong seed)
    {
        var rail = new Rail(seed);
        return new RailTrial([.. Enumerable.Range(0, Steps).Select(step => At(rail, Shortest + Step * step))]);
    }

    private static RailDistance At(Rail rail, double distance)
    {
        double truth = rail.TruePhase(distance);
        double[] exact = new double[Cycles], linear = new double[Cycles], reader = new double[Cycles];
        for (int cycle = 0; cycle < Cycles; cycle++)
        {
            RailReading reading = rail.Probe(distance, rail.Opposite);
            exact[cycle] = Error(reading.Exact);
            linear[cycle] = Error(reading.Linear);
            reader[cycle] = Error(rail.Read(distance));
        }

        return new RailDistance(distance, AngleMath.Modulo(truth, Math.PI) * Degrees, rail.Noise(distance) * Degrees, exact, linear, reader);

        double Error(double phase) => AngleMath.WrapTo(phase - truth, Math.PI) * Degrees;
    }
}

/// <summary>A hundred cycles at one distance; angles in degrees, errors wrapped to half a turn.</summary>
/// <param name="Distance">Distance of the tags, or of reader and tag, in metres.</param>
/// <param name="Truth">True phase modulo 180.</param>
/// <param name="Noise">Deviation of one cycle by the law of noise.</param>
/// <param name="Exact">Errors of θ̂₁₂ by the exact envelope.</param>
/// <param name="Linear">Errors by the published linear model.</param>
/// <param name="Reader">Errors of a reader's phase.</param>
internal sealed record RailDistance(double Distance, double Truth, double Noise, double[] Exact, double[] Linear, double[] Reader)
{
    /// <summary>The deviation that stays after a hundred cycles: multipath and bias.</summary>
    public static double Systematic(double[] errors) => Math.Abs(errors.Median());

    /// <summary>What remains of each cycle without it.</summary>
    public static IEnumerable<double> Random(double[] errors)
    {
        double median = errors.Median();
        return errors.Select(error => error - median);
    }
}
