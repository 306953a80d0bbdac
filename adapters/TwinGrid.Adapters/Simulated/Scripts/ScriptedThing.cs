using TwinGrid.Model;

namespace TwinGrid.Adapters.Simulated.Scripts;

/// <summary>A thing that goes where a script says.</summary>
/// <param name="Tag">Name of its tag.</param>
/// <param name="Path">Where it is from when on, in order of time.</param>
public sealed record ScriptedThing(string Tag, IReadOnlyList<ScriptedStop> Path)
{
    /// <summary>Temperature over time in degrees Celsius, straight between its points; empty for a tag without the sensor.</summary>
    public IReadOnlyList<ScriptedValue> Temperature { get; init; } = [];

    /// <summary>Relative humidity over time in percent, straight between its points; empty for a tag without the sensor.</summary>
    public IReadOnlyList<ScriptedValue> Humidity { get; init; } = [];

    /// <summary>Shocks in multiples of g at single moments; the next reading tells the largest since the one before.</summary>
    public IReadOnlyList<ScriptedValue> Shocks { get; init; } = [];

    /// <summary>Whether it has a sensor at all.</summary>
    public bool IsSensor => Temperature.Count + Humidity.Count + Shocks.Count > 0;

    /// <summary>Where it is at a time; null before its path begins and where no antenna is near.</summary>
    public Position? PlaceAt(TimeSpan time)
    {
        Position? place = null;
        foreach (ScriptedStop stop in Path)
        {
            if (stop.At > time)
            {
                break;
            }

            place = stop.Place;
        }

        return place;
    }
}

/// <summary>From a time on, where a thing is.</summary>
/// <param name="At">Time from the beginning of the script.</param>
/// <param name="Place">Where, in metres; null for out of range of every antenna.</param>
public readonly record struct ScriptedStop(TimeSpan At, Position? Place);

/// <summary>A value at a time.</summary>
/// <param name="At">Time from the beginning of the script.</param>
/// <param name="Value">The value.</param>
public readonly record struct ScriptedValue(TimeSpan At, double Value)
{
    /// <summary>The value of a line through points at a time; that of the nearest point before the first and behind the last.</summary>
    public static double? Of(IReadOnlyList<ScriptedValue> points, TimeSpan time)
    {
        ArgumentNullException.ThrowIfNull(points);
        for (int i = 0; i < points.Count; i++)
        {
            if (points[i].At >= time)
            {
                ScriptedValue to = points[i], from = points[Math.Max(i - 1, 0)];
                double share = to.At > from.At ? Math.Clamp((time - from.At) / (to.At - from.At), 0, 1) : 1;
                return from.Value + share * (to.Value - from.Value);
            }
        }

        return points.Count > 0 ? points[^1].Value : null;
    }
}
