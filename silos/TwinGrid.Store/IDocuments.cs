namespace TwinGrid.Store;

/// <summary>A small document under a key.</summary>
/// <param name="Key">Its key within the collection.</param>
/// <param name="Json">The document.</param>
public readonly record struct StoredDocument(string Key, string Json);

/// <summary>Small documents by collection and key: what those who serve events must remember. Durable on return.</summary>
public interface IDocuments
{
    /// <summary>Puts documents in place of those with their keys, all or none.</summary>
    Task PutAsync(string collection, IReadOnlyList<StoredDocument> documents, CancellationToken cancellationToken);

    /// <summary>Puts a document where there is none yet; answers whether it did.</summary>
    Task<bool> AddAsync(string collection, StoredDocument document, CancellationToken cancellationToken);

    /// <summary>A document; null where there is none.</summary>
    Task<string?> FindAsync(string collection, string key, CancellationToken cancellationToken);

    /// <summary>Documents in the order of their keys.</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="after">The key to go on behind; null to begin.</param>
    /// <param name="count">At most so many.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    Task<IReadOnlyList<StoredDocument>> ListAsync(string collection, string? after, int count, CancellationToken cancellationToken);

    /// <summary>Removes a document; answers whether there was one.</summary>
    Task<bool> DeleteAsync(string collection, string key, CancellationToken cancellationToken);
}
