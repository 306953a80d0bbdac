using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;

namespace TwinGrid.Model;

/// <summary>
/// The one binary form of observations: the intake journal, the history archive and recordings all hold chunks of it.
/// Values come back bit for bit.
/// </summary>
/// <remarks>
/// A chunk is a header and a body; numbers are little-endian, "varint" is the 7-bit form of <see cref="BinaryWriter"/>.
/// <code>
/// header  4  "TGO4"; "TGO3", without port and Doppler shift, "TGO2", without readings as well, and "TGO1", without polling cycles too, are read as well
///         1  0 = plain body, 1 = body compressed with Brotli
///         4  length of the body as stored
/// body       varint n, n strings (UTF-8, varint length): names used below by index
///            varint probes, then a row for each:
///              varint source, 8 sequence, 8 time, varint transmitter, varint receiver, varint exciter, varint palette,
///              8 frequency, 8 noise, varint voltages, 8 × voltages
///            varint reads, then a row for each:
///              varint source, 8 sequence, 8 time, varint tag, 8 × x y z, 8 frequency, 8 phase, varint reads,
///              8 concentration, 8 RSSI, and (from TGO4 on) varint port, varint 1 and 8 × Doppler shift, or varint 0
///            varint cycles (not in TGO1), then a row for each:
///              varint source, 8 sequence, 8 time, varint purpose, varint antennas, varint replies, then for each reply:
///              varint tag, 8 length, 8 its deviation, 8 × phases, 8 × their deviations
///            varint readings (not in TGO1 and TGO2), then a row for each:
///              varint source, 8 sequence, 8 time, varint tag, varint which values are there (1 temperature, 2 humidity, 4 shock),
///              8 × those values in this order
/// </code>
/// Times are UTC in ticks of 100 ns since year 1; the offset of the time zone is not kept.
/// </remarks>
public static class ObservationCodec
{
    /// <summary>Largest body that a reader accepts, in bytes, stored or unpacked.</summary>
    public const int MaximumBody = 256 << 20;

    /// <summary>Bytes of a chunk's header.</summary>
    public const int HeaderLength = 9;

    private const int NewestVersion = 4;
    private const int FirstBlock = 1 << 20;

    /// <summary>Encodes a batch as one chunk.</summary>
    /// <param name="batch">What to encode.</param>
    /// <param name="compress">Whether to compress the body.</param>
    /// <exception cref="ArgumentException">A probe has more than 1,024 voltages, a read stands for a negative number of reads, a reply has not one phase and deviation for each antenna of its cycle, or the body exceeds <see cref="MaximumBody"/>.</exception>
    public static byte[] Encode(ObservationBatch batch, bool compress)
    {
        ArgumentNullException.ThrowIfNull(batch);
        using var names = new ChunkWriter(1024);
        using var rows = new ChunkWriter(64 + 160 * batch.Count);
        ObservationRows.Write(batch, names, rows);
        if (names.Written.Length + rows.Written.Length > MaximumBody)
        {
            throw new ArgumentException($"a chunk: expected at most {MaximumBody} bytes, found {names.Written.Length + rows.Written.Length}", nameof(batch));
        }

        return compress ? Compressed(names.Written, rows.Written) : Plain(names.Written, rows.Written);
    }

    /// <summary>Length of the body that stands behind a header, in bytes as stored.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a header.</exception>
    public static int BodyLength(ReadOnlySpan<byte> header) => ReadHeader(header, out _, out _);

    /// <summary>Decodes one chunk, which must fill <paramref name="chunk"/> exactly.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a chunk: the message says what was expected and found, and where.</exception>
    public static ObservationBatch Decode(ReadOnlySpan<byte> chunk)
    {
        int length = ReadHeader(chunk, out int version, out bool compressed);
        if (chunk.Length != HeaderLength + length)
        {
            throw new InvalidDataException($"observation chunk: expected {HeaderLength + length} bytes, found {chunk.Length}");
        }

        return compressed ? DecodePacked(chunk[HeaderLength..], version) : DecodeBody(chunk[HeaderLength..], version);
    }

    /// <summary>Reads the next chunk of a stream of chunks; null at its end.</summary>
    /// <exception cref="InvalidDataException">The stream ends inside a chunk, or the bytes are not a chunk.</exception>
    public static async ValueTask<ObservationBatch?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        byte[] header = new byte[HeaderLength];
        int read = await stream.ReadAtLeastAsync(header, HeaderLength, throwOnEndOfStream: false, cancellationToken);
        if (read == 0)
        {
            return null;
        }

