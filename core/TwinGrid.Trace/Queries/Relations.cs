namespace TwinGrid.Trace.Queries;

/// <summary>Relations by the first part of a parameter's name.</summary>
internal static class Relations
{
    /// <summary>The relation of EQ, GT, GE, LT or LE; null for anything else.</summary>
    public static Relation? Of(string prefix) => prefix switch
    {
        "EQ" => Relation.Equal,
        "GT" => Relation.Greater,
        "GE" => Relation.GreaterOrEqual,
        "LT" => Relation.Less,
        "LE" => Relation.LessOrEqual,
        _ => null,
    };
}
