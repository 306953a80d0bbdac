using System.Formats.Tar;
using System.Text;
using TwinGrid.Support;

namespace TwinGrid.Adapters.Iq.Tests;

/// <summary>A made-up recording in every kind of file, written by means of the tests' own.</summary>
internal static class Files
{
    public static IEnumerable<string> AllOf(IqRound round, string folder, double leakage)
    {
        byte[] floats = round.ToFloats(), integers = round.ToIntegers(20_000 / leakage);
        yield return SigMf(folder, "floats", "cf32_le", floats);
        yield return SigMf(folder, "integers", "ci16_le", integers);
        yield return Path.ChangeExtension(SigMf(folder, "named-by-data", "cf32_le", floats), ".sigmf-data");
        yield return Archive(folder, "archive", floats);
        yield return Write(folder, "integers.wav", Wave("RIFF", 1, 16, integers));
        yield return Write(folder, "floats.wav", Wave("RIFF", 3, 32, floats));
        yield return Write(folder, "long.wav", Wave("RF64", 3, 32, floats));
    }

    public static string Metadata(string type) => $$"""
        {
          "global": { "core:datatype": "{{type}}", "core:sample_rate": 2000000, "core:version": "1.2.0" },
          "captures": [ { "core:sample_start": 0, "core:frequency": 915250000, "core:datetime": "2026-01-31T12:00:00Z" } ],
          "annotations": []
        }
        """;

    public static byte[] Wave(string kind, ushort format, ushort bits, byte[] samples)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.ASCII);
        bool isLong = kind == "RF64";
        writer.Write(Encoding.ASCII.GetBytes(kind));
        writer.Write(isLong ? uint.MaxValue : (uint)(36 + samples.Length));
        writer.Write("WAVE"u8);
        if (isLong)
        {
            writer.Write("ds64"u8);
            writer.Write(28);
            writer.Write((long)(72 + samples.Length));
            writer.Write((long)samples.Length);
            writer.Write(0L);
            writer.Write(0);
        }

        writer.Write("LIST"u8);
        writer.Write(3);
        writer.Write("abc\0"u8);
        writer.Write("fmt "u8);
        writer.Write(16);
        writer.Write(format);
        writer.Write((ushort)2);
        writer.Write(2_000_000);
        writer.Write(2_000_000 * bits / 4);
        writer.Write((ushort)(bits / 4));
        writer.Write(bits);
        writer.Write("data"u8);
        writer.Write(isLong ? uint.MaxValue : (uint)samples.Length);
        writer.Write(samples);
        return bytes.ToArray();
    }

    private static string SigMf(string folder, string name, string type, byte[] samples)
    {
        Write(folder, name + ".sigmf-data", samples);
        return Write(folder, name + ".sigmf-meta", Encoding.UTF8.GetBytes(Metadata(type)));
    }

    private static string Archive(string folder, string name, byte[] samples)
    {
        string path = Path.Combine(folder, name + ".sigmf");
        using var tar = new TarWriter(File.Create(path));
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, $"{name}/{name}.sigmf-data") { DataStream = new MemoryStream(samples) });
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, $"{name}/{name}.sigmf-meta") { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(Metadata("cf32_le"))) });
        return path;
    }

    private static string Write(string folder, string name, byte[] bytes)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
