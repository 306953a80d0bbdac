namespace TwinGrid.Signal.Localization;

/// <summary>The cheapest cell of each tile of the coarse grid, given out cheapest first. Reused from search to search.</summary>
internal sealed class TileWinners
{
    // The coarse blur narrows differences of likelihood, so a tile this far behind the best cannot be a rival.
    private const float CostSpread = 15;

    private float[] _cost = [];
    private int[] _cell = [];
    private int _count;
    private float _limit;

    /// <summary>Starts over with a number of empty tiles.</summary>
    public void Clear(int tiles)
    {
        if (_cost.Length < tiles)
        {
            _cost = new float[tiles];
            _cell = new int[tiles];
        }

        _count = tiles;
        _limit = float.PositiveInfinity;
        _cost.AsSpan(0, tiles).Fill(float.PositiveInfinity);
    }

    /// <summary>Keeps a cell if it is the cheapest of its tile so far.</summary>
    public void Offer(int tile, int cell, float cost)
    {
        if (cost < _cost[tile])
        {
            _cost[tile] = cost;
            _cell[tile] = cell;
        }
    }

    /// <summary>Takes the cheapest tile left; false when none is left that could rival the first one taken.</summary>
    public bool TryTake(out int cell)
    {
        int best = 0;
        for (int i = 1; i < _count; i++)
        {
            if (_cost[i] < _cost[best])
            {
                best = i;
            }
        }

        cell = _cell[best];
        if (!(_cost[best] < _limit))
        {
            return false;
        }

        _limit = Math.Min(_limit, _cost[best] + CostSpread);
        _cost[best] = float.PositiveInfinity;
        return true;
    }
}
