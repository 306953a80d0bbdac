using System.Globalization;
using TwinGrid.Grains.Archives;
using TwinGrid.Model;

namespace TwinGrid.Grains.Adapters;

/// <summary>
/// Accepted observations that the twins down the line may not have made durable yet: one chunk an entry, written before the
/// batch is acknowledged and removed at the next checkpoint.
/// </summary>
internal sealed class IntakeJournal(IChunkArchive archive, string adapterKey)
{
    private readonly string _folder = $"journal/{adapterKey}";

    /// <summary>Writes an entry; durable on return.</summary>
    public Task Append(long entry, ObservationBatch batch) =>
        archive.WriteAsync(NameOf(entry), ObservationCodec.Encode(batch, compress: false));

    /// <summary>The entries that are still there, oldest first.</summary>
    public async Task<IReadOnlyList<(long Entry, ObservationBatch Batch)>> ReadAll()
    {
        var entries = new List<(long, ObservationBatch)>();
        foreach (string name in await archive.ListAsync(_folder))
        {
            byte[]? chunk = await archive.ReadAsync(name);
            if (chunk is not null)
            {
                entries.Add((long.Parse(name.AsSpan(_folder.Length + 1), CultureInfo.InvariantCulture), ObservationCodec.Decode(chunk)));
            }
        }

        return entries;
    }

    /// <summary>Removes the entries below a number.</summary>
    public async Task RemoveBelow(long entry)
    {
        foreach (string name in await archive.ListAsync(_folder))
        {
            if (string.CompareOrdinal(name, NameOf(entry)) < 0)
            {
                await archive.DeleteAsync(name);
            }
        }
    }

    private string NameOf(long entry) => $"{_folder}/{entry.ToString("D19", CultureInfo.InvariantCulture)}";
}
