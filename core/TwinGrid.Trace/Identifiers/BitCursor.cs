namespace TwinGrid.Trace.Identifiers;

/// <summary>Takes fields from 64-bit words, first bit first.</summary>
internal ref struct BitReader(ReadOnlySpan<ulong> words)
{
    private readonly ReadOnlySpan<ulong> _words = words;

    /// <summary>Bits taken so far.</summary>
    public int Position { get; private set; }

    /// <summary>The next bits as a number.</summary>
    /// <param name="count">0 to 64.</param>
    public ulong Take(int count)
    {
        if (count == 0)
        {
            return 0;
        }

        int word = Position >> 6, offset = Position & 63;
        ulong bits = _words[word] << offset;
        if (offset + count > 64)
        {
            bits |= _words[word + 1] >> (64 - offset);
        }

        Position += count;
        return bits >> (64 - count);
    }

    /// <summary>True when only zeros follow.</summary>
    public readonly bool IsZeroFromHere()
    {
        int word = Position >> 6;
        if (word >= _words.Length)
        {
            return true;
        }

        return _words[word] << (Position & 63) == 0 && !_words[(word + 1)..].ContainsAnyExcept(0ul);
    }
}

/// <summary>Puts fields into 64-bit words that were zero, first bit first.</summary>
internal ref struct BitWriter(Span<ulong> words)
{
    private readonly Span<ulong> _words = words;

    /// <summary>Bits put so far.</summary>
    public int Position { get; private set; }

    /// <summary>Appends the low bits of a number that has no others.</summary>
    public void Put(ulong value, int count)
    {
        if (count == 0)
        {
            return;
        }

        int word = Position >> 6, offset = Position & 63;
        ulong bits = value << (64 - count);
        _words[word] |= bits >> offset;
        if (offset + count > 64)
        {
            _words[word + 1] |= bits << (64 - offset);
        }

        Position += count;
    }

    /// <summary>Leaves zeros up to a position.</summary>
    public void SkipTo(int position) => Position = position;
}
