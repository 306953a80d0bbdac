using System.Globalization;

namespace TwinGrid.Adapters;

/// <summary>Input that can't be understood; the message is one line that names the place, what was expected and what was found.</summary>
public sealed class BadInputException : Exception
{
    private const int LongestQuote = 60;

    /// <summary>A fault on a line of a file.</summary>
    /// <param name="file">The file as the user named it.</param>
    /// <param name="line">Line number from 1, or 0 when the fault is with the file as a whole.</param>
    /// <param name="expected">What was expected.</param>
    /// <param name="found">What was found; cut when long.</param>
    /// <param name="cause">The exception behind it, if any.</param>
    public BadInputException(string file, long line, string expected, string found, Exception? cause = null)
        : base(Describe(file, line, expected, found), cause)
    {
    }

    private static string Describe(string file, long line, string expected, string found)
    {
        string name = OnOneLine(file);
        string place = line > 0 ? string.Create(CultureInfo.InvariantCulture, $"{name}, line {line}") : name;
        return $"{place}: expected {expected}, found {Quote(found)}";
    }

    /// <summary>Text from outside on one line and of a length that a terminal can show.</summary>
    private static string Quote(string text) => OnOneLine(text.Length > LongestQuote ? text[..LongestQuote] + "…" : text);

    private static string OnOneLine(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? '·' : letter));
}
