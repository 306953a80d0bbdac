using System.Globalization;
using TwinGrid.Adapters.Wifi.Tags;

namespace TwinGrid.Cli.Wifi;

/// <summary>A tag's window as it is written on the command line: OFFSET:DATA+PARITY, with xSYMBOLS for several symbols a bit.</summary>
internal static class WindowText
{
    /// <summary>What the text looks like.</summary>
    public const string Form = "OFFSET:DATA[+PARITY][xSYMBOLS], such as 0:16+4";

    /// <summary>Reads a window; null when the text isn't one.</summary>
    public static TagWindow? Parse(string text, WindowOrigin origin)
    {
        string[] sides = text.Split(':');
        if (sides.Length != 2)
        {
            return null;
        }

        string[] bits = sides[1].Split('x'), parts = bits[0].Split('+');
        return bits.Length <= 2 && parts.Length <= 2
            && Number(sides[0]) is { } offset && Number(parts[0]) is { } data
            && (parts.Length == 1 ? 0 : Number(parts[1])) is { } parity && (bits.Length == 1 ? 1 : Number(bits[1])) is { } symbols
            ? new TagWindow(offset, data, parity, symbols, origin)
            : null;
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
