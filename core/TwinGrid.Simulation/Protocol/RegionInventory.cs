using TwinGrid.Signal.Motion.Inventory;

namespace TwinGrid.Simulation.Protocol;

/// <summary>
/// The fast kernel of one region: every tag, every slot. The protocol is that of <see cref="StandardInventory"/> and
/// <see cref="PollingInventory"/>; the draws are <see cref="RegionDraws"/>'s, so a region comes out the same alone or among others.
/// An instance serves one thread at a time.
/// </summary>
internal sealed class RegionInventory
{
    // Frames of the Q algorithm end after a few slots, seldom after more than this.
    private const int SlotsAhead = 32;

    private readonly InventoryOptions _options;
    private readonly FramePlan _plan;
    private readonly TagField _field;
    private readonly ulong _captureThreshold;
    private readonly ulong[] _resolveThresholds;

    /// <summary>A kernel for one set of options, which were checked.</summary>
    public RegionInventory(InventoryOptions options, SlotTiming timing)
    {
        _options = options;
        _plan = new FramePlan(options, timing);
        _field = new TagField(options, 1 << FramePlanner.LargestQ);
        _captureThreshold = RegionDraws.Threshold(options.CaptureShare);
        _resolveThresholds = [.. options.ResolvedShares.Select(RegionDraws.Threshold)];
    }

    /// <summary>Inventories one region.</summary>
    /// <param name="region">Its number.</param>
    /// <param name="tags">Its tags, up to <see cref="InventoryOptions.MostTags"/>.</param>
    public InventoryCounts Run(ulong region, int tags)
    {
        _field.Enter(region, tags);
        int reached = _field.Left;
        InventoryCounts counts = _options.Scheme switch
        {
            AccessScheme.Frames => RunFrames(region),
            AccessScheme.QAlgorithm => RunQAlgorithm(region),
            _ => RunPolling(region),
        };
        return counts with { Regions = 1, Tags = tags, UnreadTags = tags - reached + _field.Left };
    }

    private InventoryCounts RunFrames(ulong region)
    {
        InventoryCounts counts = default;
        for (int round = 0; _field.Left > 0 && round < _options.Rounds; round++)
        {
            int left = _field.Left, slots = 1 << _plan.Q(left);
            _field.Choose(region, round, slots, 0, slots);
            counts += Judge(region, round, slots) with { TagRounds = left };
            _field.Strike(slots);
        }

        return counts;
    }

    private InventoryCounts RunPolling(ulong region)
    {
        InventoryCounts counts = default;
        int likely = Math.Max(1, _field.Left), previous = 0;
        bool isDone = false;
        for (int round = 0; !isDone && round < _options.Rounds; round++)
        {
            int left = _field.Left, slots = 1 << _plan.Q(likely);
            _field.Choose(region, round, slots, 0, slots);
            InventoryCounts frame = Judge(region, round, slots, out int unresolved);
            counts += frame with { TagRounds = left, SilencingBits = previous };
            _field.Strike(slots);
            likely = Math.Max(1, (int)Math.Round(unresolved * _plan.UnresolvedOrder(likely)));
            previous = slots;
            isDone = unresolved == 0;
        }

        return counts;
    }

    private InventoryCounts RunQAlgorithm(ulong region)
    {
        InventoryCounts counts = new() { Frames = 1 };
        int q = _options.StartQ;
        double level = q;
        int[] held = _field.Slots;
        for (int round = 0; _field.Left > 0 && round < _options.Rounds; round++)
        {
            int left = _field.Left, slots = 1 << q, slot = 0, known = 0, rounded = q, unread = left, empty = 0, singleton = 0, collision = 0, resolved = 0;
            while (slot < slots && rounded == q && unread > 0)
            {
                if (slot == known)
                {
                    known = slot == 0 ? Math.Min(slots, SlotsAhead) : slots;
                    _field.Choose(region, round, slots, slot, known);
                }

                switch (held[slot])
                {
                    case 0:
                        empty++;
                        level = Math.Max(0, level - _options.Step);
                        break;
                    case 1:
                        singleton++;
                        unread--;
                        held[slot] = 0;
                        break;
                    default:
                        collision++;
                        held[slot] = Captured(region, round, slot, held[slot]);
                        if (held[slot] == TagField.Nobody)
                        {
                            level = Math.Min(FramePlanner.LargestQ, level + _options.Step);
                        }
                        else
                        {
                            resolved++;
                            unread--;
                        }

                        break;
                }

                slot++;
                rounded = (int)Math.Round(level);
            }

            counts += new InventoryCounts
            {
                TagRounds = left,
                Frames = rounded != q || slot == slots ? 1 : 0,
                EmptySlots = empty,
                SingletonSlots = singleton,
                CollisionSlots = collision,
                ResolvedCollisions = resolved,
            };
            _field.Strike(slot);
            q = rounded;
        }

        return counts;
    }

    /// <summary>Counts a frame of an ordinary inventory and turns its replies into what is said to the tags.</summary>
    private InventoryCounts Judge(ulong region, int round, int slots)
    {
        Span<int> held = _field.Slots.AsSpan(0, slots);
        int empty = 0, singleton = 0, resolved = 0;
        for (int slot = 0; slot < held.Length; slot++)
        {
            int replies = held[slot];
            empty += replies == 0 ? 1 : 0;
            singleton += replies == 1 ? 1 : 0;
            held[slot] = replies <= 1 ? 0 : Captured(region, round, slot, replies);
            resolved += replies > 1 && held[slot] != TagField.Nobody ? 1 : 0;
        }

        return new InventoryCounts
        {
            Frames = 1,
            EmptySlots = empty,
            SingletonSlots = singleton,
            CollisionSlots = slots - empty - singleton,
            ResolvedCollisions = resolved,
        };
    }

    /// <summary>The same for a frame of a polling cycle.</summary>
    private InventoryCounts Judge(ulong region, int round, int slots, out int unresolved)
    {
        Span<int> held = _field.Slots.AsSpan(0, slots);
        int empty = 0, singleton = 0, resolved = 0;
        unresolved = 0;
        for (int slot = 0; slot < held.Length; slot++)
        {
            int replies = held[slot];
            bool isHeard = replies > 0 && replies <= _resolveThresholds.Length
                && RegionDraws.Decoder(_options.Seed, region, round, slot).Heard < _resolveThresholds[replies - 1];
            empty += replies == 0 ? 1 : 0;
            singleton += replies == 1 ? 1 : 0;
            resolved += replies > 1 && isHeard ? 1 : 0;
            unresolved += replies > 0 && !isHeard ? 1 : 0;
            held[slot] = isHeard ? TagField.Everybody : TagField.Nobody;
        }

        return new InventoryCounts
        {
            Frames = 1,
            EmptySlots = empty,
            SingletonSlots = singleton,
            CollisionSlots = slots - empty - singleton,
            ResolvedCollisions = resolved,
        };
    }

    /// <summary>Which reply of a collision is heard over the others, counted from zero.</summary>
    private int Captured(ulong region, int round, int slot, int replies)
    {
        if (_captureThreshold == 0)
        {
            return TagField.Nobody;
        }

        (uint heard, uint which) = RegionDraws.Decoder(_options.Seed, region, round, slot);
        return heard < _captureThreshold ? (int)((ulong)which * (ulong)replies >> 32) : TagField.Nobody;
    }
}
