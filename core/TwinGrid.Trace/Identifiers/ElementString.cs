using System.Text;

namespace TwinGrid.Trace.Identifiers;

/// <summary>Element strings in the form that people read: (01)80614141123458(21)6789.</summary>
public static class ElementString
{
    /// <summary>The element string of an identity.</summary>
    public static string Format(EpcIdentity identity)
    {
        var text = new StringBuilder();
        foreach ((string ai, string value) in Gs1Key.Of(identity))
        {
            text.Append('(').Append(ai).Append(')').Append(value);
        }

        return text.ToString();
    }

    /// <summary>Reads the element string of an identity.</summary>
    /// <param name="text">Application identifiers in brackets; a value runs to the next bracketed digits.</param>
    /// <param name="lengths">How long company prefixes are.</param>
    /// <exception cref="EpcException">It is none, or breaks its scheme.</exception>
    /// <remarks>Brackets are also characters of serials: "(21)" inside a serial can't be told from the next element, here or anywhere.</remarks>
    public static EpcIdentity Parse(string text, CompanyPrefixLengths lengths)
    {
        ArgumentNullException.ThrowIfNull(text);
        var elements = new List<Gs1Element>();
        int position = 0;
        while (position < text.Length)
        {
            int end = Ai(text, position);
            if (end < 0)
            {
                throw new EpcException("element string", "(AI)value, such as (01)80614141123458(21)6789", text);
            }

            int next = end;
            while (next < text.Length && Ai(text, next) < 0)
            {
                next++;
            }

            elements.Add(new(text[(position + 1)..(end - 1)], text[end..next]));
            position = next;
        }

        return Gs1Key.ToIdentity(elements, lengths);
    }

    /// <summary>The end of a bracketed application identifier that begins here, or -1.</summary>
    private static int Ai(string text, int start)
    {
        if (text[start] != '(')
        {
            return -1;
        }

        int end = start + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end < text.Length && text[end] == ')' && end - start is >= 3 and <= 5 ? end + 1 : -1;
    }
}
