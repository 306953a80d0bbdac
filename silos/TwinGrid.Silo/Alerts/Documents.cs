using System.Text.Json;
using TwinGrid.Store;

namespace TwinGrid.Silo.Alerts;

/// <summary>One collection of documents, typed.</summary>
/// <param name="store">Where they are kept.</param>
/// <param name="name">Name of the collection.</param>
internal sealed class Documents<T>(ITraceStore store, string name) where T : class
{
    private const int PageSize = 500;
    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Puts a document in place of the one with its key; durable on return.</summary>
    public Task PutAsync(string key, T document, CancellationToken cancellationToken) =>
        store.Documents.PutAsync(name, [new StoredDocument(key, JsonSerializer.Serialize(document, Format))], cancellationToken);

    /// <summary>A document; null where there is none.</summary>
    public async Task<T?> FindAsync(string key, CancellationToken cancellationToken) =>
        await store.Documents.FindAsync(name, key, cancellationToken) is { } json ? JsonSerializer.Deserialize<T>(json, Format) : null;

    /// <summary>Documents in the order of their keys, behind a key.</summary>
    public async Task<IReadOnlyList<T>> ListAsync(string? after, int count, CancellationToken cancellationToken) =>
        [.. (await store.Documents.ListAsync(name, after, count, cancellationToken)).Select(document => JsonSerializer.Deserialize<T>(document.Json, Format)!)];

    /// <summary>All documents.</summary>
    /// <param name="keyOf">The key of a document.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<IReadOnlyList<T>> AllAsync(Func<T, string> keyOf, CancellationToken cancellationToken)
    {
        var all = new List<T>();
        while (await ListAsync(all.Count == 0 ? null : keyOf(all[^1]), PageSize, cancellationToken) is { Count: > 0 } page)
        {
            all.AddRange(page);
        }

        return all;
    }

    /// <summary>Removes a document; answers whether there was one.</summary>
    public Task<bool> DeleteAsync(string key, CancellationToken cancellationToken) => store.Documents.DeleteAsync(name, key, cancellationToken);
}
