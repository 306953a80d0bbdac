namespace TwinGrid.Signal;

/// <summary>Arithmetic on the circle, in radians.</summary>
public static class AngleMath
{
    /// <summary>Wraps an angle into (−π, π].</summary>
    public static double Wrap(double radians) => WrapTo(radians, 2 * Math.PI);

    /// <summary>Wraps an angle into (−period/2, period/2].</summary>
    /// <param name="radians">Any finite angle.</param>
    /// <param name="period">The period of the circle, above zero: 2π for a phase, π for a two-way average.</param>
    public static double WrapTo(double radians, double period)
    {
        double wrapped = radians - period * Math.Round(radians / period);
        return wrapped <= -period / 2 ? wrapped + period : wrapped;
    }

    /// <summary>Reduces an angle into [0, period).</summary>
    public static double Modulo(double radians, double period)
    {
        double reduced = radians - period * Math.Floor(radians / period);
        return reduced >= period ? 0 : reduced;
    }
}
