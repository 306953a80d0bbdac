using System.Data.Common;

namespace TwinGrid.Store.Schema;

/// <summary>Statements with parameters, on either database.</summary>
internal static class Sql
{
    /// <summary>A command with parameters by name.</summary>
    public static DbCommand Command(this DbConnection connection, string statement, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        DbCommand command = connection.CreateCommand();
        command.CommandText = statement;
        foreach ((string name, object value) in parameters)
        {
            DbParameter parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    /// <summary>Runs a command and gives it up.</summary>
    /// <returns>Rows changed.</returns>
    public static async Task<int> RunAsync(this DbCommand command, CancellationToken cancellationToken)
    {
        await using (command)
        {
            return await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>The rows of a command, which is given up.</summary>
    public static async Task<List<T>> ListAsync<T>(this DbCommand command, Func<DbDataReader, T> row, CancellationToken cancellationToken)
    {
        await using (command)
        {
            await using DbDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
            var rows = new List<T>();
            while (await reader.ReadAsync(cancellationToken))
            {
                rows.Add(row(reader));
            }

            return rows;
        }
    }

    /// <summary>A number, or null.</summary>
    public static long? Number(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);

    /// <summary>A text, or null.</summary>
    public static string? Text(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>Bytes, or null.</summary>
    public static byte[]? Bytes(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<byte[]>(column);

    /// <summary>A moment kept as ticks of UTC.</summary>
    public static DateTimeOffset Moment(long ticks) => new(ticks, TimeSpan.Zero);
}
