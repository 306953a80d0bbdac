using System.Collections.Concurrent;
using TwinGrid.Grains.Archives;

namespace TwinGrid.Grains.Tests.Support;

/// <summary>Keeps chunks in memory, can refuse to write, and can be cloned at a moment.</summary>
public sealed class MemoryArchive : IChunkArchive
{
    private readonly ConcurrentDictionary<string, byte[]> _chunks = new(StringComparer.Ordinal);

    /// <summary>Refuses a write when it says so of the chunk's name.</summary>
    public Func<string, bool> Refuses { get; set; } = _ => false;

    public IReadOnlyList<string> Names(string folder) =>
        [.. _chunks.Keys.Where(name => name.StartsWith(folder + "/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    public MemoryArchive Clone()
    {
        var clone = new MemoryArchive();
        foreach ((string name, byte[] chunk) in _chunks)
        {
            clone._chunks[name] = chunk;
        }

        return clone;
    }

    public Task WriteAsync(string name, ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken = default)
    {
        if (Refuses(name))
        {
            throw new IOException($"archive refuses '{name}'");
        }

        _chunks[name] = chunk.ToArray();
        return Task.CompletedTask;
    }

    public Task<byte[]?> ReadAsync(string name, CancellationToken cancellationToken = default) =>
        Task.FromResult(_chunks.GetValueOrDefault(name));

    public Task<IReadOnlyList<string>> ListAsync(string folder, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<string>>([.. Names(folder).Where(name => !name[(folder.Length + 1)..].Contains('/'))]);

    public Task DeleteAsync(string name, CancellationToken cancellationToken = default)
    {
        _chunks.TryRemove(name, out _);
        return Task.CompletedTask;
    }
}
