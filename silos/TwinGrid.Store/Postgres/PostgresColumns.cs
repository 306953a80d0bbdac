using TwinGrid.Store.Schema;

namespace TwinGrid.Store.Postgres;

/// <summary>
/// Gathers rows column by column, as arrays for unnest: for tables where a key may be taken, which COPY knows nothing of.
/// </summary>
/// <param name="count">Columns of a row.</param>
internal sealed class PostgresColumns(int count) : IRowSink
{
    private readonly List<object?>[] _columns = [.. Enumerable.Range(0, count).Select(_ => new List<object?>())];
    private int _next;

    /// <inheritdoc/>
    public void Write(long value) => Add(value);

    /// <inheritdoc/>
    public void Write(long? value) => Add(value);

    /// <inheritdoc/>
    public void Write(string? value) => Add(value);

    /// <inheritdoc/>
    public void Write(byte[]? value) => Add(value);

    /// <inheritdoc/>
    public void Write(ReadOnlyMemory<byte> value) => Add(value.ToArray());

    /// <summary>A column as an array of its values' type, which its first value tells.</summary>
    public object ArrayOf(int column) => _columns[column][0] switch
    {
        long => _columns[column].ConvertAll(value => (long)value!).ToArray(),
        string => _columns[column].ConvertAll(value => (string)value!).ToArray(),
        var first => throw new InvalidOperationException($"column {column}: expected numbers or texts, found {first?.GetType().Name ?? "nothing"}"),
    };

    private void Add(object? value)
    {
        _columns[_next].Add(value);
        _next = (_next + 1) % _columns.Length;
    }
}
