using System.Security.Cryptography;
using System.Text;
using TwinGrid.Grains.Archives;

namespace TwinGrid.Silo.Archives;

/// <summary>
/// A chunk archive in a local folder: one file a chunk, one folder for each part of its name. A chunk is written aside,
/// flushed to the disk and then given its name, so a reader sees a whole chunk or none.
/// </summary>
public sealed class FolderArchive : IChunkArchive
{
    private const string Unfinished = ".part";
    private const int LongestPart = 120;
    private readonly string _root;

    /// <summary>An archive below a folder, which is made when needed.</summary>
    public FolderArchive(string root)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        _root = Path.GetFullPath(root);
    }

    /// <inheritdoc/>
    public async Task WriteAsync(string name, ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken = default)
    {
        string path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string aside = $"{path}-{Guid.NewGuid():N}{Unfinished}";
        await using (var file = new FileStream(aside, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous))
        {
            await file.WriteAsync(chunk, cancellationToken);
            file.Flush(flushToDisk: true);
        }

        File.Move(aside, path, overwrite: true);
    }

    /// <inheritdoc/>
    public async Task<byte[]?> ReadAsync(string name, CancellationToken cancellationToken = default)
    {
        try
        {
            return await File.ReadAllBytesAsync(PathOf(name), cancellationToken);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListAsync(string folder, CancellationToken cancellationToken = default)
    {
        string path = PathOf(folder);
        string[] names = Directory.Exists(path)
            ? [.. Directory.EnumerateFiles(path)
                .Where(file => !file.EndsWith(Unfinished, StringComparison.Ordinal))
                .Select(file => $"{folder}/{Uri.UnescapeDataString(Path.GetFileName(file))}")
                .Order(StringComparer.Ordinal)]
            : [];
        return Task.FromResult<IReadOnlyList<string>>(names);
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string name, CancellationToken cancellationToken = default)
    {
        string path = PathOf(name);
        if (File.Exists(path))
        {
            File.Delete(path);
        }

        return Task.CompletedTask;
    }

    private string PathOf(string name) =>
        Path.Combine([_root, .. name.Split('/').Select(FileNameOf)]);

    /// <summary>
    /// A part of a name as a file name. A part of dots alone would lead out of the archive, and a long one would not fit:
    /// both get a form of their own. The last part of a chunk's name is short and plain, so that listing can undo it.
    /// </summary>
    private static string FileNameOf(string part)
    {
        string escaped = Uri.EscapeDataString(part);
        if (part.All(letter => letter == '.'))
        {
            return escaped.Replace(".", "%2E", StringComparison.Ordinal);
        }

        return escaped.Length <= LongestPart
            ? escaped
            : escaped[..LongestPart] + "%" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(part)), 0, 16);
    }
}
