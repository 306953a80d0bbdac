namespace TwinGrid.Simulation.Protocol;

/// <summary>
/// The tags of one region that are not read yet, in order, and the slots of the frame they are in. Scratch for the largest region, made
/// once.
/// </summary>
internal sealed class TagField
{
    /// <summary>What a slot may say to its tags besides a count: that none of them is read, or all are.</summary>
    public const int Nobody = int.MaxValue, Everybody = int.MinValue / 2;

    private const int Struck = -1;

    private readonly InventoryOptions _options;
    private readonly ulong _reachThreshold;
    private readonly int[] _tags, _listed, _chosen;
    private int _listedCount;

    /// <summary>Scratch for one set of options.</summary>
    /// <param name="options">The options, which were checked.</param>
    /// <param name="mostSlots">Most slots of a frame.</param>
    public TagField(InventoryOptions options, int mostSlots)
    {
        _options = options;
        _reachThreshold = RegionDraws.Threshold(options.LinkYield);
        _tags = new int[options.MostTags];
        _listed = new int[options.MostTags];
        _chosen = new int[options.MostTags];
        Slots = new int[mostSlots];
    }

    /// <summary>Tags that are not read yet.</summary>
    public int Left { get; private set; }

    /// <summary>
    /// At first the replies of each slot. Before <see cref="Strike"/>, what the slot says to them: a number counted down in the order
    /// of its tags, of whom the one that finds zero is read; or <see cref="Nobody"/>, or <see cref="Everybody"/>.
    /// </summary>
    public int[] Slots { get; }

    /// <summary>Fills the field with the tags of a region that the link reaches.</summary>
    public void Enter(ulong region, int tags)
    {
        Span<uint> words = stackalloc uint[1 << RegionDraws.GroupBits];
        Left = 0;
        for (int tag = 0; tag < tags; tag++)
        {
            if (_options.LinkYield < 1 && tag % words.Length == 0)
            {
                RegionDraws.FillReach(_options.Seed, region, tag >> RegionDraws.GroupBits, words);
            }

            _tags[Left] = tag;
            Left += words[tag % words.Length] < _reachThreshold ? 1 : 0;
        }
    }

    /// <summary>
    /// Lets each tag choose its slot of a frame, and lists those that chose one of a part of it: a reader who may stop early needn't
    /// know the rest. Parts of one frame are asked for in order.
    /// </summary>
    /// <param name="region">The region.</param>
    /// <param name="round">The frame's number.</param>
    /// <param name="slots">Slots of the frame, a power of two.</param>
    /// <param name="from">First slot of the part; zero begins a new frame.</param>
    /// <param name="end">The slot behind the part.</param>
    public void Choose(ulong region, int round, int slots, int from, int end)
    {
        Span<int> held = Slots.AsSpan(from, end - from);
        ReadOnlySpan<int> tags = _tags.AsSpan(0, Left);
        Span<uint> words = stackalloc uint[1 << RegionDraws.GroupBits];
        int known = -1, listed = from == 0 ? 0 : _listedCount;
        held.Clear();
        for (int i = 0; i < tags.Length; i++)
        {
            int tag = tags[i], group = tag >> RegionDraws.GroupBits;
            if (group != known)
            {
                RegionDraws.FillSlots(_options.Seed, region, round, group, words);
                known = group;
            }

            int place = ((int)words[tag & (words.Length - 1)] & (slots - 1)) - from;
            if ((uint)place < (uint)held.Length)
            {
                held[place]++;
                _listed[listed] = i;
                _chosen[listed++] = place + from;
            }
        }

        _listedCount = listed;
    }

    /// <summary>Strikes out the tags that were read in the slots before one; the others keep their order.</summary>
    /// <param name="end">The slot, at most the end of the parts that were asked for.</param>
    public void Strike(int end)
    {
        Span<int> verdicts = Slots.AsSpan(0, end);
        bool isAnyRead = false;
        for (int k = 0; k < _listedCount; k++)
        {
            int slot = _chosen[k];
            if ((uint)slot < (uint)verdicts.Length)
            {
                int verdict = verdicts[slot]--;
                bool isRead = verdict is 0 or < Everybody / 2;
                _tags[_listed[k]] = isRead ? Struck : _tags[_listed[k]];
                isAnyRead |= isRead;
            }
        }

        if (isAnyRead)
        {
            Close();
        }
    }

    private void Close()
    {
        Span<int> tags = _tags.AsSpan(0, Left);
        int kept = 0;
        for (int i = 0; i < tags.Length; i++)
        {
            int tag = tags[i];
            tags[kept] = tag;
            kept += tag == Struck ? 0 : 1;
        }

        Left = kept;
    }
}
