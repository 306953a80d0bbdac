using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace TwinGrid.Adapters.HttpFeeds;

/// <summary>
/// What makes a row without a number this row: tag, antenna, time and channel of a read, tag, time and values of a reading. 128 bits
/// of SHA-256, so that no row is ever taken for another, not even one that someone makes up for it.
/// </summary>
internal sealed class RowHash
{
    private const int NumbersLength = 1 + 8 * 6;
    private byte[] _buffer = new byte[256];

    /// <summary>The hash of a row.</summary>
    public UInt128 Of(FeedFields row, string tag, DateTimeOffset time)
    {
        string source = row.Source ?? "";
        int length = NumbersLength + 2 * (tag.Length + 1 + source.Length);
        if (_buffer.Length < length)
        {
            _buffer = new byte[length];
        }

        Span<byte> bytes = _buffer.AsSpan(0, length);
        bytes[0] = (byte)row.Kind;
        BinaryPrimitives.WriteInt64LittleEndian(bytes[1..], time.UtcTicks);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[9..], row.EventNumber);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[17..], row.Port);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes[25..], row.FrequencyHz ?? row.TemperatureCelsius ?? double.NaN);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes[33..], row.RelativeHumidity ?? double.NaN);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes[41..], row.Shock ?? double.NaN);
        Span<byte> texts = bytes[NumbersLength..];
        MemoryMarshal.AsBytes(tag.AsSpan()).CopyTo(texts);
        // No name holds a zero character that would shift the one text into the other.
        texts[2 * tag.Length] = texts[2 * tag.Length + 1] = 0;
        MemoryMarshal.AsBytes(source.AsSpan()).CopyTo(texts[(2 * tag.Length + 2)..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
