namespace TwinGrid.Trace.ColdChain;

/// <summary>A stretch of time during which nothing changes as far as the readings tell.</summary>
/// <param name="Start">Its beginning, included.</param>
/// <param name="End">Its end, not included; a stretch of no length stands for an instant.</param>
/// <param name="Temperature">Temperature in degrees Celsius.</param>
/// <param name="RelativeHumidity">Relative humidity in percent.</param>
/// <param name="Shock">Acceleration in multiples of g.</param>
public readonly record struct Segment(DateTimeOffset Start, DateTimeOffset End, ValueRange Temperature, ValueRange RelativeHumidity, ValueRange Shock)
{
    /// <summary>Its length.</summary>
    public TimeSpan Length => End - Start;

    /// <summary>A stretch of which nothing is known.</summary>
    public static Segment UnknownFor(DateTimeOffset start, DateTimeOffset end) =>
        new(start, end, ValueRange.Unknown, ValueRange.Unknown, ValueRange.Unknown);

    /// <summary>A stretch during which the values of a reading hold.</summary>
    public static Segment Holding(in Reading reading, DateTimeOffset end) =>
        new(reading.Time, end, ValueRange.Of(reading.Temperature?.Value), ValueRange.Of(reading.RelativeHumidity), ValueRange.Of(reading.Shock));

    /// <summary>The range of one quantity.</summary>
    public ValueRange Of(Rules.MeasuredQuantity quantity) => quantity switch
    {
        Rules.MeasuredQuantity.Temperature => Temperature,
        Rules.MeasuredQuantity.RelativeHumidity => RelativeHumidity,
        _ => Shock,
    };
}
