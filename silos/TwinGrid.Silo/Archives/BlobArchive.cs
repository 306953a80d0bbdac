using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using TwinGrid.Grains.Archives;

namespace TwinGrid.Silo.Archives;

/// <summary>A chunk archive in a container of Azure Blob Storage: one block blob a chunk, under the chunk's name.</summary>
/// <param name="container">The container; made at the first write when it is not there.</param>
public sealed class BlobArchive(BlobContainerClient container) : IChunkArchive
{
    private Task? _created;

    /// <inheritdoc/>
    public async Task WriteAsync(string name, ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken = default)
    {
        await Created();
        await container.GetBlobClient(BlobNameOf(name)).UploadAsync(BinaryData.FromBytes(chunk), overwrite: true, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<byte[]?> ReadAsync(string name, CancellationToken cancellationToken = default)
    {
        try
        {
            Response<BlobDownloadResult> answer = await container.GetBlobClient(BlobNameOf(name)).DownloadContentAsync(cancellationToken);
            return answer.Value.Content.ToArray();
        }
        catch (RequestFailedException fault) when (fault.Status == 404)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ListAsync(string folder, CancellationToken cancellationToken = default)
    {
        await Created();
        var names = new List<string>();
        string prefix = BlobNameOf(folder) + "/";
        await foreach (BlobItem blob in container.GetBlobsAsync(prefix: prefix, cancellationToken: cancellationToken))
        {
            names.Add($"{folder}/{blob.Name[prefix.Length..]}");
        }

        names.Sort(StringComparer.Ordinal);
        return names;
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string name, CancellationToken cancellationToken = default) =>
        container.GetBlobClient(BlobNameOf(name)).DeleteIfExistsAsync(cancellationToken: cancellationToken);

    /// <summary>A part of dots alone would lead out of the container when the name becomes a path of an address.</summary>
    private static string BlobNameOf(string name) => string.Join('/', name.Split('/').Select(part =>
        part.All(letter => letter == '.') ? part.Replace(".", "%2E", StringComparison.Ordinal) : part));

    private async Task Created()
    {
        Task created = _created ??= container.CreateIfNotExistsAsync();
        try
        {
            await created;
        }
        catch
        {
            _created = null;
            throw;
        }
    }
}
