using Npgsql;
using NpgsqlTypes;
using TwinGrid.Store.Schema;

namespace TwinGrid.Store.Postgres;

/// <summary>Writes the values of rows into a binary COPY.</summary>
internal sealed class PostgresSink(NpgsqlBinaryImporter import) : IRowSink
{
    /// <inheritdoc/>
    public void Write(long value) => import.Write(value, NpgsqlDbType.Bigint);

    /// <inheritdoc/>
    public void Write(long? value)
    {
        if (value is { } number)
        {
            import.Write(number, NpgsqlDbType.Bigint);
        }
        else
        {
            import.WriteNull();
        }
    }

    /// <inheritdoc/>
    public void Write(string? value)
    {
        if (value is null)
        {
            import.WriteNull();
        }
        else
        {
            import.Write(value, NpgsqlDbType.Text);
        }
    }

    /// <inheritdoc/>
    public void Write(byte[]? value)
    {
        if (value is null)
        {
            import.WriteNull();
        }
        else
        {
            import.Write(value, NpgsqlDbType.Bytea);
        }
    }

    /// <inheritdoc/>
    public void Write(ReadOnlyMemory<byte> value) => import.Write(value, NpgsqlDbType.Bytea);
}
