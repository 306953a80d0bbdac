using System.Globalization;
using System.Text;

namespace TwinGrid.Adapters.Llrp.Wire;

/// <summary>
/// The value of one field: a number, bytes, bits, words or text. Two are equal when they are of one kind and hold the same.
/// Text from the wire is kept as its bytes, so that even text that is no UTF-8 re-encodes to the same bytes.
/// </summary>
public readonly struct LlrpValue : IEquatable<LlrpValue>
{
    private readonly long _number;
    private readonly object? _content;

    /// <summary>A number; of 64 bits without a sign as the same bits with one.</summary>
    /// <param name="number">The number.</param>
    public LlrpValue(long number) => _number = number;

    /// <summary>Bytes.</summary>
    /// <param name="bytes">The bytes; the value takes them over, nobody may change them afterwards.</param>
    public LlrpValue(byte[] bytes) => (_number, _content) = (-1, bytes);

    /// <summary>Words of 16 bits.</summary>
    /// <param name="words">The words; the value takes them over.</param>
    public LlrpValue(ushort[] words) => _content = words;

    /// <summary>Words of 32 bits.</summary>
    /// <param name="longs">The words; the value takes them over.</param>
    public LlrpValue(uint[] longs) => _content = longs;

    /// <summary>Text, or the name of an enumerated value.</summary>
    /// <param name="text">The text.</param>
    public LlrpValue(string text) => _content = text;

    private LlrpValue(byte[] bits, int count) => (_number, _content) = (count, bits);

    /// <summary>The number that a field of bits or a whole number holds.</summary>
    /// <exception cref="InvalidOperationException">Not a number.</exception>
    public long Number => _content is null ? _number : throw Other("a number");

    /// <summary>The bytes of a field of bytes, text or bits.</summary>
    /// <exception cref="InvalidOperationException">No bytes.</exception>
    public ReadOnlyMemory<byte> Bytes => _content is byte[] bytes ? bytes : throw Other("bytes");

    /// <summary>How many bits a field of bits holds.</summary>
    /// <exception cref="InvalidOperationException">No bits.</exception>
    public int BitCount => IsBits ? (int)_number : throw Other("bits");

    /// <summary>The words of a field of words of 16 bits.</summary>
    /// <exception cref="InvalidOperationException">No such words.</exception>
    public ReadOnlyMemory<ushort> Words => _content is ushort[] words ? words : throw Other("words of 16 bits");

    /// <summary>The words of a field of words of 32 bits.</summary>
    /// <exception cref="InvalidOperationException">No such words.</exception>
    public ReadOnlyMemory<uint> Longs => _content is uint[] longs ? longs : throw Other("words of 32 bits");

    /// <summary>Text; bytes are read as UTF-8, with a replacement sign for what is none.</summary>
    /// <exception cref="InvalidOperationException">No text.</exception>
    public string Text => _content is string text ? text : Encoding.UTF8.GetString(Bytes.Span);

    internal bool IsNumber => _content is null;

    internal bool IsText => _content is string;

    internal bool IsBytes => _content is byte[] && _number < 0;

    internal bool IsBits => _content is byte[] && _number >= 0;

    internal bool IsWords => _content is ushort[];

    internal bool IsLongs => _content is uint[];

    /// <summary>A number; one of 64 bits without a sign as the same bits with one.</summary>
    /// <param name="number">The number.</param>
    public static implicit operator LlrpValue(long number) => new(number);

    /// <summary>A single bit.</summary>
    /// <param name="flag">Whether it is set.</param>
    public static implicit operator LlrpValue(bool flag) => new(flag ? 1 : 0);

    /// <summary>Text, or the name of an enumerated value.</summary>
    /// <param name="text">The text.</param>
    public static implicit operator LlrpValue(string text) => new(text);

    /// <summary>Bytes.</summary>
    /// <param name="bytes">The bytes; the value takes them over.</param>
    public static implicit operator LlrpValue(byte[] bytes) => new(bytes);

    /// <summary>Words of 16 bits.</summary>
    /// <param name="words">The words; the value takes them over.</param>
    public static implicit operator LlrpValue(ushort[] words) => new(words);

    /// <summary>Words of 32 bits.</summary>
    /// <param name="longs">The words; the value takes them over.</param>
    public static implicit operator LlrpValue(uint[] longs) => new(longs);

    /// <summary>Equality by content.</summary>
    public static bool operator ==(LlrpValue left, LlrpValue right) => left.Equals(right);

    /// <summary>Inequality by content.</summary>
    public static bool operator !=(LlrpValue left, LlrpValue right) => !left.Equals(right);

    /// <summary>Bits, the first in the most significant bit of the first byte.</summary>
    /// <param name="bytes">As many bytes as the bits need; the value takes them over.</param>
    /// <param name="count">Number of bits.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">More or fewer bytes than the bits need.</exception>
    public static LlrpValue OfBits(byte[] bytes, int count) => count >= 0 && bytes.Length == (count + 7) / 8
        ? new LlrpValue(bytes, count)
        : throw new ArgumentException($"expected {(count + 7) / 8} bytes for {count} bits, found {bytes.Length}");

    /// <inheritdoc/>
    public bool Equals(LlrpValue other) => _number == other._number && (_content, other._content) switch
    {
        (null, null) => true,
        (byte[] left, byte[] right) => left.AsSpan().SequenceEqual(right),
        (ushort[] left, ushort[] right) => left.AsSpan().SequenceEqual(right),
        (uint[] left, uint[] right) => left.AsSpan().SequenceEqual(right),
        (string left, string right) => left == right,
        _ => false,
    };

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is LlrpValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _content switch
    {
        null => _number.GetHashCode(),
        string text => text.GetHashCode(StringComparison.Ordinal),
        Array array => array.Length,
        _ => 0,
    };

    /// <summary>The value for people: numbers in decimals, bytes in hexadecimals.</summary>
    public override string ToString() => _content switch
    {
        null => _number.ToString(CultureInfo.InvariantCulture),
        byte[] bytes => Convert.ToHexString(bytes) + (IsBits ? string.Create(CultureInfo.InvariantCulture, $"/{_number}") : string.Empty),
        ushort[] words => string.Join(' ', words),
        uint[] longs => string.Join(' ', longs),
        _ => (string)_content,
    };

    internal LlrpValue AsBytes() => new(Encoding.UTF8.GetBytes(Text));

    private InvalidOperationException Other(string expected) => new($"expected {expected}, found {this}");
}
