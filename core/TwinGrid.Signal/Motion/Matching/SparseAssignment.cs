namespace TwinGrid.Signal.Motion.Matching;

/// <summary>
/// Minimum-cost assignment of rows to columns in which a row may stay unmatched at a fixed cost: the Hungarian method as
/// successive shortest augmenting paths over reduced costs (Jonker and Volgenant, 1987), on a sparse graph. The dummy column of a
/// row is not stored: a path may end at any row it passes, which then gives its column away. Since profiles mostly compete with
/// nobody, most rows end at their first column, and a solution costs about as much as looking at each edge once.
/// </summary>
internal sealed class SparseAssignment
{
    private const int None = -1;

    private readonly AssignmentGraph _graph;
    private readonly double _dummyCost;
    private readonly int[] _columnOfRow, _rowOfColumn, _previousRow, _stamp, _scanned;
    private readonly double[] _rowPrice, _columnPrice, _distance;
    private readonly PriorityQueue<int, double> _queue = new();
    private int _scannedCount;

    private SparseAssignment(AssignmentGraph graph, double dummyCost)
    {
        _graph = graph;
        _dummyCost = dummyCost;
        _columnOfRow = new int[graph.Rows];
        _rowPrice = new double[graph.Rows];
        _rowOfColumn = new int[graph.Columns];
        _previousRow = new int[graph.Columns];
        _stamp = new int[graph.Columns];
        _scanned = new int[graph.Columns];
        _columnPrice = new double[graph.Columns];
        _distance = new double[graph.Columns];
        Array.Fill(_columnOfRow, None);
        Array.Fill(_rowOfColumn, None);
    }

    /// <summary>Solves the problem exactly.</summary>
    /// <param name="graph">Edges with finite costs of either sign.</param>
    /// <param name="dummyCost">Cost of leaving a row unmatched; leaving a column costs nothing.</param>
    /// <returns>For each row its column, or −1.</returns>
    public static int[] Solve(AssignmentGraph graph, double dummyCost)
    {
        var solver = new SparseAssignment(graph, dummyCost);
        for (int row = 0; row < graph.Rows; row++)
        {
            solver.Price(row);
            solver.Augment(row);
        }

        return solver._columnOfRow;
    }

    /// <summary>The lowest price at which no reduced cost of the row is below zero.</summary>
    private void Price(int row)
    {
        ReadOnlySpan<int> columns = _graph.ColumnsOf(row);
        ReadOnlySpan<double> costs = _graph.CostsOf(row);
        double least = _dummyCost;
        for (int e = 0; e < columns.Length; e++)
        {
            least = Math.Min(least, costs[e] - _columnPrice[columns[e]]);
        }

        _rowPrice[row] = least;
    }

    private void Augment(int root)
    {
        _queue.Clear();
        _scannedCount = 0;
        int row = root, leaver = None, freeColumn = None;
        double reached = 0, leave = double.PositiveInfinity;
        while (true)
        {
            double leaveHere = reached + _dummyCost - _rowPrice[row];
            if (leaveHere < leave)
            {
                (leave, leaver) = (leaveHere, row);
            }

            Relax(row, reached, root + 1);
            int column = NextColumn();
            if (column == None || _distance[column] >= leave)
            {
                reached = leave;
                break;
            }

            reached = _distance[column];
            if (_rowOfColumn[column] == None)
            {
                freeColumn = column;
                break;
            }

            _scanned[_scannedCount++] = column;
            row = _rowOfColumn[column];
        }

        Reprice(root, reached);
        if (freeColumn == None)
        {
            freeColumn = _columnOfRow[leaver];
            _columnOfRow[leaver] = None;
        }

        Flip(freeColumn, root);
    }

    /// <summary>Offers the way through a row to all its columns. A column's stamp tells whose search its distance belongs to.</summary>
    private void Relax(int row, double reached, int stamp)
    {
        ReadOnlySpan<int> columns = _graph.ColumnsOf(row);
        ReadOnlySpan<double> costs = _graph.CostsOf(row);
        for (int e = 0; e < columns.Length; e++)
        {
            int column = columns[e];
            // Rounding may leave a reduced cost a hair below zero, which would let a settled column be entered again.
            double distance = reached + Math.Max(0, costs[e] - _rowPrice[row] - _columnPrice[column]);
            if (_stamp[column] != stamp || distance < _distance[column])
            {
                _stamp[column] = stamp;
                _distance[column] = distance;
                _previousRow[column] = row;
                _queue.Enqueue(column, distance);
            }
        }
    }

    /// <summary>The nearest column not yet scanned; entries that a shorter way has overtaken are skipped.</summary>
    private int NextColumn()
    {
        while (_queue.TryDequeue(out int column, out double distance))
        {
            if (distance == _distance[column])
            {
                return column;
            }
        }

        return None;
    }

    private void Reprice(int root, double reached)
    {
        _rowPrice[root] += reached;
        for (int s = 0; s < _scannedCount; s++)
        {
            int column = _scanned[s];
            double slack = reached - _distance[column];
            _columnPrice[column] -= slack;
            _rowPrice[_rowOfColumn[column]] += slack;
        }
    }

    /// <summary>Walks the path back from the column that becomes taken, handing each row the column it was reached for.</summary>
    private void Flip(int column, int root)
    {
        if (column == None)
        {
            return;
        }

        while (true)
        {
            int row = _previousRow[column];
            int given = _columnOfRow[row];
            _rowOfColumn[column] = row;
            _columnOfRow[row] = column;
            if (row == root)
            {
                return;
            }

            column = given;
        }
    }
}
