using System.Collections.Immutable;
using System.Globalization;
using TwinGrid.Model;
using TwinGrid.Trace.ColdChain.Rules;

namespace TwinGrid.Adapters.Loggers;

/// <summary>
/// Reads the text exports of Berlinger Fridge-tag and Q-tag loggers: headings and fields by indentation, tables behind tabs, and a
/// signature at the end. Sections that a model doesn't write may be missing; the signature may not, because without it nothing
/// tells a whole export from one that was cut off.
/// </summary>
public static class BerlingerReader
{
    /// <summary>Reads an export.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="BadInputException">The file can't be understood, or was cut off.</exception>
    public static LoggerExport Read(string path)
    {
        IReadOnlyList<string> lines = LoggerText.Lines(path);
        LoggerNode root = LoggerNode.Parse(path, lines);
        LoggerNode device = root.Children is [{ Name: "Device" } first, ..]
            ? first
            : throw new BadInputException(path, 1, "'Device:' and the model of a logger", lines[0].Length > 0 ? lines[0] : "an empty line");
        RequireSignature(path, lines, root);

        LoggerNode? settings = root.Find("Conf"), history = root.Find("Hist"), result = root.Find("Res"), table = root.Find("Data");
        var values = new LoggerValues(path);
        values.Zone = settings?.Find("Zone") is { Value.Length: > 0 } zone ? values.Offset(zone) : TimeSpan.Zero;
        values.IsFahrenheit = IsFahrenheit(path, settings?.Find("Temp unit"), table);
        if (table is { Rows.Count: > 0 })
        {
            values.LearnDates(table.Rows[0].Cells[0]);
        }

        string serial = settings?.Find("Serial")?.Value ?? "";
        DateTimeOffset? start = values.Instant(result?.Find("TS Start") ?? history?.Find("TS Actv"));
        DateTimeOffset? end = values.Instant(result?.Find("TS Stop") ?? history?.Find("TS Report Creation"));
        string source = string.Create(CultureInfo.InvariantCulture, $"{serial}@{end ?? start:yyyy-MM-dd'T'HH:mmzzz}");
        var export = new LoggerExport
        {
            Device = device.Value.Length > 0 ? device.Value : throw new BadInputException(path, device.Line, "the model of a logger behind 'Device:'", "nothing"),
            Serial = serial,
            Zone = values.Zone,
            IsFahrenheit = values.IsFahrenheit,
            Interval = settings?.Find("Logging Interval") is { } interval ? Interval(path, values, interval) : null,
            Start = start,
            End = end is null || start is null || end > start ? end : throw new BadInputException(path, 0, $"an end of the record after {start:yyyy-MM-dd HH:mm}", $"{end:yyyy-MM-dd HH:mm}"),
            ActivationEnergy = settings?.Find("MKT Energy") is { Value.Length: > 0 } energy ? Energy(path, values, energy) : null,
            Limits = [.. Numbered(path, settings?.Find("Alarm")).Select(alarm => LimitOf(path, values, alarm.Number, alarm.Node)).OfType<LoggerLimit>()],
            Rows = table is null ? [] : LoggerTable.Read(path, table, values, source),
            Days = [.. Numbered(path, history).Select(day => DayOf(path, values, day.Node)).OrderBy(day => day.Date)],
            Run = result is null ? null : RunOf(path, values, result),
        };
        return export.Start is not null || export.Rows.Length > 0 || export.Days.Length > 0
            ? export
            : throw new BadInputException(path, 0, "a beginning of the record, a log or days", "none of them");
    }

    /// <summary>The signature is as long as the public key that it belongs to: two numbers each.</summary>
    private static void RequireSignature(string path, IReadOnlyList<string> lines, LoggerNode root)
    {
        int last = lines.Count;
        while (last > 1 && lines[last - 1].AsSpan().Trim().IsEmpty)
        {
            last--;
        }

        if (root.Children[^1] is not { Name: "Sig" } signature)
        {
            throw new BadInputException(path, last, "the signature 'Sig:' that ends a whole export", $"the end of the file behind '{lines[last - 1].Trim()}'");
        }

        int? length = root.Find("Cert", "Public Key")?.Value.Length;
        if (!signature.Value.All(char.IsAsciiHexDigit) || signature.Value.Length == 0 || signature.Value.Length % 2 != 0 || (length is { } whole && signature.Value.Length < whole))
        {
            throw new BadInputException(path, signature.Line, $"a whole signature of {length ?? 128} hexadecimal digits", $"{signature.Value.Length}: {signature.Value}");
        }
    }

