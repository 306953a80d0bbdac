namespace TwinGrid.Trace.ColdChain;

/// <summary>
/// What is known of a value during a stretch of time: it lies between two ends, both included. A reading gives a point, a day's
/// minimum and maximum give a range, and nothing at all gives the range without ends.
/// </summary>
/// <param name="Low">Lower end; −∞ when there is none.</param>
/// <param name="High">Upper end; +∞ when there is none.</param>
public readonly record struct ValueRange(double Low, double High)
{
    /// <summary>Nothing is known.</summary>
    public static ValueRange Unknown { get; } = new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>Whether the value itself is known.</summary>
    public bool IsPoint => Low == High;

    /// <summary>A known value, or the unknown range for null.</summary>
    public static ValueRange Of(double? value) => value is { } known ? new ValueRange(known, known) : Unknown;
}
