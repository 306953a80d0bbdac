using System.Runtime.InteropServices;

namespace TwinGrid.Signal.Motion.Matching;

/// <summary>
/// A sparse bipartite graph with costs, row after row (compressed sparse rows). Pairs without an edge can't be matched.
/// </summary>
/// <param name="columns">Number of columns.</param>
internal sealed class AssignmentGraph(int columns)
{
    private readonly List<int> _starts = [0];
    private readonly List<int> _columns = [];
    private readonly List<double> _costs = [];

    /// <summary>Number of rows completed.</summary>
    public int Rows => _starts.Count - 1;

    /// <summary>Number of columns.</summary>
    public int Columns { get; } = columns;

    /// <summary>Number of edges.</summary>
    public int Edges => _columns.Count;

    /// <summary>Adds an edge to the row that is being built.</summary>
    public void Add(int column, double cost)
    {
        _columns.Add(column);
        _costs.Add(cost);
    }

    /// <summary>Completes the row that is being built.</summary>
    public void EndRow() => _starts.Add(_columns.Count);

    /// <summary>Columns a row can be matched with.</summary>
    public ReadOnlySpan<int> ColumnsOf(int row) => CollectionsMarshal.AsSpan(_columns)[_starts[row].._starts[row + 1]];

    /// <summary>Their costs, in the same order.</summary>
    public ReadOnlySpan<double> CostsOf(int row) => CollectionsMarshal.AsSpan(_costs)[_starts[row].._starts[row + 1]];
}
