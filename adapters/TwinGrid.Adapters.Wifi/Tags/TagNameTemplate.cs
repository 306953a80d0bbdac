using System.Globalization;

namespace TwinGrid.Adapters.Wifi.Tags;

/// <summary>A name with a tag's id in it.</summary>
internal sealed class TagNameTemplate
{
    private const string Opening = "{id";
    private const int MostDigits = 10;

    private readonly string _before, _format, _after;

    private TagNameTemplate(string before, string format, string after) => (_before, _format, _after) = (before, format, after);

    /// <summary>Reads a template: text with {id}, {id:D4} or {id:X4} in it once.</summary>
    public static bool TryParse(string text, out TagNameTemplate? template)
    {
        template = null;
        int open = text.IndexOf(Opening, StringComparison.Ordinal), close = open < 0 ? -1 : text.IndexOf('}', open);
        if (close < 0 || text.Any(WifiOptions.IsForbidden))
        {
            return false;
        }

        string format = text[(open + Opening.Length)..close], before = text[..open], after = text[(close + 1)..];
        if ((format.Length > 0 && !IsFormat(format)) || before.AsSpan().ContainsAny('{', '}') || after.AsSpan().ContainsAny('{', '}'))
        {
            return false;
        }

        template = new(before, format.Length == 0 ? "D" : format[1..], after);
        return true;
    }

    /// <summary>The name of a tag.</summary>
    public string Name(uint id) => _before + id.ToString(_format, CultureInfo.InvariantCulture) + _after;

    private static bool IsFormat(string format) => format.Length > 1 && format[0] == ':' && format[1] is 'D' or 'X' or 'x'
        && (format.Length == 2 || (int.TryParse(format.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out int digits) && digits <= MostDigits));
}