        int length = ReadHeader(header.AsSpan(0, read), out _, out _);
        // Grown as bytes come: a broken length must not cost its claim in memory.
        byte[] chunk = ArrayPool<byte>.Shared.Rent(HeaderLength + Math.Min(length, FirstBlock));
        try
        {
            header.CopyTo(chunk, 0);
            for (int filled = HeaderLength; ;)
            {
                int wanted = Math.Min(chunk.Length, HeaderLength + length);
                filled += await stream.ReadAtLeastAsync(chunk.AsMemory(filled, wanted - filled), wanted - filled, throwOnEndOfStream: false, cancellationToken);
                if (filled < wanted)
                {
                    throw new InvalidDataException($"observation chunk: expected {length} bytes of body, found {filled - HeaderLength}");
                }

                if (filled == HeaderLength + length)
                {
                    return Decode(chunk.AsSpan(0, filled));
                }

                Grow(ref chunk, filled);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    private static int ReadHeader(ReadOnlySpan<byte> bytes, out int version, out bool compressed)
    {
        version = bytes.Length >= HeaderLength && bytes.StartsWith("TGO"u8) ? bytes[3] - '0' : 0;
        if (version is < 1 or > NewestVersion)
        {
            throw new InvalidDataException($"observation chunk: expected a header that begins with TGO1, TGO2, TGO3 or TGO4, found {bytes.Length} bytes of something else");
        }

        compressed = bytes[4] switch
        {
            0 => false,
            1 => true,
            byte other => throw new InvalidDataException($"observation chunk: expected compression 0 or 1, found {other}"),
        };
        int length = BinaryPrimitives.ReadInt32LittleEndian(bytes[5..]);
        return length is >= 0 and <= MaximumBody
            ? length
            : throw new InvalidDataException($"observation chunk: expected a body of at most {MaximumBody} bytes, found {length}");
    }

    private static ObservationBatch DecodeBody(ReadOnlySpan<byte> body, int version)
    {
        var reader = new ChunkReader(body);
        try
        {
            ObservationBatch batch = ObservationRows.Read(ref reader, version);
            return reader.Left == 0
                ? batch
                : throw new InvalidDataException($"observation chunk: {reader.Left} bytes left over after the last row");
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException)
        {
            throw new InvalidDataException($"observation chunk: broken at byte {reader.Position} of the body ({fault.Message})", fault);
        }
    }

    private static byte[] Plain(ReadOnlySpan<byte> names, ReadOnlySpan<byte> rows)
    {
        var chunk = new byte[HeaderLength + names.Length + rows.Length];
        WriteHeader(chunk, compression: 0);
        names.CopyTo(chunk.AsSpan(HeaderLength));
        rows.CopyTo(chunk.AsSpan(HeaderLength + names.Length));
        return chunk;
    }

    private static byte[] Compressed(ReadOnlySpan<byte> names, ReadOnlySpan<byte> rows)
    {
        byte[] packed = ArrayPool<byte>.Shared.Rent(HeaderLength + BrotliEncoder.GetMaxCompressedLength(names.Length + rows.Length));
        try
        {
            using var brotli = new BrotliEncoder(quality: 1, window: 20);
            brotli.Compress(names, packed.AsSpan(HeaderLength), out _, out int first, isFinalBlock: false);
            OperationStatus status = brotli.Compress(rows, packed.AsSpan(HeaderLength + first), out _, out int second, isFinalBlock: true);
            if (status != OperationStatus.Done)
            {
                return Plain(names, rows);
            }

            byte[] chunk = packed.AsSpan(0, HeaderLength + first + second).ToArray();
            WriteHeader(chunk, compression: 1);
            return chunk;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(packed);
        }
    }

    private static void WriteHeader(Span<byte> chunk, byte compression)
    {
        "TGO4"u8.CopyTo(chunk);
        chunk[4] = compression;
        BinaryPrimitives.WriteInt32LittleEndian(chunk[5..], chunk.Length - HeaderLength);
    }

    private static ObservationBatch DecodePacked(ReadOnlySpan<byte> packed, int version)
    {
        byte[] body = ArrayPool<byte>.Shared.Rent(Math.Clamp(4 * packed.Length, 256, FirstBlock));
        using var brotli = new BrotliDecoder();
        try
        {
            for (int length = 0; ;)
            {
                OperationStatus status = brotli.Decompress(packed, body.AsSpan(length), out int read, out int written);
                packed = packed[read..];
                length += written;
                switch (status)
                {
                    case OperationStatus.Done when packed.IsEmpty:
                        return DecodeBody(body.AsSpan(0, length), version);
                    case OperationStatus.DestinationTooSmall when length < MaximumBody:
                        Grow(ref body, length);
                        break;
                    case OperationStatus.DestinationTooSmall:
                        throw new InvalidDataException($"observation chunk: expected at most {MaximumBody} bytes unpacked, found more");
                    default:
                        throw new InvalidDataException($"observation chunk: the compressed body is broken at byte {length} unpacked");
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(body);
        }
    }

    /// <summary>A rented buffer of at least twice the size with the same beginning.</summary>
    private static void Grow(ref byte[] buffer, int filled)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(2 * buffer.Length);
        buffer.AsSpan(0, filled).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
