using System.Globalization;
using TwinGrid.Adapters.Configuration;
using TwinGrid.Adapters.Simulated.Scripts;
using TwinGrid.Silo.Sites.Reading;

namespace TwinGrid.Silo.Sites.Kinds;

/// <summary>Reads the things of a script: lines such as "0:20 dock", a time from the beginning and what is from then on.</summary>
internal static class ScriptText
{
    private const string Nowhere = "-";

    /// <summary>Most things of a script.</summary>
    public const int MostThings = 10_000;

    private static readonly string[] ThingKeys = ["count", "every", "epc", "path", "temperature_c", "humidity_pct", "shock_g"];

    /// <summary>The things of an entry: one, or as many as it counts, each a while behind the one before.</summary>
    public static IEnumerable<ScriptThing> Things(string name, ConfigPlace place)
    {
        if (!place.Keys(ThingKeys))
        {
            return [];
        }

        int count = (int)(place["count"].Whole(1, MostThings) ?? 1);
        TimeSpan every = Span(place["every"]) ?? TimeSpan.Zero;
        string? stem = place["epc"].Text(200);
        (TimeSpan At, string What)[] path = Lines(place["path"]);
        var senses = new ScriptedThing(name, [])
        {
            Temperature = Values(place["temperature_c"], -100, 200),
            Humidity = Values(place["humidity_pct"], 0, 100),
            Shocks = Values(place["shock_g"], 0, 10_000),
        };
        return Enumerable.Range(0, count).Select(i => new ScriptThing(
            TagText.NameOf(stem is null ? NameOf(name, i, count) : stem + (i + 1).ToString(CultureInfo.InvariantCulture)),
            [.. path.Select(line => (line.At + i * every, line.What == Nowhere ? null : line.What))],
            senses));
    }

    /// <summary>A time of the calendar; null, with a fault, for text that is none.</summary>
    public static DateTimeOffset? Time(ConfigPlace place)
    {
        if (place.Text(40) is not { } text)
        {
            return null;
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time))
        {
            return time;
        }

        place.Refuse("a time such as 2026-03-02T08:00:00Z");
        return null;
    }

    /// <summary>A span such as 8:00 or 0:00:30; null, with a fault, for text that is none.</summary>
    public static TimeSpan? Span(ConfigPlace place)
    {
        if (place.Text(20) is not { } text)
        {
            return null;
        }

        if (SpanOf(text) is { } span)
        {
            return span;
        }

        place.Refuse("hours and minutes such as 8:00, or 0:00:30 with seconds");
        return null;
    }

    private static string NameOf(string name, int index, int count) =>
        count == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}-{(index + 1).ToString(new string('0', count.ToString(CultureInfo.InvariantCulture).Length), CultureInfo.InvariantCulture)}");

    private static ScriptedValue[] Values(ConfigPlace place, double least, double most)
    {
        var values = new List<ScriptedValue>();
        foreach ((TimeSpan at, string what) in Lines(place))
        {
            if (double.TryParse(what, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= least && value <= most)
            {
                values.Add(new ScriptedValue(at, value));
            }
            else
            {
                place.Refuse(string.Create(CultureInfo.InvariantCulture, $"after each time a number from {least} to {most}"), $"'{what}'");
            }
        }

        return [.. values];
    }

    private static (TimeSpan At, string What)[] Lines(ConfigPlace place)
    {
        var lines = new List<(TimeSpan At, string What)>();
        foreach (ConfigPlace item in place.Items())
        {
            string[] parts = item.Text()?.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
            if (parts.Length == 2 && SpanOf(parts[0]) is { } at && (lines.Count == 0 || at > lines[^1].At))
            {
                lines.Add((at, parts[1]));
            }
            else
            {
                item.Refuse(lines.Count == 0 ? "a time and what is from then on, such as 0:20 dock" : "a later time than the line before, and what is from then on");
            }
        }

        return [.. lines];
    }

    /// <summary>Hours may be more than a day's.</summary>
    private static TimeSpan? SpanOf(string text)
    {
        string[] parts = text.Split(':');
        int[] numbers = [.. parts.Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1)];
        bool isSpan = parts.Length is 2 or 3 && numbers[0] is >= 0 and <= 100_000 && numbers.Skip(1).All(number => number is >= 0 and < 60);
        return isSpan ? new TimeSpan(numbers[0], numbers[1], parts.Length == 3 ? numbers[2] : 0) : null;
    }
}
