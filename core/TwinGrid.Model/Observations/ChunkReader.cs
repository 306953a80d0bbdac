using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace TwinGrid.Model;

/// <summary>Reads the numbers and texts of a chunk; what doesn't fit is a <see cref="FormatException"/> that says what was expected.</summary>
internal ref struct ChunkReader(ReadOnlySpan<byte> bytes)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Bytes read so far.</summary>
    public int Position { get; private set; }

    /// <summary>Bytes left.</summary>
    public readonly int Left => _bytes.Length - Position;

    /// <summary>A number in groups of seven bits, from zero up to a bound.</summary>
    public int ReadVarint(int most)
    {
        ulong value = 0;
        for (int shift = 0; shift < 35; shift += 7)
        {
            byte next = Take(1)[0];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value <= (ulong)most ? (int)value : throw new FormatException($"expected a count up to {most}, found {value}");
            }
        }

        throw new FormatException("expected a number of at most five bytes, found a longer one");
    }

    /// <summary>Eight bytes of a whole number.</summary>
    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    /// <summary>Eight bytes of a double.</summary>
    public double ReadDouble() => BitConverter.Int64BitsToDouble(ReadInt64());

    /// <summary>Eight bytes of each of a number of doubles.</summary>
    public double[] ReadDoubles(int count)
    {
        ReadOnlySpan<byte> from = Take(8 * count);
        var values = new double[count];
        if (BitConverter.IsLittleEndian)
        {
            from.CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
            return values;
        }

        for (int i = 0; i < count; i++)
        {
            values[i] = BinaryPrimitives.ReadDoubleLittleEndian(from[(8 * i)..]);
        }

        return values;
    }

    /// <summary>A text in UTF-8 behind its length in bytes.</summary>
    public string ReadText() => Utf8.GetString(Take(ReadVarint(Left)));

    private ReadOnlySpan<byte> Take(int count)
    {
        if (Left < count)
        {
            throw new FormatException($"expected {count} bytes more, found {Left}");
        }

        ReadOnlySpan<byte> taken = _bytes.Slice(Position, count);
        Position += count;
        return taken;
    }
}
