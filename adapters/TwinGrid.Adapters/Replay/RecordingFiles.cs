using System.Globalization;
using TwinGrid.Model;

namespace TwinGrid.Adapters.Replay;

/// <summary>
/// The files of one recording: <c>room.tgo</c> and, as it grows, <c>room.2.tgo</c>, <c>room.3.tgo</c> and so on. The oldest may have
/// been removed. A program that was killed while it recorded leaves a last chunk that is cut off.
/// </summary>
public static class RecordingFiles
{
    /// <summary>The files that are there, oldest first, with their numbers.</summary>
    /// <param name="path">The first file, there or not.</param>
    public static IReadOnlyList<(long Number, string Path)> Of(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder))
        {
            return [];
        }

        string stem = Path.GetFileNameWithoutExtension(path), ending = Path.GetExtension(path);
        return [.. Directory.EnumerateFiles(folder)
            .Select(file => (Number: NumberOf(Path.GetFileName(file), stem, ending), file))
            .Where(file => file.Number > 0)
            .OrderBy(file => file.Number)
            .Select(file => (file.Number, PathOf(path, file.Number)))];
    }

    /// <summary>The file of a number, from 1.</summary>
    public static string PathOf(string path, long number) => number == 1
        ? path
        : Path.Combine(Path.GetDirectoryName(path) ?? "", string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(path)}.{number}{Path.GetExtension(path)}"));

    /// <summary>Bytes of the whole chunks that a file begins with; less than its length where the last one was cut off.</summary>
    /// <exception cref="BadInputException">It is no recording, or is broken elsewhere than at its end.</exception>
    public static long WholeLength(string path)
    {
        using FileStream file = InputFile.Open(path);
        Span<byte> header = stackalloc byte[ObservationCodec.HeaderLength];
        long whole = 0;
        while (true)
        {
            file.Position = whole;
            int read = file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
            if (read < header.Length && header[..Math.Min(read, 3)].SequenceEqual("TGO"u8[..Math.Min(read, 3)]))
            {
                return whole;
            }

            try
            {
                long end = whole + header.Length + ObservationCodec.BodyLength(header[..read]);
                if (end > file.Length)
                {
                    return whole;
                }

                whole = end;
            }
            catch (InvalidDataException fault)
            {
                throw new BadInputException($"{path}, byte {whole}", 0, "a chunk of observations", fault.Message, fault);
            }
        }
    }

    private static long NumberOf(string name, string stem, string ending)
    {
        if (name == stem + ending)
        {
            return 1;
        }

        bool isOurs = name.Length > stem.Length + ending.Length + 1 && name.StartsWith(stem + ".", StringComparison.Ordinal) && name.EndsWith(ending, StringComparison.Ordinal);
        return isOurs && long.TryParse(name.AsSpan(stem.Length + 1, name.Length - stem.Length - 1 - ending.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number > 1
            ? number
            : 0;
    }
}
