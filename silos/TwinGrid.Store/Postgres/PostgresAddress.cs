using Npgsql;

namespace TwinGrid.Store.Postgres;

/// <summary>Reads the two forms of a connection string of PostgreSQL.</summary>
internal static class PostgresAddress
{
    /// <summary>Whether a connection names a database of PostgreSQL rather than a file.</summary>
    public static bool Is(string connection) => IsAddress(connection) || connection.Contains("Host=", StringComparison.OrdinalIgnoreCase);

    /// <summary>The settings of a connection string.</summary>
    public static NpgsqlConnectionStringBuilder Read(string connection)
    {
        if (!IsAddress(connection))
        {
            return new NpgsqlConnectionStringBuilder(connection);
        }

        var address = new Uri(connection);
        string[] user = address.UserInfo.Split(':', 2);
        var settings = new NpgsqlConnectionStringBuilder { Host = address.Host, Database = Uri.UnescapeDataString(address.AbsolutePath.TrimStart('/')) };
        if (address.Port > 0)
        {
            settings.Port = address.Port;
        }

        if (user[0].Length > 0)
        {
            settings.Username = Uri.UnescapeDataString(user[0]);
        }

        if (user.Length > 1)
        {
            settings.Password = Uri.UnescapeDataString(user[1]);
        }

        foreach (string option in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] pair = option.Split('=', 2);
            settings[Uri.UnescapeDataString(pair[0])] = Uri.UnescapeDataString(pair.Length > 1 ? pair[1] : "");
        }

        return settings;
    }

    private static bool IsAddress(string connection) =>
        connection.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase) || connection.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase);
}
