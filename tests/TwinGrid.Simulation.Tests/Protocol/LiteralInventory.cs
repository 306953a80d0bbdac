using TwinGrid.Signal.Motion.Inventory;
using TwinGrid.Simulation.Protocol;

namespace TwinGrid.Simulation.Tests.Protocol;

/// <summary>
/// The slow, obvious form: lists of tags in lists of slots, opened one after another with the clock running. It shares the
/// kernel's draws and nothing else.
/// </summary>
internal sealed class LiteralInventory(InventoryOptions options, ulong region)
{
    private readonly SlotTiming _timing = new(options.Link);
    private long _tagRounds, _frames, _empty, _singleton, _collision, _resolved, _silencing;

    public double Seconds { get; private set; }

    public InventoryCounts Run(int tags)
    {
        List<int> left = [.. Enumerable.Range(0, tags).Where(IsReached)];
        left = options.Scheme switch
        {
            AccessScheme.Frames => Frames(left),
            AccessScheme.QAlgorithm => QAlgorithm(left),
            _ => Polling(left),
        };
        return new InventoryCounts
        {
            Regions = 1,
            Tags = tags,
            UnreadTags = tags - Enumerable.Range(0, tags).Count(IsReached) + left.Count,
            TagRounds = _tagRounds,
            Frames = _frames,
            EmptySlots = _empty,
            SingletonSlots = _singleton,
            CollisionSlots = _collision,
            ResolvedCollisions = _resolved,
            SilencingBits = _silencing,
        };
    }

    private List<int> Frames(List<int> left)
    {
        for (int round = 0; left.Count > 0 && round < options.Rounds; round++)
        {
            int q = FramePlanner.BestQ(left.Count, _timing.EmptySlot, _timing.IdentifiedSlot, _timing.ReplySlot, [1]);
            List<int>[] slots = Throw(left, round, q);
            Open(_timing.Query);
            for (int slot = 0; slot < slots.Length; slot++)
            {
                left = [.. left.Except(Identify(slots[slot], round, slot))];
            }
        }

        return left;
    }

    private List<int> QAlgorithm(List<int> left)
    {
        int q = options.StartQ;
        double level = q;
        Open(_timing.Query);
        for (int round = 0; left.Count > 0 && round < options.Rounds; round++)
        {
            List<int>[] slots = Throw(left, round, q);
            int slot = 0;
            while (slot < slots.Length && (int)Math.Round(level) == q && left.Count > 0)
            {
                List<int> read = Identify(slots[slot], round, slot);
                left = [.. left.Except(read)];
                level = read.Count == 1 ? level : slots[slot].Count == 0 ? Math.Max(0, level - options.Step) : Math.Min(15, level + options.Step);
                slot++;
            }

            if ((int)Math.Round(level) != q || slot == slots.Length)
            {
                Open(_timing.QueryAdjust);
                q = (int)Math.Round(level);
            }
        }

        return left;
    }

    private List<int> Polling(List<int> left)
    {
        double[] shares = [.. options.ResolvedShares];
        int likely = Math.Max(1, left.Count), previous = 0, unresolved = 1;
        for (int round = 0; unresolved > 0 && round < options.Rounds; round++)
        {
            int q = FramePlanner.BestQ(likely, _timing.EmptySlot, _timing.ReplySlot, _timing.ReplySlot, shares);
            List<int>[] slots = Throw(left, round, q);
            Open(_timing.Query + previous * _timing.BitSeconds);
            _silencing += previous;
            unresolved = 0;
            for (int slot = 0; slot < slots.Length; slot++)
            {
                int replies = slots[slot].Count;
                bool isHeard = replies > 0 && replies <= shares.Length
                    && RegionDraws.Decoder(options.Seed, region, round, slot).Heard / 4294967296.0 < shares[replies - 1];
                Count(replies, isHeard);
                Seconds += replies == 0 ? _timing.EmptySlot : _timing.ReplySlot;
                unresolved += replies > 0 && !isHeard ? 1 : 0;
                left = isHeard ? [.. left.Except(slots[slot])] : left;
            }

            likely = Math.Max(1, (int)Math.Round(unresolved * FramePlanner.UnresolvedOrder(likely, 1 << q, shares)));
            previous = slots.Length;
        }

        return left;
    }

    /// <summary>Opens a slot of an ordinary inventory; says which of its tags is read, none or one.</summary>
    private List<int> Identify(List<int> replies, int round, int slot)
    {
        List<int> read = replies.Count <= 1 ? replies : Captured(replies, round, slot);
        Count(replies.Count, read.Count > 0);
        Seconds += replies.Count == 0 ? _timing.EmptySlot : read.Count == 1 ? _timing.IdentifiedSlot : _timing.ReplySlot;
        return read;
    }

    private List<int> Captured(List<int> replies, int round, int slot)
    {
        (uint heard, uint which) = RegionDraws.Decoder(options.Seed, region, round, slot);
        return heard / 4294967296.0 < options.CaptureShare ? [replies[(int)Math.Floor(which / 4294967296.0 * replies.Count)]] : [];
    }

    private void Count(int replies, bool isHeard)
    {
        _empty += replies == 0 ? 1 : 0;
        _singleton += replies == 1 ? 1 : 0;
        _collision += replies > 1 ? 1 : 0;
        _resolved += replies > 1 && isHeard ? 1 : 0;
    }

    /// <summary>A frame is opened by a command in place of its first slot's QueryRep.</summary>
    private void Open(double command)
    {
        _frames++;
        Seconds += command - _timing.QueryRepeat;
    }

    private List<int>[] Throw(List<int> tags, int round, int q)
    {
        List<int>[] slots = [.. Enumerable.Range(0, 1 << q).Select(_ => new List<int>())];
        var words = new uint[4];
        foreach (int tag in tags)
        {
            _tagRounds++;
            RegionDraws.FillSlots(options.Seed, region, round, tag / 4, words);
            slots[words[tag % 4] % (uint)slots.Length].Add(tag);
        }

        return slots;
    }

    private bool IsReached(int tag)
    {
        var words = new uint[4];
        RegionDraws.FillReach(options.Seed, region, tag / 4, words);
        return words[tag % 4] / 4294967296.0 < options.LinkYield;
    }
}
