using TwinGrid.Store.Schema;
using TwinGrid.Store.Writing;

namespace TwinGrid.Store.Reading;

/// <summary>Documents over a database.</summary>
internal sealed class Documents(Dialect dialect, GroupWriter writer) : IDocuments
{
    /// <inheritdoc/>
    public async Task PutAsync(string collection, IReadOnlyList<StoredDocument> documents, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(documents);
        if (documents.Count > 0)
        {
            await writer.WriteAsync(new DocumentChange(DocumentAction.Put, collection, documents), cancellationToken);
        }
    }

    /// <inheritdoc/>
    public Task<bool> AddAsync(string collection, StoredDocument document, CancellationToken cancellationToken) =>
        writer.WriteAsync(new DocumentChange(DocumentAction.Add, collection, [document]), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(string collection, string key, CancellationToken cancellationToken) =>
        writer.WriteAsync(new DocumentChange(DocumentAction.Delete, collection, [new StoredDocument(key, "")]), cancellationToken);

    /// <inheritdoc/>
    public Task<string?> FindAsync(string collection, string key, CancellationToken cancellationToken) => dialect.ReadAsync<string?>(
        async (connection, token) =>
        {
            List<string> found = await connection
                .Command("SELECT json FROM documents WHERE collection = @collection AND key = @key", ("@collection", collection), ("@key", key))
                .ListAsync(reader => reader.GetString(0), token);
            return found.Count == 0 ? null : found[0];
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredDocument>> ListAsync(string collection, string? after, int count, CancellationToken cancellationToken)
    {
        (string, object)[] parameters = [("@collection", collection), ("@count", (long)count), .. after is null ? [] : new (string, object)[] { ("@after", after) }];
        string behind = after is null ? "" : " AND key > @after";
        return dialect.ReadAsync<IReadOnlyList<StoredDocument>>(
            async (connection, token) => await connection
                .Command($"SELECT key, json FROM documents WHERE collection = @collection{behind} ORDER BY key LIMIT @count", parameters)
                .ListAsync(reader => new StoredDocument(reader.GetString(0), reader.GetString(1)), token),
            cancellationToken);
    }
}