    private static bool IsFahrenheit(string path, LoggerNode? unit, LoggerNode? table)
    {
        string heading = table is { Rows.Count: > 0 } ? string.Join(' ', table.Rows[0].Cells.Skip(1)) : "";
        return unit?.Value.TrimStart('°').ToUpperInvariant() switch
        {
            "C" => false,
            "F" => true,
            null or "" => heading.Contains("°F", StringComparison.Ordinal) || heading.Contains("[F]", StringComparison.Ordinal) || heading.Contains("(F)", StringComparison.Ordinal),
            _ => throw new BadInputException(path, unit.Line, "the unit C or F", unit.Value),
        };
    }

    private static TimeSpan Interval(string path, LoggerValues values, LoggerNode node) => values.Minutes(node) is var interval && interval > TimeSpan.Zero
        ? interval
        : throw new BadInputException(path, node.Line, "a logging interval of at least a minute", node.Value);

    private static double Energy(string path, LoggerValues values, LoggerNode node) => values.Number(node.Value, node.Line, "an energy in kJ/mol") is var energy and >= 1 and <= 1000
        ? energy
        : throw new BadInputException(path, node.Line, "an energy from 1 to 1000 kJ/mol", node.Value);

    private static IEnumerable<(int Number, LoggerNode Node)> Numbered(string path, LoggerNode? parent) => (parent?.Children ?? [])
        .Where(child => child.Name.All(char.IsAsciiDigit))
        .Select(child => int.TryParse(child.Name, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? (number, child)
            : throw new BadInputException(path, child.Line, "a number of an entry", child.Name));

    /// <summary>
    /// Q-tag types: 0 off, 1 single and 3 cumulative below, 2 single and 4 cumulative above. A Fridge-tag has no types: its alarm 0 is
    /// the lower limit, all others are upper ones, and each stretch counts for itself.
    /// </summary>
    private static LoggerLimit? LimitOf(string path, LoggerValues values, int number, LoggerNode alarm)
    {
        LoggerNode? typed = alarm.Find("Type");
        int type = typed is not null ? values.Whole(typed) : number == 0 ? 1 : 2;
        if (type > 4)
        {
            throw new BadInputException(path, typed!.Line, "an alarm of type 0 to 4", $"type {type}");
        }

        if (type == 0 || alarm.Find("T AL") is not { } limit || values.Temperature(limit.Value, limit.Line) is not { } temperature)
        {
            return null;
        }

        TimeSpan after = alarm.Find("t AL") is { } time ? values.Minutes(time) : TimeSpan.Zero;
        return new LoggerLimit(number, type is 2 or 4, temperature, after, type is 3 or 4 ? ExposureTimer.Cumulative : ExposureTimer.Consecutive);
    }

    private static LoggerDay DayOf(string path, LoggerValues values, LoggerNode node)
    {
        DateTimeOffset date = values.Date(node.Find("Date") ?? throw new BadInputException(path, node.Line, "a day with 'Date:'", $"entry {node.Name} without"));
        IEnumerable<LoggerNode?> timeouts = node.Children.Where(child => child.Name.EndsWith("Sensor timeout", StringComparison.OrdinalIgnoreCase)).Select(child => child.Find("t AccST"));
        return new LoggerDay(
            date,
            OptionalTemperature(values, node.Find("Min T")),
            OptionalTemperature(values, node.Find("Max T")),
            timeouts.OfType<LoggerNode>().Select(values.Minutes).DefaultIfEmpty().Max(),
            [.. Numbered(path, node.Find("Alarm")).Where(alarm => alarm.Node.Find("t Acc") is not null).Select(alarm => new LoggerDayAlarm(
                alarm.Number, values.Minutes(alarm.Node.Find("t Acc")!), values.TimeOf(date, alarm.Node.Find("TS A"))))]);
    }

    private static LoggerRun RunOf(string path, LoggerValues values, LoggerNode result)
    {
        var alarms = ImmutableArray.CreateBuilder<LoggerRunAlarm>();
        foreach ((int number, LoggerNode alarm) in Numbered(path, result.Find("Alarm")))
        {
            // Each line below the number is one stretch; its fields stand on it side by side.
            foreach (IGrouping<int, LoggerNode> stretch in alarm.Children.GroupBy(field => field.Line))
            {
                LoggerNode? Field(string name) => stretch.FirstOrDefault(field => field.Name == name);
                alarms.Add(new LoggerRunAlarm(
                    number,
                    values.Instant(Field("TS S")),
                    Field("t A") is { Value.Length: > 0 } time ? values.Minutes(time) : null,
                    values.Instant(Field("TS A")),
                    values.Instant(Field("TS E"))));
            }
        }

        return new LoggerRun(OptionalTemperature(values, result.Find("MKT")), OptionalTemperature(values, result.Find("Avrg T")), alarms.ToImmutable());
    }

    private static Celsius? OptionalTemperature(LoggerValues values, LoggerNode? node) =>
        node is null || node.Value.Length == 0 ? null : values.Temperature(node.Value, node.Line);
}
