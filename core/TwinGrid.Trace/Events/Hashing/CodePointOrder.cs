namespace TwinGrid.Trace.Events.Hashing;

/// <summary>Order of text by code points, which is that of its UTF-8 bytes; plain order of UTF-16 differs beyond the first plane.</summary>
internal sealed class CodePointOrder : IComparer<string>
{
    private const char FirstSurrogate = '\uD800';
    private const char BehindSurrogates = '\uE000';

    /// <summary>The order.</summary>
    public static CodePointOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        int common = x.AsSpan().CommonPrefixLength(y);
        if (x is null || y is null || common == x.Length || common == y.Length)
        {
            return (x?.Length ?? 0).CompareTo(y?.Length ?? 0);
        }

        return Weight(x[common]).CompareTo(Weight(y[common]));
    }

    private static int Weight(char letter) => letter is >= FirstSurrogate and < BehindSurrogates ? letter + char.MaxValue : letter;
}
