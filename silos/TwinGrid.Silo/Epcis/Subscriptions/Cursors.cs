using System.Text.Json;
using TwinGrid.Store;

namespace TwinGrid.Silo.Epcis.Subscriptions;

/// <summary>Where a run keeps how far its subscriber has been served.</summary>
internal interface ICursor
{
    /// <summary>How far; null for a subscriber who is new.</summary>
    Task<DeliveryCursor?> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Keeps how far; durable on return where it can be.</summary>
    Task WriteAsync(DeliveryCursor cursor, CancellationToken cancellationToken);
}

/// <summary>A cursor that survives a restart.</summary>
/// <param name="documents">Where it is kept.</param>
/// <param name="key">Its key.</param>
internal sealed class StoredCursor(IDocuments documents, string key) : ICursor
{
    /// <summary>The collection of cursors.</summary>
    public const string Collection = "epcis-cursors";

    /// <inheritdoc/>
    public async Task<DeliveryCursor?> ReadAsync(CancellationToken cancellationToken) =>
        await documents.FindAsync(Collection, key, cancellationToken) is { } json ? JsonSerializer.Deserialize<DeliveryCursor>(json) : null;

    /// <inheritdoc/>
    public Task WriteAsync(DeliveryCursor cursor, CancellationToken cancellationToken) =>
        documents.PutAsync(Collection, [new StoredDocument(key, JsonSerializer.Serialize(cursor))], cancellationToken);
}

/// <summary>The cursor of a socket without a name: it ends with the socket.</summary>
internal sealed class PassingCursor : ICursor
{
    private DeliveryCursor? _cursor;

    /// <inheritdoc/>
    public Task<DeliveryCursor?> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(_cursor);

    /// <inheritdoc/>
    public Task WriteAsync(DeliveryCursor cursor, CancellationToken cancellationToken)
    {
        _cursor = cursor;
        return Task.CompletedTask;
    }
}
