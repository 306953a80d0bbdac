namespace TwinGrid.Signal.Motion.Matching;

/// <summary>
/// How far two profiles are apart. With Δ the wrapped phase differences, s² the sum of both variances and the drift's, and ΔL the
/// difference of lengths, χ² = Σ Δ²/s² + ΔL²/s_L² has as many degrees of freedom as it has terms when the profiles are of one tag
/// at rest. The cost of a match is its negative log-likelihood against a phase anywhere on the circle and a length anywhere in
/// the population's spread: ½χ² + Σ ln(s√2π / 2π) + ln(s_L√2π / spread). The logarithms keep a blurred reply, which is near to
/// everything, from taking the place of a sharp one.
/// </summary>
internal sealed class ProfileStatistics
{
    private static readonly double RootOfTurn = Math.Sqrt(2 * Math.PI);

    private readonly MotionOptions _options;

    /// <summary>Prepares the thresholds for profiles of so many antennas.</summary>
    public ProfileStatistics(MotionOptions options, int antennas)
    {
        _options = options;
        Antennas = antennas;
        DriftVariance = options.DriftDeviation * options.DriftDeviation;
        Thresholds = new ChangeThresholds(options.FalseAlarmRate, antennas + 1);
    }

    /// <summary>Antennas of every profile.</summary>
    public int Antennas { get; }

    /// <summary>Square of the drift deviation.</summary>
    public double DriftVariance { get; }

    /// <summary>Quantiles of χ² at the false alarm rate.</summary>
    public ChangeThresholds Thresholds { get; }

    /// <summary>
    /// Cost of leaving a known tag unmatched. No match within the threshold costs more, so a tag at rest whose profile nobody
    /// else wants is unmatched at the false alarm rate.
    /// </summary>
    public double DummyCost => Thresholds.Largest / 2;

    /// <summary>Whether two profiles can be one tag at rest, and what their match then costs.</summary>
    public bool TryMatch(TagProfile before, TagProfile now, out double cost)
    {
        (double statistic, int heard, double logarithms) = Phases(before, now, DriftVariance);
        int degrees = heard;
        double difference = now.Length - before.Length;
        if (!double.IsNaN(difference))
        {
            double variance = before.LengthDeviation * before.LengthDeviation + now.LengthDeviation * now.LengthDeviation;
            statistic += difference * difference / variance;
            logarithms += Math.Min(0, Math.Log(Math.Sqrt(variance) * RootOfTurn / _options.LengthSpread));
            degrees++;
        }

        cost = statistic / 2 + logarithms;
        return heard >= _options.MinimumAntennas && statistic <= Thresholds[degrees];
    }

    /// <summary>Σ Δ²/s² over the antennas that heard both, their number, and Σ ln(s√2π / 2π).</summary>
    public static (double Statistic, int Heard, double Logarithms) Phases(TagProfile before, TagProfile now, double driftVariance)
    {
        double statistic = 0, logarithms = 0;
        int heard = 0;
        for (int a = 0; a < before.Antennas; a++)
        {
            double difference = now.Phases[a] - before.Phases[a];
            if (double.IsNaN(difference))
            {
                continue;
            }

            double variance = Square(before.PhaseDeviations[a]) + Square(now.PhaseDeviations[a]) + driftVariance;
            statistic += Square(AngleMath.Wrap(difference)) / variance;
            logarithms += Math.Min(0, Math.Log(Math.Sqrt(variance) / RootOfTurn));
            heard++;
        }

        return (statistic, heard, logarithms);
    }

    private static double Square(double value) => value * value;
}
