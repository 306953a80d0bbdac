namespace TwinGrid.Signal.Motion;

/// <summary>Sums of one antenna's phases in fixed point of 2⁻²⁰; w = 1/σ² in rad⁻².</summary>
/// <param name="Reads">Number of reads.</param>
/// <param name="Weight">Σw.</param>
/// <param name="Cosine">Σw·cosθ.</param>
/// <param name="Sine">Σw·sinθ.</param>
public readonly record struct PhaseSums(long Reads, long Weight, long Cosine, long Sine)
{
    /// <summary>Both together.</summary>
    internal PhaseSums Plus(PhaseSums other) => checked(
        new PhaseSums(Reads + other.Reads, Weight + other.Weight, Cosine + other.Cosine, Sine + other.Sine));

    /// <summary>The same mean from half the weight; a single read stays as it is.</summary>
    internal PhaseSums Halved() => Reads < 2 ? this : new PhaseSums(Reads / 2, Weight / 2, Cosine / 2, Sine / 2);

    /// <summary>
    /// Circular mean and its deviation in radians, NaN without a read. With R = |Σw·e^{jθ}|/Σw the reads scatter by √(−2·ln R);
    /// the mean of n of them by that over √n, which is only believed where it exceeds what the weights promise.
    /// </summary>
    internal (double Mean, double Deviation) Mean(double scale)
    {
        if (Reads == 0)
        {
            return (double.NaN, double.NaN);
        }

        double stated = Math.Sqrt(scale / Weight);
        double length = Math.Min(1, Math.Sqrt((double)Cosine * Cosine + (double)Sine * Sine) / Weight);
        double scatter = Reads > 1 ? Math.Sqrt(-2 * Math.Log(Math.Max(length, 1e-12)) / (Reads - 1)) : 0;
        return (Math.Atan2(Sine, Cosine), Math.Max(stated, scatter));
    }
}

/// <summary>Sums of reply lengths in fixed point of 2⁻²⁰; w = 1/σ² in samples⁻².</summary>
/// <param name="Reads">Number of reads.</param>
/// <param name="Weight">Σw.</param>
/// <param name="Weighted">Σw·length.</param>
public readonly record struct LengthSums(long Reads, long Weight, long Weighted)
{
    /// <summary>Both together.</summary>
    internal LengthSums Plus(LengthSums other) => checked(
        new LengthSums(Reads + other.Reads, Weight + other.Weight, Weighted + other.Weighted));

    /// <summary>The same mean from half the weight; a single read stays as it is.</summary>
    internal LengthSums Halved() => Reads < 2 ? this : new LengthSums(Reads / 2, Weight / 2, Weighted / 2);

    /// <summary>Mean length and its deviation in samples, NaN without a read.</summary>
    internal (double Mean, double Deviation) Mean(double scale) =>
        Reads == 0 ? (double.NaN, double.NaN) : ((double)Weighted / Weight, Math.Sqrt(scale / Weight));
}
