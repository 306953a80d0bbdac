using System.Buffers.Binary;

namespace TwinGrid.Adapters.Iq.Recordings;

/// <summary>
/// A WAV or RF64 file as receivers write it: left is in-phase, right quadrature; further pairs are further antennas.
/// </summary>
/// <remarks>
/// <code>
/// RIFF  4 "RIFF" or "RF64"   4 size   4 "WAVE", then chunks: 4 name, 4 size, body, a byte of padding behind an odd size
/// ds64  8 size of all, 8 size of data, … (RF64 alone, in place of sizes of FFFFFFFF)
/// fmt   2 format (1 integers, 3 floats, FFFE: see the first two bytes of the 16 at 24)   2 channels   4 rate   4 bytes a second
///       2 bytes a frame   2 bits a part
/// data  the samples
/// </code>
/// A size of data of 0 or FFFFFFFF, as a program leaves it that writes to a pipe, means up to the end of the file.
/// </remarks>
internal static class WaveFile
{
    private const int HeaderLength = 12, ChunkHeader = 8, LongSizes = 16, MostChunks = 1000, LeastFormat = 16, ExtensibleFormat = 26;
    private const ushort Integers = 1, Floats = 3, Extensible = 0xFFFE;

    /// <summary>Opens a file at its first sample.</summary>
    /// <exception cref="BadInputException">It isn't a WAV file of pairs of 8- or 16-bit integers or 32-bit floats.</exception>
    public static IqRecording Open(string path)
    {
        FileStream file = InputFile.Open(path);
        try
        {
            return Open(file, path);
        }
        catch (EndOfStreamException fault)
        {
            file.Dispose();
            throw new BadInputException(path, 0, "a WAV file with the chunks fmt and data", "an end inside a chunk", fault);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Finds format and samples in a stream that can seek.</summary>
    internal static IqRecording Open(Stream file, string path)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        file.ReadExactly(header);
        bool isLong = header.StartsWith("RF64"u8);
        if (!(isLong || header.StartsWith("RIFF"u8)) || !header[8..].SequenceEqual("WAVE"u8))
        {
            throw new BadInputException(path, 0, "a WAV file", "something else");
        }

        IqLayout? layout = null;
        long longData = -1;
        Span<byte> chunk = stackalloc byte[ChunkHeader], sizes = stackalloc byte[LongSizes];
        for (int chunks = 0; chunks < MostChunks; chunks++)
        {
            file.ReadExactly(chunk);
            long size = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]), next = file.Position + size + (size & 1);
            if (chunk.StartsWith("data"u8))
            {
                long left = file.Length - file.Position;
                long length = size is 0 or uint.MaxValue ? (isLong && longData >= 0 ? Math.Min(longData, left) : left) : Math.Min(size, left);
                return new IqRecording(file, path, layout ?? throw new BadInputException(path, 0, "a chunk fmt before the samples", "none"), length);
            }

            if (chunk.StartsWith("fmt "u8))
            {
                layout = ReadFormat(file, size, path);
            }
            else if (isLong && chunk.StartsWith("ds64"u8) && size >= LongSizes)
            {
                file.ReadExactly(sizes);
                longData = BinaryPrimitives.ReadInt64LittleEndian(sizes[8..]);
            }

            file.Position = next <= file.Length ? next : throw new EndOfStreamException();
        }

        throw new BadInputException(path, 0, $"samples within the first {MostChunks} chunks", "none");
    }

    private static IqLayout ReadFormat(Stream file, long size, string path)
    {
        if (size < LeastFormat)
        {
            throw new BadInputException(path, 0, $"a chunk fmt of at least {LeastFormat} bytes", $"{size} bytes");
        }

        Span<byte> format = stackalloc byte[(int)Math.Min(size, ExtensibleFormat)];
        file.ReadExactly(format);
        ushort kind = BinaryPrimitives.ReadUInt16LittleEndian(format), bits = BinaryPrimitives.ReadUInt16LittleEndian(format[14..]);
        kind = kind == Extensible && format.Length == ExtensibleFormat ? BinaryPrimitives.ReadUInt16LittleEndian(format[24..]) : kind;
        int channels = BinaryPrimitives.ReadUInt16LittleEndian(format[2..]);
        SampleFormat stored = (kind, bits) switch
        {
            (Integers, 8) => SampleFormat.UnsignedBytes,
            (Integers, 16) => SampleFormat.Shorts,
            (Floats, 32) => SampleFormat.Floats,
            _ => throw new BadInputException(path, 0, "integers of 8 or 16 bits, or floats of 32", $"format {kind} with {bits} bits"),
        };
        return channels % 2 == 0 && channels > 0
            ? new IqLayout(stored, BinaryPrimitives.ReadUInt32LittleEndian(format[4..]), channels / 2).Checked(path)
            : throw new BadInputException(path, 0, "pairs of channels, in-phase and quadrature", $"{channels} channels");
    }
}
