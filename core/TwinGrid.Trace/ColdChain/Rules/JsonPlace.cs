using System.Globalization;
using System.Text.Json;
using System.Xml;

namespace TwinGrid.Trace.ColdChain.Rules;

/// <summary>A value of a JSON document that knows its path, so that every refusal can name the place.</summary>
internal readonly struct JsonPlace(JsonElement value, string path)
{
    private const double LongestDays = 36_525;

    /// <summary>JSON path.</summary>
    public string Path { get; } = path;

    /// <summary>Requires an object with members of known names only, each once.</summary>
    public void RequireMembers(params ReadOnlySpan<string> known)
    {
        Require(JsonValueKind.Object, "an object");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonProperty member in value.EnumerateObject())
        {
            if (!known.Contains(member.Name))
            {
                throw new RuleFormatException($"{Path}.{member.Name}", 0, $"one of the members {string.Join(", ", known.ToArray())}", $"'{member.Name}'");
            }

            if (!seen.Add(member.Name))
            {
                throw new RuleFormatException($"{Path}.{member.Name}", 0, "each member once", $"'{member.Name}' again");
            }
        }
    }

    /// <summary>A member, or null when it isn't there.</summary>
    public JsonPlace? Optional(string name)
    {
        Require(JsonValueKind.Object, "an object");
        return value.TryGetProperty(name, out JsonElement member) ? new JsonPlace(member, $"{Path}.{name}") : null;
    }

    /// <summary>A member that must be there.</summary>
    public JsonPlace Required(string name) => Optional(name) ?? throw new RuleFormatException($"{Path}.{name}", 0, "a value", "nothing");

    /// <summary>The members of a list.</summary>
    public IEnumerable<JsonPlace> Items()
    {
        Require(JsonValueKind.Array, "a list");
        string path = Path;
        return value.EnumerateArray().Select((item, i) => new JsonPlace(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"))).ToArray();
    }

    /// <summary>Text that isn't empty.</summary>
    public string Text()
    {
        Require(JsonValueKind.String, "text");
        string text = value.GetString()!;
        return text.Trim().Length > 0 ? text : throw Refuse("text that isn't empty");
    }

    /// <summary>True or false.</summary>
    public bool Flag() => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Refuse("true or false");

    /// <summary>A number in a range, both ends included.</summary>
    public double Number(double least, double most) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && number >= least && number <= most
            ? number
            : throw Refuse(string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"));

    /// <summary>A whole number in a range, both ends included.</summary>
    public int Whole(int least, int most) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= least && number <= most
            ? number
            : throw Refuse(string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"));

    /// <summary>A duration in the form of ISO 8601 without years and months, such as PT1H30M or P30D.</summary>
    public TimeSpan Duration(bool mayBeZero = false)
    {
        string expected = mayBeZero ? "a duration such as PT0S, PT1H30M or P30D" : "a duration above zero such as PT1H30M or P30D";
        if (value.ValueKind != JsonValueKind.String)
        {
            throw Refuse(expected);
        }

        string text = value.GetString()!;
        int days = text.IndexOf('T', StringComparison.Ordinal);
        bool hasMonths = (days < 0 ? text : text[..days]).AsSpan().IndexOfAny('Y', 'M') >= 0;
        try
        {
            TimeSpan duration = hasMonths ? TimeSpan.MinValue : XmlConvert.ToTimeSpan(text);
            bool isLong = mayBeZero ? duration >= TimeSpan.Zero : duration > TimeSpan.Zero;
            return isLong && duration.TotalDays <= LongestDays ? duration : throw Refuse(expected);
        }
        catch (Exception fault) when (fault is FormatException or OverflowException)
        {
            throw Refuse(expected);
        }
    }

    /// <summary>A name out of several.</summary>
    public T OneOf<T>(params ReadOnlySpan<(string Name, T Value)> choices)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            foreach ((string name, T choice) in choices)
            {
                if (value.ValueEquals(name))
                {
                    return choice;
                }
            }
        }

        var names = new List<string>();
        foreach ((string name, _) in choices)
        {
            names.Add(name);
        }

        throw Refuse("one of " + string.Join(", ", names));
    }

    /// <summary>The refusal of this value.</summary>
    public RuleFormatException Refuse(string expected) => new(Path, 0, expected, value.GetRawText());

    private void Require(JsonValueKind kind, string expected)
    {
        if (value.ValueKind != kind)
        {
            throw Refuse(expected);
        }
    }
}
