using System.Data.Common;
using TwinGrid.Store.Rows;
using TwinGrid.Store.Schema;
using TwinGrid.Trace.Events;

namespace TwinGrid.Store.Writing;

/// <summary>The names that a group of events needs, numbered: known ones looked up, new ones added.</summary>
internal sealed class NameNumbers(Dialect dialect, NameCache cache)
{
    private readonly Dictionary<string, NameNumber> _fresh = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _wanted = new(StringComparer.Ordinal);

    /// <summary>The number of a name that was wanted.</summary>
    public long Of(string name) => _fresh.TryGetValue(name, out NameNumber number) || cache.Numbers.TryGet(name, out number)
        ? number.Id
        : throw new InvalidOperationException($"no number was asked for the name {name}");

    /// <summary>Wants the names of an event.</summary>
    public void Want(EpcisEvent happening)
    {
        Want(happening.TypeName, isEpc: false);
        Want(happening.Context, isEpc: false);
        Want(happening.BizStep, isEpc: false);
        Want(happening.Disposition, isEpc: false);
        Want(happening.ReadPoint, isEpc: false);
        Want(happening.BizLocation, isEpc: false);
        Want(happening.TransformationId, isEpc: false);
        foreach (EpcMention mention in happening.Mentions)
        {
            Want(mention.Epc, isEpc: mention.Role != EpcRole.Lot);
            Want(mention.Unit, isEpc: false);
        }
    }

    /// <summary>Numbers what was wanted, within the transaction.</summary>
    /// <param name="writer">The connection.</param>
    /// <param name="last">The highest number given so far.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task ResolveAsync(DbConnection writer, long last, CancellationToken cancellationToken)
    {
        if (_wanted.Count == 0)
        {
            return;
        }

        long[] hashes = [.. _wanted.Keys.Select(NameRow.HashOf)];
        List<NameRow> found = await writer
            .Command($"SELECT id, text, is_epc FROM names WHERE {dialect.AnyOf("hash", "@hashes")}", ("@hashes", dialect.ListOf(hashes)))
            .ListAsync(reader => new NameRow(reader.GetInt64(0), reader.GetString(1), reader.GetInt64(2) != 0), cancellationToken);
        var promoted = new List<long>();
        foreach (NameRow row in found)
        {
            if (_wanted.Remove(row.Text, out bool isEpc))
            {
                _fresh[row.Text] = new NameNumber(row.Id, row.IsEpc || isEpc);
                if (isEpc && !row.IsEpc)
                {
                    promoted.Add(row.Id);
                }
            }
        }

        if (promoted.Count > 0)
        {
            await writer.Command($"UPDATE names SET is_epc = 1 WHERE {dialect.AnyOf("id", "@ids")}", ("@ids", dialect.ListOf(promoted))).RunAsync(cancellationToken);
        }

        NameRow[] added = [.. _wanted.Select(name => new NameRow(++last, name.Key, name.Value))];
        await dialect.InsertAsync(writer, Tables.Names, added, cancellationToken);
        foreach (NameRow row in added)
        {
            _fresh[row.Text] = new NameNumber(row.Id, row.IsEpc);
        }
    }

    /// <summary>Makes the numbers known to all, once they are committed.</summary>
    public void Publish()
    {
        foreach ((string text, NameNumber number) in _fresh)
        {
            cache.Numbers.Set(text, number);
            cache.Texts.Set(number.Id, text);
        }
    }

    private void Want(string? name, bool isEpc)
    {
        if (name is null)
        {
            return;
        }

        if (cache.Numbers.TryGet(name, out NameNumber known) && (known.IsEpc || !isEpc))
        {
            // Kept here too: the cache may drop it before the rows are written.
            _fresh.TryAdd(name, known);
        }
        else
        {
            _fresh.Remove(name);
            _wanted[name] = isEpc || _wanted.GetValueOrDefault(name);
        }
    }
}
