namespace TwinGrid.Trace.Identifiers;

/// <summary>The characters that a field of an identifier may hold.</summary>
public enum CharacterSet
{
    /// <summary>0 to 9.</summary>
    Digits,

    /// <summary>The 82 characters of GS1 element strings: TDS table A-1, GS1 General Specifications figure 7.11-1.</summary>
    Ai82,

    /// <summary>The 39 characters of component and part references: # - / 0 to 9 A to Z; TDS table G-1.</summary>
    Cpi39,
}

/// <summary>Which character belongs to which set, and which must be escaped in a URN.</summary>
internal static class Characters
{
    private const string Ai82Signs = "!\"%&'()*+,-./:;<=>?_";
    private const string Cpi39Signs = "#-/";

    /// <summary>What TDS tables A-1 and G-1 write as a percent escape; everything else of the sets stands for itself.</summary>
    private const string Escaped = "\"#%&/<>?";

    /// <summary>True when the set holds the letter.</summary>
    public static bool Has(CharacterSet set, char letter) => char.IsAsciiDigit(letter) || set switch
    {
        CharacterSet.Ai82 => char.IsAsciiLetter(letter) || Ai82Signs.Contains(letter),
        CharacterSet.Cpi39 => char.IsAsciiLetterUpper(letter) || Cpi39Signs.Contains(letter),
        _ => false,
    };

    /// <summary>True when a URN writes the letter as a percent escape.</summary>
    public static bool IsEscaped(char letter) => !char.IsAsciiLetterOrDigit(letter) && Escaped.Contains(letter);

    /// <summary>The set in words, for a message.</summary>
    public static string Describe(CharacterSet set) => set switch
    {
        CharacterSet.Ai82 => "letters, digits and " + Ai82Signs,
        CharacterSet.Cpi39 => "capital letters, digits and " + Cpi39Signs,
        _ => "digits",
    };
}
