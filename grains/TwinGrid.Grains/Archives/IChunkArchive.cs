namespace TwinGrid.Grains.Archives;

/// <summary>
/// Durable storage of chunks by name: the intake journal of adapters and the older history of tags. A name is a path with
/// '/' between its parts; any text may stand in a part.
/// </summary>
public interface IChunkArchive
{
    /// <summary>Stores a chunk under a name, in place of what was there; durable on return.</summary>
    Task WriteAsync(string name, ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken = default);

    /// <summary>The chunk under a name, or null when there is none.</summary>
    Task<byte[]?> ReadAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Names directly under a folder, in ordinal order; none when the folder doesn't exist.</summary>
    Task<IReadOnlyList<string>> ListAsync(string folder, CancellationToken cancellationToken = default);

    /// <summary>Removes a chunk; nothing happens when there is none.</summary>
    Task DeleteAsync(string name, CancellationToken cancellationToken = default);
}
