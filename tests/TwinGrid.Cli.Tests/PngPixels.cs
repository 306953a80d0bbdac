using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace TwinGrid.Cli.Tests;

/// <summary>A small PNG reader of its own: signature, chunks with their checksums, one zlib stream, rows without filter.</summary>
internal sealed record PngPixels(int Width, int Height, byte[] Rgb)
{
    public static PngPixels Decode(byte[] file)
    {
        Assert.Equal("89504E470D0A1A0A", Convert.ToHexString(file, 0, 8));
        var chunks = new List<(string Type, byte[] Data)>();
        for (int at = 8; at < file.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            Assert.Equal(Crc(file.AsSpan(at + 4, length + 4)), BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + length)));
            chunks.Add((Encoding.ASCII.GetString(file, at + 4, 4), file[(at + 8)..(at + 8 + length)]));
            at += 12 + length;
        }

        Assert.Equal(("IHDR", "IEND"), (chunks[0].Type, chunks[^1].Type));
        byte[] header = chunks[0].Data;
        Assert.Equal(new byte[] { 8, 2, 0, 0, 0 }, header[8..]);
        int width = BinaryPrimitives.ReadInt32BigEndian(header), height = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4));
        byte[] rows = Inflate([.. chunks.Where(chunk => chunk.Type == "IDAT").SelectMany(chunk => chunk.Data)]);
        Assert.Equal(height * (1 + 3 * width), rows.Length);
        var rgb = new byte[3 * width * height];
        for (int row = 0; row < height; row++)
        {
            Assert.Equal(0, rows[row * (1 + 3 * width)]);
            rows.AsSpan(row * (1 + 3 * width) + 1, 3 * width).CopyTo(rgb.AsSpan(row * 3 * width));
        }

        return new PngPixels(width, height, rgb);
    }

    private static byte[] Inflate(byte[] packed)
    {
        using var zlib = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var rows = new MemoryStream();
        zlib.CopyTo(rows);
        return rows.ToArray();
    }

    /// <summary>CRC-32 bit by bit, without a table.</summary>
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return ~crc;
    }
}
