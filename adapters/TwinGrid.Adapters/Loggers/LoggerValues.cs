using System.Globalization;
using System.Text.RegularExpressions;
using TwinGrid.Model;

namespace TwinGrid.Adapters.Loggers;

/// <summary>Values as loggers write them: either decimal sign, either unit, several forms of dates, and the device's zone.</summary>
internal sealed partial class LoggerValues(string path)
{
    private static readonly string[] Dates = ["yyyy-MM-dd", "yyyy/MM/dd", "yyyy.MM.dd", "dd.MM.yyyy"];
    private readonly List<string> _dates = [.. Dates];

    /// <summary>The device's offset from UTC.</summary>
    public TimeSpan Zone { get; set; }

    /// <summary>Whether temperatures are in degrees Fahrenheit.</summary>
    public bool IsFahrenheit { get; set; }

    /// <summary>Learns the form of dates from the heading of a table, such as "dd/MM/yyyy hh:mm".</summary>
    public void LearnDates(string heading)
    {
        Match form = DateForm().Match(heading);
        if (form.Success && !_dates.Contains(form.Value))
        {
            _dates.Insert(0, form.Value);
        }
    }

    /// <summary>A temperature, or null where the device wrote dashes or nothing.</summary>
    public Celsius? Temperature(string text, int line)
    {
        string value = text.TrimEnd('°', 'C', 'F', ' ');
        if (value.All(letter => letter is '-' or '.' or ','))
        {
            return null;
        }

        double number = Number(value, line, "a temperature");
        try
        {
            return IsFahrenheit ? Celsius.OfFahrenheit(number) : Celsius.Of(number);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new BadInputException(path, line, "a temperature above absolute zero", text);
        }
    }

    /// <summary>A temperature that must be there.</summary>
    public Celsius RequiredTemperature(LoggerNode node) =>
        Temperature(node.Value, node.Line) ?? throw new BadInputException(path, node.Line, $"a temperature behind '{node.Name}:'", node.Value);

    /// <summary>A finite number with a point or a comma.</summary>
    public double Number(string text, int line, string expected)
    {
        bool isNumber = double.TryParse(text.Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number);
        return isNumber && double.IsFinite(number) ? number : throw new BadInputException(path, line, expected, text);
    }

    /// <summary>A whole number from 0.</summary>
    public int Whole(LoggerNode node) => int.TryParse(node.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
        ? number
        : throw new BadInputException(path, node.Line, $"a whole number behind '{node.Name}:'", node.Value);

    /// <summary>Minutes as a time.</summary>
    public TimeSpan Minutes(LoggerNode node) => TimeSpan.FromMinutes(Whole(node));

    /// <summary>A date and time, or null where nothing is written.</summary>
    public DateTimeOffset? Instant(LoggerNode? node) => node is null || node.Value.Length == 0 ? null : Instant(node.Value, node.Line);

    /// <summary>A date and time.</summary>
    public DateTimeOffset Instant(string text, int line)
    {
        foreach (string date in _dates)
        {
            foreach (string time in (ReadOnlySpan<string>)["HH:mm", "HH:mm:ss", "h:mm tt", "h:mm:ss tt"])
            {
                if (Exact(text, $"{date} {time}") is { } found)
                {
                    return found;
                }
            }
        }

        throw new BadInputException(path, line, $"a date and time such as {_dates[0]} HH:mm", text);
    }

    /// <summary>Midnight of a date.</summary>
    public DateTimeOffset Date(LoggerNode node)
    {
        foreach (string date in _dates)
        {
            if (Exact(node.Value, date) is { } found)
            {
                return found;
            }
        }

        throw new BadInputException(path, node.Line, $"a date such as {_dates[0]}", node.Value);
    }

    /// <summary>A time of a day, or null where nothing is written.</summary>
    public DateTimeOffset? TimeOf(DateTimeOffset day, LoggerNode? node)
    {
        if (node is null || node.Value.Length == 0)
        {
            return null;
        }

        return TimeOnly.TryParseExact(node.Value, ["HH:mm", "HH:mm:ss", "h:mm tt"], CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time)
            ? day + time.ToTimeSpan()
            : throw new BadInputException(path, node.Line, "a time of day such as 14:55", node.Value);
    }

    /// <summary>An offset from UTC: hours with decimals, or hours and minutes.</summary>
    public TimeSpan Offset(LoggerNode node)
    {
        Match parts = HoursAndMinutes().Match(node.Value);
        double hours = parts.Success
            ? (parts.Groups[1].Value == "-" ? -1 : 1) * (double.Parse(parts.Groups[2].Value, CultureInfo.InvariantCulture) + double.Parse(parts.Groups[3].Value, CultureInfo.InvariantCulture) / 60)
            : Number(node.Value, node.Line, "an offset from UTC in hours");
        return Math.Abs(hours) <= 14
            ? TimeSpan.FromMinutes(Math.Round(hours * 60))
            : throw new BadInputException(path, node.Line, "an offset from UTC of at most 14 hours", node.Value);
    }

    private DateTimeOffset? Exact(string text, string form) =>
        DateTime.TryParseExact(text, form, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out DateTime found) && found.Year is >= 1970 and < 9000
            ? new DateTimeOffset(found, Zone)
            : null;

    [GeneratedRegex(@"\b(?:yyyy[-./]MM[-./]dd|dd[-./]MM[-./]yyyy|MM[-./]dd[-./]yyyy)\b")]
    private static partial Regex DateForm();

    [GeneratedRegex(@"^([+-]?)(\d{1,2}):(\d{2})$")]
    private static partial Regex HoursAndMinutes();
}
