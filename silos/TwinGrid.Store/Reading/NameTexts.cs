using System.Data.Common;
using TwinGrid.Store.Rows;
using TwinGrid.Store.Schema;

namespace TwinGrid.Store.Reading;

/// <summary>Texts of the names that a page of rows needs, and numbers of the names that a question names.</summary>
internal sealed class NameTexts(Dialect dialect, NameCache cache)
{
    private readonly Dictionary<long, string> _texts = [];
    private readonly HashSet<long> _missing = [];

    /// <summary>Wants the text of a number.</summary>
    public void Want(long? number)
    {
        if (number is { } id && !_texts.ContainsKey(id))
        {
            if (cache.Texts.TryGet(id, out string text))
            {
                _texts.Add(id, text);
            }
            else
            {
                _missing.Add(id);
            }
        }
    }

    /// <summary>Looks up what was wanted and is not known, at once.</summary>
    public async Task ResolveAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        if (_missing.Count == 0)
        {
            return;
        }

        long[] missing = [.. _missing];
        _missing.Clear();
        List<(long Id, string Text)> found = await connection
            .Command($"SELECT id, text FROM names WHERE {dialect.AnyOf("id", "@ids")}", ("@ids", dialect.ListOf(missing)))
            .ListAsync(reader => (reader.GetInt64(0), reader.GetString(1)), cancellationToken);
        foreach ((long id, string text) in found)
        {
            _texts[id] = text;
            cache.Texts.Set(id, text);
        }
    }

    /// <summary>The text of a number that was wanted.</summary>
    public string Of(long number) => _texts[number];

    /// <summary>The text of a number that may be absent.</summary>
    public string? Of(long? number) => number is { } id ? _texts[id] : null;

    /// <summary>Numbers of names; those that no event has are left out.</summary>
    public static async Task<IReadOnlyList<long>> NumbersAsync(
        Dialect dialect, DbConnection connection, NameCache cache, IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        var numbers = new List<long>();
        var unknown = new HashSet<string>(StringComparer.Ordinal);
        foreach (string name in names.Distinct(StringComparer.Ordinal))
        {
            if (cache.Numbers.TryGet(name, out NameNumber number))
            {
                numbers.Add(number.Id);
            }
            else
            {
                unknown.Add(name);
            }
        }

        if (unknown.Count > 0)
        {
            long[] hashes = [.. unknown.Select(NameRow.HashOf)];
            List<(long Id, string Text, bool IsEpc)> found = await connection
                .Command($"SELECT id, text, is_epc FROM names WHERE {dialect.AnyOf("hash", "@hashes")}", ("@hashes", dialect.ListOf(hashes)))
                .ListAsync(reader => (reader.GetInt64(0), reader.GetString(1), reader.GetInt64(2) != 0), cancellationToken);
            foreach ((long id, string text, bool isEpc) in found.Where(row => unknown.Contains(row.Text)))
            {
                numbers.Add(id);
                cache.Numbers.Set(text, new NameNumber(id, isEpc));
                cache.Texts.Set(id, text);
            }
        }

        return numbers;
    }
}
