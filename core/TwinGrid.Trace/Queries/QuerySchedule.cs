using System.Collections.Immutable;
using System.Globalization;
using TwinGrid.Trace.Events;

namespace TwinGrid.Trace.Queries;

/// <summary>
/// When a standing query is answered, EPCIS 2.0 section 8.2.5.3: at the seconds, in UTC, whose fields are all among those given. A
/// field that is not given is free when a finer one is, and else takes its first value: hour 1 and minute 5 is once a day.
/// </summary>
public sealed class QuerySchedule
{
    /// <summary>Names of the fields, the finest first.</summary>
    public static readonly ImmutableArray<string> FieldNames = ["second", "minute", "hour", "dayOfMonth", "month", "dayOfWeek"];

    private const int SearchedYears = 40;
    private static readonly (int First, int Last)[] Ranges = [(0, 59), (0, 59), (0, 23), (1, 31), (1, 12), (1, 7)];
    private readonly bool[][] _allowed;

    private QuerySchedule(bool[][] allowed) => _allowed = allowed;

    /// <summary>Reads a schedule.</summary>
    /// <param name="fields">
    /// At least one field by its name. A value is a list with commas of numbers (5), ranges ([1-5]) and steps (0/30, from 0 on every
    /// 30). Days of the week go from 1, Monday, to 7.
    /// </param>
    /// <exception cref="EpcisException">A name or value is none, or no moment fits; the place is the field's name.</exception>
    public static QuerySchedule Parse(IReadOnlyDictionary<string, string> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        if (fields.Keys.FirstOrDefault(name => !FieldNames.Contains(name)) is { } unknown || fields.Count == 0)
        {
            throw new EpcisException("schedule", string.Join(", ", FieldNames), fields.Count == 0 ? "none of them" : fields.Keys.First(name => !FieldNames.Contains(name)));
        }

        var allowed = new bool[FieldNames.Length][];
        bool isFinerGiven = false;
        for (int i = 0; i < allowed.Length; i++)
        {
            (int first, int last) = Ranges[i];
            allowed[i] = new bool[last + 1];
            if (fields.TryGetValue(FieldNames[i], out string? text))
            {
                Allow(allowed[i], FieldNames[i], text, first, last);
                isFinerGiven = true;
            }
            else
            {
                // Days and months are free in any case: an hour alone is every day.
                bool isFree = isFinerGiven || i >= 3;
                Array.Fill(allowed[i], true, first, isFree ? last - first + 1 : 1);
            }
        }

        var schedule = new QuerySchedule(Coarsest(fields, allowed));
        return schedule.After(DateTimeOffset.UnixEpoch) is null ? throw new EpcisException("schedule", "a moment that comes", "none") : schedule;
    }

    /// <summary>The first moment behind another; null when none comes within forty years.</summary>
    public DateTimeOffset? After(DateTimeOffset time)
    {
        DateTime at = time.UtcDateTime;
        at = new DateTime(at.Ticks - (at.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc).AddSeconds(1);
        DateTime end = at.Year + SearchedYears > DateTime.MaxValue.Year ? DateTime.MaxValue : at.AddYears(SearchedYears);
        while (at < end)
        {
            if (!_allowed[4][at.Month])
            {
                at = at.Date.AddDays(1 - at.Day).AddMonths(1);
            }
            else if (!_allowed[3][at.Day] || !_allowed[5][at.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)at.DayOfWeek])
            {
                at = at.Date.AddDays(1);
            }
            else if (!_allowed[2][at.Hour])
            {
                at = at.Date.AddHours(at.Hour + 1);
            }
            else if (!_allowed[1][at.Minute])
            {
                at = at.AddSeconds(-at.Second).AddMinutes(1);
            }
            else if (!_allowed[0][at.Second])
            {
                at = at.AddSeconds(1);
            }
            else
            {
                return new DateTimeOffset(at, TimeSpan.Zero);
            }
        }

        return null;
    }

    /// <summary>A month alone is its first day; a day of the week or month alone is its first second.</summary>
    private static bool[][] Coarsest(IReadOnlyDictionary<string, string> fields, bool[][] allowed)
    {
        if (fields.ContainsKey("month") && !FieldNames.Any(name => name != "month" && fields.ContainsKey(name)))
        {
            Array.Fill(allowed[3], false, 2, 30);
        }

        return allowed;
    }

    private static void Allow(bool[] allowed, string name, string text, int first, int last)
    {
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            (int from, int to, int step) = part switch
            {
                ['[', .., ']'] when part[1..^1].Split('-') is [var low, var high] => (Number(low), Number(high), 1),
                _ when part.Split('/') is [var begin, var every] => (Number(begin), last, Number(every)),
                _ => (Number(part), Number(part), 1),
            };
            if (from < first || to > last || from > to || step < 1)
            {
                throw Fault();
            }

            for (int value = from; value <= to; value += step)
            {
                allowed[value] = true;
            }
        }

        int Number(string digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : throw Fault();

        EpcisException Fault() => new(name, string.Create(CultureInfo.InvariantCulture, $"numbers from {first} to {last}, ranges such as [{first}-{last}] or steps such as {first}/2, with commas between"), text);
    }
}
