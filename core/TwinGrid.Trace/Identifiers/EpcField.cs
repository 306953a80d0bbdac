using System.Globalization;

namespace TwinGrid.Trace.Identifiers;

/// <summary>A field of an identity behind the company prefix.</summary>
/// <param name="Name">Its name in the standard, such as "item reference".</param>
/// <param name="Characters">What it may hold.</param>
/// <param name="MaximumLength">Most characters; for a reference this counts the company prefix too.</param>
/// <param name="LeadingZeros">False for a plain number, which has none unless it is 0.</param>
public sealed record EpcField(string Name, CharacterSet Characters, int MaximumLength, bool LeadingZeros = true)
{
    /// <summary>Throws unless the text is one to <paramref name="most"/> characters of the field's set.</summary>
    internal void Check(string scheme, ReadOnlySpan<char> text, int most)
    {
        if (text.Length < 1 || text.Length > most)
        {
            throw new EpcException(Place(scheme), string.Create(CultureInfo.InvariantCulture, $"1 to {most} characters"), Found(text));
        }

        CheckCharacters(scheme, text);
        if (!LeadingZeros && text.Length > 1 && text[0] == '0')
        {
            throw new EpcException(Place(scheme), "a number without leading zeros", text.ToString());
        }
    }

    /// <summary>Throws unless the text is exactly <paramref name="digits"/> digits.</summary>
    internal void CheckDigits(string scheme, ReadOnlySpan<char> text, int digits)
    {
        if (text.Length != digits)
        {
            throw new EpcException(Place(scheme), string.Create(CultureInfo.InvariantCulture, $"{digits} digits"), Found(text));
        }

        CheckCharacters(scheme, text);
    }

    /// <summary>The field's place in a message.</summary>
    internal string Place(string scheme) => $"{scheme} {Name}";

    private static string Found(ReadOnlySpan<char> text) =>
        text.IsEmpty ? "nothing" : string.Create(CultureInfo.InvariantCulture, $"{text.Length}: {text}");

    private void CheckCharacters(string scheme, ReadOnlySpan<char> text)
    {
        foreach (char letter in text)
        {
            if (!Identifiers.Characters.Has(Characters, letter))
            {
                throw new EpcException(Place(scheme), Identifiers.Characters.Describe(Characters), $"{letter} in {text}");
            }
        }
    }
}
