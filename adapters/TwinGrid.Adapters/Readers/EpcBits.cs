using System.Runtime.CompilerServices;

namespace TwinGrid.Adapters.Readers;

/// <summary>EPC memory as a value that can be looked up without memory of its own.</summary>
internal readonly struct EpcBits : IEquatable<EpcBits>
{
    /// <summary>Most bytes: the length field of the air protocol counts 31 words of 16 bits.</summary>
    public const int Capacity = 62;

    private readonly Bytes _bytes;
    private readonly byte _length;

    /// <summary>The bits of a span of at most <see cref="Capacity"/> bytes.</summary>
    public EpcBits(ReadOnlySpan<byte> epc)
    {
        epc.CopyTo(_bytes);
        _length = (byte)epc.Length;
    }

    /// <inheritdoc/>
    public bool Equals(EpcBits other) => ((ReadOnlySpan<byte>)_bytes)[.._length].SequenceEqual(((ReadOnlySpan<byte>)other._bytes)[..other._length]);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is EpcBits other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(((ReadOnlySpan<byte>)_bytes)[.._length]);
        return hash.ToHashCode();
    }

    [InlineArray(Capacity)]
    private struct Bytes
    {
        private byte _first;
    }
}
