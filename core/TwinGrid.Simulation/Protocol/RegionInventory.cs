using TwinGrid.Signal.Motion.Inventory;

namespace TwinGrid.Simulation.Protocol;

/// <summary>
/// The fast kernel of one region: every tag, every slot. The protocol is that of <see cref="StandardInventory"/> and
/// <see cref="PollingInventory"/>; the draws are <see cref="RegionDraws"/>'s, so a region comes out the same alone or among others.
/// Holds scratch for the largest region, so an instance serves one thread at a time.
/// </summary>
internal sealed class RegionInventory
{
    // What a slot says to its tags, counted down in their order: the one that finds zero is read.
    private const int Nobody = int.MaxValue, Everybody = int.MinValue / 2;

    private readonly InventoryOptions _options;
    private readonly FramePlan _plan;
    private readonly ulong _reachThreshold, _captureThreshold;
    private readonly ulong[] _resolveThresholds;
    private readonly int[] _tags, _chosen;
    private readonly int[] _slots = new int[1 << FramePlanner.LargestQ];

    /// <summary>A kernel for one set of options, which were checked.</summary>
    public RegionInventory(InventoryOptions options, SlotTiming timing)
    {
        _options = options;
        _plan = new FramePlan(options, timing);
        _tags = new int[options.MostTags];
        _chosen = new int[options.MostTags];
        _reachThreshold = RegionDraws.Threshold(options.LinkYield);
        _captureThreshold = RegionDraws.Threshold(options.CaptureShare);
        _resolveThresholds = [.. options.ResolvedShares.Select(RegionDraws.Threshold)];
    }

    /// <summary>Inventories one region.</summary>
    /// <param name="region">Its number.</param>
    /// <param name="tags">Its tags, up to <see cref="InventoryOptions.MostTags"/>.</param>
    public InventoryCounts Run(ulong region, int tags)
    {
        int reached = Reach(region, tags);
        InventoryCounts counts = _options.Scheme switch
        {
            AccessScheme.Frames => RunFrames(region, reached),
            AccessScheme.QAlgorithm => RunQAlgorithm(region, reached),
            _ => RunPolling(region, reached),
        };
        // The frames tell how many were left of those that the link reaches.
        return counts with { Regions = 1, Tags = tags, UnreadTags = counts.UnreadTags + tags - reached };
    }

    private InventoryCounts RunFrames(ulong region, int left)
    {
        InventoryCounts counts = default;
        for (int round = 0; left > 0 && round < _options.Rounds; round++)
        {
            int slots = 1 << _plan.Q(left);
            Choose(region, round, left, slots);
            counts += Judge(region, round, slots) with { TagRounds = left };
            left = Keep(left, slots);
        }

        return counts with { UnreadTags = left };
    }

    private InventoryCounts RunPolling(ulong region, int left)
    {
        InventoryCounts counts = default;
        int likely = Math.Max(1, left), previous = 0;
        bool isDone = false;
        for (int round = 0; !isDone && round < _options.Rounds; round++)
        {
            int slots = 1 << _plan.Q(likely);
            Choose(region, round, left, slots);
            InventoryCounts frame = Judge(region, round, slots, out int unresolved);
            counts += frame with { TagRounds = left, SilencingBits = previous };
            left = Keep(left, slots);
            likely = Math.Max(1, (int)Math.Round(unresolved * _plan.UnresolvedOrder(likely)));
            previous = slots;
            isDone = unresolved == 0;
        }

        return counts with { UnreadTags = left };
    }

    private InventoryCounts RunQAlgorithm(ulong region, int left)
    {
        InventoryCounts counts = new() { Frames = 1 };
        int q = _options.StartQ;
        double level = q;
        for (int round = 0; left > 0 && round < _options.Rounds; round++)
        {
            int slots = 1 << q, slot = 0, rounded = q, unread = left, empty = 0, singleton = 0, collision = 0, resolved = 0;
            Choose(region, round, left, slots);
            while (slot < slots && rounded == q && unread > 0)
            {
                switch (_slots[slot])
                {
                    case 0:
                        empty++;
                        level = Math.Max(0, level - _options.Step);
                        break;
                    case 1:
                        singleton++;
                        unread--;
                        _slots[slot] = 0;
                        break;
                    default:
                        collision++;
                        _slots[slot] = Captured(region, round, slot, _slots[slot]);
                        if (_slots[slot] == Nobody)
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
            left = Keep(left, slot);
            q = rounded;
        }

        return counts with { UnreadTags = left };
    }

    /// <summary>Lists the tags that the link reaches, in order.</summary>
    private int Reach(ulong region, int tags)
    {
        Span<uint> words = stackalloc uint[1 << RegionDraws.GroupBits];
        int reached = 0;
        for (int tag = 0; tag < tags; tag++)
        {
            if (_options.LinkYield < 1 && tag % words.Length == 0)
            {
                RegionDraws.FillReach(_options.Seed, region, tag >> RegionDraws.GroupBits, words);
            }

            _tags[reached] = tag;
            reached += words[tag % words.Length] < _reachThreshold ? 1 : 0;
        }

        return reached;
    }

    /// <summary>Lets each tag that is left choose its slot, and counts the replies of each slot.</summary>
    private void Choose(ulong region, int round, int left, int slots)
    {
        Span<int> held = _slots.AsSpan(0, slots);
        ReadOnlySpan<int> tags = _tags.AsSpan(0, left);
        Span<int> chosen = _chosen.AsSpan(0, left);
        Span<uint> words = stackalloc uint[1 << RegionDraws.GroupBits];
        int known = -1;
        held.Clear();
        for (int i = 0; i < tags.Length; i++)
        {
            int tag = tags[i], group = tag >> RegionDraws.GroupBits;
            if (group != known)
            {
                RegionDraws.FillSlots(_options.Seed, region, round, group, words);
                known = group;
            }

            int slot = (int)words[tag & (words.Length - 1)] & (held.Length - 1);
            chosen[i] = slot;
            held[slot]++;
        }
    }

    /// <summary>Counts a frame of an ordinary inventory and turns its replies into what is said to the tags.</summary>
    private InventoryCounts Judge(ulong region, int round, int slots)
    {
        Span<int> held = _slots.AsSpan(0, slots);
        int empty = 0, singleton = 0, resolved = 0;
        for (int slot = 0; slot < held.Length; slot++)
        {
            int replies = held[slot];
            empty += replies == 0 ? 1 : 0;
            singleton += replies == 1 ? 1 : 0;
            held[slot] = replies <= 1 ? 0 : Captured(region, round, slot, replies);
            resolved += replies > 1 && held[slot] != Nobody ? 1 : 0;
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
        Span<int> held = _slots.AsSpan(0, slots);
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
            held[slot] = isHeard ? Everybody : Nobody;
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
            return Nobody;
        }

        (uint heard, uint which) = RegionDraws.Decoder(_options.Seed, region, round, slot);
        return heard < _captureThreshold ? (int)((ulong)which * (ulong)replies >> 32) : Nobody;
    }

    /// <summary>Strikes out the tags that were read in the slots before <paramref name="end"/>; the others keep their order.</summary>
    private int Keep(int left, int end)
    {
        Span<int> verdicts = _slots.AsSpan(0, end);
        int kept = 0;
        for (int i = 0; i < left; i++)
        {
            int slot = _chosen[i];
            bool isRead = false;
            if ((uint)slot < (uint)verdicts.Length)
            {
                int verdict = verdicts[slot]--;
                isRead = verdict is 0 or < Everybody / 2;
            }

            _tags[kept] = _tags[i];
            kept += isRead ? 0 : 1;
        }

        return kept;
    }
}
