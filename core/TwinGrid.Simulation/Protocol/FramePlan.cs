using TwinGrid.Signal.Motion.Inventory;

namespace TwinGrid.Simulation.Protocol;

/// <summary>The planner's answers, kept: regions ask for the same few counts of tags again and again.</summary>
internal sealed class FramePlan
{
    private readonly SlotTiming _timing;
    private readonly double[]? _resolved;
    private readonly sbyte[] _q;
    private readonly double[] _order;

    /// <summary>Plans for a scheme on a link.</summary>
    /// <param name="options">Scheme and what the decoder resolves.</param>
    /// <param name="timing">Durations of the link.</param>
    public FramePlan(InventoryOptions options, SlotTiming timing)
    {
        _timing = timing;
        _resolved = options.Scheme == AccessScheme.Polling ? [.. options.ResolvedShares] : null;
        _q = [.. Enumerable.Repeat((sbyte)-1, options.MostTags + 1)];
        _order = [.. Enumerable.Repeat(double.NaN, options.MostTags + 1)];
    }

    /// <summary>The Q of the frame for so many tags.</summary>
    public int Q(int tags)
    {
        if (tags >= _q.Length)
        {
            return Best(tags);
        }

        if (_q[tags] < 0)
        {
            _q[tags] = (sbyte)Best(tags);
        }

        return _q[tags];
    }

    /// <summary>Tags to expect in a slot that could not be resolved, after a frame that was planned for so many tags.</summary>
    public double UnresolvedOrder(int tags)
    {
        if (tags >= _order.Length)
        {
            return Order(tags);
        }

        if (double.IsNaN(_order[tags]))
        {
            _order[tags] = Order(tags);
        }

        return _order[tags];
    }

    private int Best(int tags) => _resolved is null
        ? FramePlanner.BestQ(tags, _timing.EmptySlot, _timing.IdentifiedSlot, _timing.ReplySlot, [1])
        : FramePlanner.BestQ(tags, _timing.EmptySlot, _timing.ReplySlot, _timing.ReplySlot, _resolved);

    private double Order(int tags) => FramePlanner.UnresolvedOrder(tags, 1 << Q(tags), _resolved);
}
