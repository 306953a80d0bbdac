using System.Globalization;

namespace TwinGrid.Trace.Identifiers;

/// <summary>
/// How long the company prefix of a key is. A key in an element string or Digital Link does not say it, GS1 assigns the lengths, and
/// a URN or tag needs it: with a wrong length the digits are the same and the identity is another one. The caller gives what it
/// knows as a table of leading digits, as GS1 publishes one; the longest entry that fits wins.
/// </summary>
public sealed class CompanyPrefixLengths
{
    private const int ShortestAssigned = 4;
    private readonly Dictionary<string, int> _entries = [];
    private readonly int? _fallback;

    /// <summary>A table.</summary>
    /// <param name="entries">
    /// Leading digits of company prefixes, 1 to 12, and the length of the prefixes that begin so, 4 to 12. Lengths of 4 and 5 count
    /// as 6, the shortest that the standard has a partition for.
    /// </param>
    /// <param name="fallback">
    /// The length of a prefix that no entry fits, 6 to 12; null to have such a key refused. A fallback is a guess.
    /// </param>
    /// <exception cref="ArgumentException">An entry or the fallback is out of range, or an entry comes twice.</exception>
    public CompanyPrefixLengths(IEnumerable<KeyValuePair<string, int>> entries, int? fallback)
    {
        ArgumentNullException.ThrowIfNull(entries);
        if (fallback is < EpcScheme.ShortestPrefix or > EpcScheme.LongestPrefix)
        {
            throw new ArgumentException($"expected 6 to 12 digits, found {fallback}", nameof(fallback));
        }

        foreach ((string digits, int length) in entries)
        {
            bool isPrefix = digits.Length is >= 1 and <= EpcScheme.LongestPrefix && !digits.AsSpan().ContainsAnyExceptInRange('0', '9');
            if (!isPrefix || length is < ShortestAssigned or > EpcScheme.LongestPrefix || !_entries.TryAdd(digits, Math.Max(length, EpcScheme.ShortestPrefix)))
            {
                throw new ArgumentException($"expected 1 to 12 digits that come once and a length from 4 to 12, found {digits}: {length}", nameof(entries));
            }
        }

        _fallback = fallback;
    }

    /// <summary>No entries and no fallback: a key whose URN is asked for is refused.</summary>
    public static CompanyPrefixLengths Unknown { get; } = new([], null);

    /// <summary>The same length for every key.</summary>
    public static CompanyPrefixLengths Always(int length) => new([], length);

    /// <summary>The length of the company prefix that a key begins with.</summary>
    /// <param name="digits">The key from its company prefix on.</param>
    /// <returns>6 to 12.</returns>
    /// <exception cref="EpcException">No entry fits and there is no fallback.</exception>
    public int Of(ReadOnlySpan<char> digits)
    {
        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> entries = _entries.GetAlternateLookup<ReadOnlySpan<char>>();
        for (int length = Math.Min(digits.Length, EpcScheme.LongestPrefix); length > 0; length--)
        {
            if (entries.TryGetValue(digits[..length], out int known))
            {
                return known;
            }
        }

        return _fallback ?? throw new EpcException(
            "company prefix",
            "its length to be known",
            string.Create(CultureInfo.InvariantCulture, $"no entry for {digits[..Math.Min(digits.Length, EpcScheme.LongestPrefix)]}"));
    }
}
