using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace TwinGrid.Model;

/// <summary>Writes the numbers and texts of a chunk into a rented buffer that grows; little-endian.</summary>
internal sealed class ChunkWriter(int expectedLength) : IDisposable
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(expectedLength, 256));
    private int _length;

    /// <summary>What has been written.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>A number from zero up, in groups of seven bits, the lowest first.</summary>
    public void WriteVarint(int value)
    {
        Span<byte> room = Room(5);
        uint rest = (uint)value;
        int used = 0;
        for (; rest >= 0x80; rest >>= 7)
        {
            room[used++] = (byte)(rest | 0x80);
        }

        room[used++] = (byte)rest;
        _length += used;
    }

    /// <summary>Eight bytes of a whole number.</summary>
    public void WriteInt64(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(Room(8), value);
        _length += 8;
    }

    /// <summary>Eight bytes of a double.</summary>
    public void WriteDouble(double value) => WriteInt64(BitConverter.DoubleToInt64Bits(value));

    /// <summary>Eight bytes of each double.</summary>
    public void WriteDoubles(ReadOnlySpan<double> values)
    {
        if (BitConverter.IsLittleEndian)
        {
            ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(values);
            bytes.CopyTo(Room(bytes.Length));
            _length += bytes.Length;
            return;
        }

        foreach (double value in values)
        {
            WriteDouble(value);
        }
    }

    /// <summary>A text in UTF-8 behind its length in bytes.</summary>
    public void WriteText(string text)
    {
        int bytes = Encoding.UTF8.GetByteCount(text);
        WriteVarint(bytes);
        Encoding.UTF8.GetBytes(text, Room(bytes));
        _length += bytes;
    }

    /// <inheritdoc/>
    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private Span<byte> Room(int bytes)
    {
        if (_buffer.Length - _length < bytes)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(2 * _buffer.Length, _length + bytes));
            Written.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        return _buffer.AsSpan(_length);
    }
}
