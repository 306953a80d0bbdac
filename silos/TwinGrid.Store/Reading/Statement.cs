using System.Data.Common;
using TwinGrid.Store.Schema;

namespace TwinGrid.Store.Reading;

/// <summary>A statement in the making: conditions, each with its parameters.</summary>
internal sealed class Statement
{
    private readonly List<string> _conditions = [];
    private readonly List<(string, object)> _parameters = [];

    /// <summary>Text before the conditions, up to WHERE.</summary>
    public required string Head { get; init; }

    /// <summary>Text behind the conditions.</summary>
    public string Tail { get; set; } = "";

    /// <summary>Adds a parameter.</summary>
    /// <returns>Its name.</returns>
    public string Add(object value)
    {
        string name = $"@p{_parameters.Count}";
        _parameters.Add((name, value));
        return name;
    }

    /// <summary>Adds a condition.</summary>
    public void Where(string condition) => _conditions.Add(condition);

    /// <summary>The command on a connection.</summary>
    public DbCommand On(DbConnection connection)
    {
        string where = _conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", _conditions);
        return connection.Command(Head + where + Tail, [.. _parameters]);
    }
}
