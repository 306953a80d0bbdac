using System.Globalization;
using System.Text;

namespace TwinGrid.Adapters.Csv;

/// <summary>Turns any text into a name that keys may hold.</summary>
public static class PlainName
{
    /// <summary>The text with '/', '~', '%', white space and control characters written as %XX of their code.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var name = new StringBuilder(text.Length);
        foreach (char letter in text)
        {
            if (letter is '/' or '~' or '%' || char.IsWhiteSpace(letter) || char.IsControl(letter))
            {
                name.Append(CultureInfo.InvariantCulture, $"%{(int)letter:X2}");
            }
            else
            {
                name.Append(letter);
            }
        }

        return name.ToString();
    }
}
