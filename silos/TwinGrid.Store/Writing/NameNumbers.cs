using System.Data.Common;
using System.Runtime.InteropServices;
using TwinGrid.Store.Rows;
using TwinGrid.Store.Schema;

namespace TwinGrid.Store.Writing;

/// <summary>The names that a group of events needs, numbered: known ones looked up, new ones added.</summary>
internal sealed class NameNumbers(Dialect dialect, NameCache cache)
{
    private readonly Dictionary<string, WantedName> _names = new(StringComparer.Ordinal);
    private readonly List<WantedName> _unknown = [], _promoted = [];

    /// <summary>Wants the number of a name, which is there after <see cref="ResolveAsync"/>.</summary>
    /// <param name="text">The name.</param>
    /// <param name="isEpc">Whether it is that of a thing or class which an event mentions.</param>
    public WantedName Want(string text, bool isEpc)
    {
        ref WantedName? name = ref CollectionsMarshal.GetValueRefOrAddDefault(_names, text, out bool isThere);
        if (!isThere)
        {
            name = new WantedName(text);
            if (cache.Numbers.TryGet(text, out NameNumber known))
            {
                (name.Number, name.IsEpc) = (known.Id, known.IsEpc);
            }
            else
            {
                _unknown.Add(name);
            }
        }

        if (isEpc && !name!.IsEpc)
        {
            name.IsEpc = true;
            if (name.Number != 0)
            {
                _promoted.Add(name);
            }
        }

        return name!;
    }

    /// <summary>Numbers what was wanted, within the transaction.</summary>
    /// <param name="writer">The connection.</param>
    /// <param name="last">The highest number given so far.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task ResolveAsync(DbConnection writer, long last, CancellationToken cancellationToken)
    {
        await FindAsync(writer, cancellationToken);
        if (_promoted.Count > 0)
        {
            object ids = dialect.ListOf([.. _promoted.Select(name => name.Number)]);
            await writer.Command($"UPDATE names SET is_epc = 1 WHERE {dialect.AnyOf("id", "@ids")}", ("@ids", ids)).RunAsync(cancellationToken);
        }

        var added = new List<NameRow>();
        foreach (WantedName name in _unknown.Where(name => name.Number == 0))
        {
            name.Number = ++last;
            added.Add(new NameRow(name.Number, name.Hash, name.Text, name.IsEpc));
        }

        await dialect.InsertAsync(writer, Tables.Names, added, cancellationToken);
    }

    /// <summary>Makes the numbers known to all, once they are committed.</summary>
    public void Publish()
    {
        foreach (WantedName name in _unknown.Concat(_promoted))
        {
            cache.Numbers.Set(name.Text, new NameNumber(name.Number, name.IsEpc));
            cache.Texts.Set(name.Number, name.Text);
        }
    }

    private async Task FindAsync(DbConnection writer, CancellationToken cancellationToken)
    {
        foreach (WantedName name in _unknown)
        {
            name.Hash = NameRow.HashOf(name.Text);
        }

        IReadOnlyList<long> hashes = dialect.Present(writer, "names", "hash", [.. _unknown.Select(name => name.Hash)]);
        if (hashes.Count == 0)
        {
            return;
        }

        List<(long Id, string Text, bool IsEpc)> found = await writer
            .Command($"SELECT id, text, is_epc FROM names WHERE {dialect.AnyOf("hash", "@hashes")}", ("@hashes", dialect.ListOf(hashes)))
            .ListAsync(reader => (reader.GetInt64(0), reader.GetString(1), reader.GetInt64(2) != 0), cancellationToken);
        foreach ((long id, string text, bool isEpc) in found)
        {
            if (_names.TryGetValue(text, out WantedName? name) && name.Number == 0)
            {
                name.Number = id;
                if (name.IsEpc && !isEpc)
                {
                    _promoted.Add(name);
                }

                name.IsEpc |= isEpc;
            }
        }
    }
}

/// <summary>A name whose number is wanted.</summary>
/// <param name="text">The name.</param>
internal sealed class WantedName(string text)
{
    /// <summary>The name.</summary>
    public string Text { get; } = text;

    /// <summary>Its number; 0 until it has one.</summary>
    public long Number { get; set; }

    /// <summary>Whether it is known or wanted as that of a thing or class.</summary>
    public bool IsEpc { get; set; }

    /// <summary>Hash of its text, worked out where the number must be looked up.</summary>
    public long Hash { get; set; }
}
