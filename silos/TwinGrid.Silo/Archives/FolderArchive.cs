using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Microsoft.Win32.SafeHandles;
using TwinGrid.Grains.Archives;

namespace TwinGrid.Silo.Archives;

/// <summary>
/// A chunk archive in a local folder: one file a chunk, one folder for each part of its name. A chunk is written aside,
/// flushed to the disk and then given its name, so a reader sees a whole chunk or none. Flushing blocks for as long as the
/// disk takes, so a few threads of the archive's own do it and hold up no twin's turn.
/// </summary>
public sealed class FolderArchive : IChunkArchive, IDisposable
{
    private const string Unfinished = "+part"; // no name has a plus sign once it is escaped
    private const int LongestPart = 120;
    private const int MostWaiting = 64;
    private readonly Channel<PendingWrite> _writes = Channel.CreateBounded<PendingWrite>(MostWaiting);
    private readonly Thread[] _writers;
    private readonly string _root;

    /// <summary>An archive below a folder, which is made when needed.</summary>
    public FolderArchive(string root)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        _root = Path.GetFullPath(root);
        _writers = [.. Enumerable.Range(1, 4).Select(number => new Thread(WriteAll) { IsBackground = true, Name = $"archive writer {number}" })];
        foreach (Thread writer in _writers)
        {
            writer.Start();
        }
    }

    /// <inheritdoc/>
    public async Task WriteAsync(string name, ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken = default)
    {
        var write = new PendingWrite(PathOf(name), chunk);
        await _writes.Writer.WriteAsync(write, cancellationToken);
        await write.Done.Task;
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

    /// <summary>Finishes the writes that have been begun.</summary>
    public void Dispose()
    {
        _writes.Writer.TryComplete();
        foreach (Thread writer in _writers)
        {
            writer.Join();
        }
    }

    private void WriteAll()
    {
        while (_writes.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (_writes.Reader.TryRead(out PendingWrite? write))
            {
                try
                {
                    Write(write.Path, write.Chunk);
                    write.Done.SetResult();
                }
                catch (Exception fault)
                {
                    write.Done.SetException(fault);
                }
            }
        }
    }

    private static void Write(string path, ReadOnlyMemory<byte> chunk)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string aside = $"{path}-{Guid.NewGuid():N}{Unfinished}";
        try
        {
            using (SafeFileHandle file = File.OpenHandle(aside, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                RandomAccess.Write(file, chunk.Span, 0);
                RandomAccess.FlushToDisk(file);
            }

            File.Move(aside, path, overwrite: true);
        }
        catch
        {
            File.Delete(aside);
            throw;
        }
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

    /// <summary>A chunk on its way to the disk.</summary>
    private sealed record PendingWrite(string Path, ReadOnlyMemory<byte> Chunk)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
