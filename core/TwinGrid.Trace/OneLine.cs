namespace TwinGrid.Trace;

/// <summary>Text from outside as messages quote it.</summary>
internal static class OneLine
{
    private const int Longest = 300;

    /// <summary>The text on one line, cut when long.</summary>
    public static string Of(string text)
    {
        bool isFit = text.Length <= Longest && !text.AsSpan().ContainsAnyInRange('\0', '\u001F') && !text.AsSpan().ContainsAnyInRange('\u007F', '\u009F');
        return isFit ? text : string.Concat((text.Length > Longest ? text[..Longest] + "…" : text).Select(letter => char.IsControl(letter) ? '·' : letter));
    }
}
