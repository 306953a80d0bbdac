namespace TwinGrid.Adapters.Configuration;

/// <summary>What a misspelt name was probably meant to be.</summary>
public static class Nearest
{
    private const int LongestName = 64, MostCompared = 1000;

    /// <summary>The name that is the fewest insertions, deletions, replacements and swaps of neighbours away; null when none is near.</summary>
    /// <param name="found">What was written.</param>
    /// <param name="known">Names that were possible.</param>
    public static string? To(string found, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(known);
        if (found.Length is 0 or > LongestName)
        {
            return null;
        }

        (string? best, int least) = (null, Math.Max(1, found.Length / 3) + 1);
        foreach (string name in known.Where(name => name.Length <= LongestName).Take(MostCompared))
        {
            int distance = Distance(found, name);
            if (distance < least)
            {
                (best, least) = (name, distance);
            }
        }

        return best;
    }

    /// <summary>"'rang_m'", or "'rang_m' (did you mean range_m?)".</summary>
    public static string Shown(string found, IEnumerable<string> known) => To(found, known) is { } near ? $"'{found}' (did you mean {near}?)" : $"'{found}'";

    private static int Distance(string a, string b)
    {
        Span<int> older = stackalloc int[LongestName + 1], last = stackalloc int[LongestName + 1], row = stackalloc int[LongestName + 1];
        for (int j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int change = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], older[j - 2] + 1);
                }
            }

            last.CopyTo(older);
            row.CopyTo(last);
        }

        return last[b.Length];
    }
}
