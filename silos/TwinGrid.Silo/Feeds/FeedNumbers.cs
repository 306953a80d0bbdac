using System.Buffers.Binary;
using System.Globalization;
using TwinGrid.Grains.Archives;

namespace TwinGrid.Silo.Feeds;

/// <summary>
/// Numbers for the rows of a feed that has none of its own: a row that comes again gets the number that it had, by which its adapter
/// knows it. What was given is on durable storage before the rows are, so that it holds over a restart at any instant. The rows given
/// longest ago are forgotten first. Not safe for use from several threads at once.
/// </summary>
/// <param name="archive">Where the numbers are kept.</param>
/// <param name="key">Key of the feed.</param>
/// <param name="most">Rows remembered.</param>
/// <param name="time">The clock; new numbers begin at its microseconds since 1970, above all that were ever given.</param>
internal sealed class FeedNumbers(IChunkArchive archive, string key, int most, TimeProvider time)
{
    private const int EntryLength = 24, MostChunks = 64;
    private readonly string _folder = $"feed-numbers/{key}";
    private readonly Dictionary<UInt128, long> _known = [];
    private readonly Queue<UInt128> _order = new();
    private readonly List<UInt128> _unsaved = [];
    private long _last, _nextChunk;
    private int _chunks;

    /// <summary>Reads what was given before.</summary>
    public async Task LoadAsync()
    {
        foreach (string name in await archive.ListAsync(_folder))
        {
            byte[] chunk = await archive.ReadAsync(name) ?? [];
            for (int at = 0; at + EntryLength <= chunk.Length; at += EntryLength)
            {
                Add(BinaryPrimitives.ReadUInt128LittleEndian(chunk.AsSpan(at)), BinaryPrimitives.ReadInt64LittleEndian(chunk.AsSpan(at + 16)));
            }

            _nextChunk = long.Parse(name.AsSpan(_folder.Length + 1), CultureInfo.InvariantCulture) + 1;
            _chunks++;
        }

        _last = Math.Max(_last, (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
    }

    /// <summary>The number of a row: the one that it had, or a new one, to be saved before the row is sent on.</summary>
    public long Of(UInt128 content)
    {
        if (_known.TryGetValue(content, out long number))
        {
            return number;
        }

        Add(content, ++_last);
        if (_unsaved.Count >= most)
        {
            // Storage has failed for long: what is forgotten already need not be saved.
            _unsaved.RemoveAll(row => !_known.ContainsKey(row));
        }

        _unsaved.Add(content);
        return _last;
    }

    /// <summary>Makes the numbers given so far durable.</summary>
    public async Task SaveAsync()
    {
        if (_unsaved.Count == 0)
        {
            return;
        }

        bool isWhole = _chunks >= MostChunks;
        await archive.WriteAsync(NameOf(_nextChunk), ChunkOf(isWhole ? _order : _unsaved));
        _nextChunk++;
        _chunks++;
        _unsaved.Clear();
        if (isWhole)
        {
            await RemoveOlderAsync();
        }
    }

    private async Task RemoveOlderAsync()
    {
        string newest = NameOf(_nextChunk - 1);
        foreach (string name in await archive.ListAsync(_folder))
        {
            if (string.CompareOrdinal(name, newest) < 0)
            {
                await archive.DeleteAsync(name);
            }
        }

        _chunks = 1;
    }

    private void Add(UInt128 content, long number)
    {
        if (_known.TryAdd(content, number))
        {
            _order.Enqueue(content);
        }

        _last = Math.Max(_last, number);
        if (_order.Count > most)
        {
            _known.Remove(_order.Dequeue());
        }
    }

    private byte[] ChunkOf(IEnumerable<UInt128> rows)
    {
        UInt128[] known = [.. rows.Where(_known.ContainsKey)];
        var chunk = new byte[EntryLength * known.Length];
        int at = 0;
        foreach (UInt128 row in known)
        {
            BinaryPrimitives.WriteUInt128LittleEndian(chunk.AsSpan(at), row);
            BinaryPrimitives.WriteInt64LittleEndian(chunk.AsSpan(at + 16), _known[row]);
            at += EntryLength;
        }

        return chunk;
    }

    private string NameOf(long chunk) => $"{_folder}/{chunk.ToString("D19", CultureInfo.InvariantCulture)}";
}
