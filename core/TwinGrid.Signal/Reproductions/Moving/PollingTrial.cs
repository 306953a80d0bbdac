using TwinGrid.Signal.Motion;
using TwinGrid.Signal.Motion.Inventory;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Reproductions.Moving;

/// <summary>The conditions of a trial.</summary>
/// <param name="Objects">Objects in the area at first.</param>
/// <param name="TagsPerObject">Tags on each.</param>
/// <param name="Antennas">Receiving antennas.</param>
/// <param name="Moved">Objects that move before the polling cycle.</param>
/// <param name="Gone">Objects that leave the area.</param>
internal sealed record TrialSetup(int Objects, int TagsPerObject, int Antennas, int Moved, int Gone)
{
    /// <summary>Reads of each tag from which the stationary distribution is learnt.</summary>
    public const int LearningReads = 5;

    /// <summary>All tags.</summary>
    public int Tags => Objects * TagsPerObject;

    /// <summary>The tags of an object.</summary>
    public IEnumerable<int> TagsOf(int item) => Enumerable.Range(item * TagsPerObject, TagsPerObject);
}

/// <summary>
/// One trial: the stationary distribution is learnt from inventories, some objects move or leave, and one polling cycle reads what
/// is there. Objects 0 to Moved − 1 move, the next Gone ones leave, the others stand still; the methods under test don't know.
/// </summary>
internal sealed class PollingTrial
{
    private readonly MovingScene _scene;
    private readonly ReplyErrorModel _singletons;
    private readonly SeededRandom _random;

    /// <summary>Runs a trial.</summary>
    /// <param name="setup">Conditions.</param>
    /// <param name="singletons">How the single replies of learning and asking are read.</param>
    /// <param name="cycleReader">How the polling cycle is read.</param>
    /// <param name="timing">Durations of the link.</param>
    /// <param name="seed">Seed of everything random.</param>
    public PollingTrial(TrialSetup setup, ReplyErrorModel singletons, ISlotReader cycleReader, SlotTiming timing, ulong seed)
    {
        (Setup, _singletons, _random) = (setup, singletons, new SeededRandom(seed));
        _scene = new MovingScene(setup.Objects, setup.TagsPerObject, setup.Antennas, _random);
        Stationary = [.. Enumerable.Range(0, setup.Tags).Select(Learn)];
        for (int item = 0; item < setup.Moved; item++)
        {
            _scene.Move(item, _random);
        }

        int[] present = [.. Enumerable.Range(0, setup.Tags).Where(tag => !IsGone(tag / setup.TagsPerObject))];
        var cycle = new List<TagProfile>();
        Polling = PollingInventory.Run(present.Length, timing, new PollingOptions { ResolvedShares = cycleReader.ResolvedShares, ExpectedTags = setup.Tags }, _random, slot =>
        {
            var replies = new SentReply[slot.Length];
            for (int place = 0; place < slot.Length; place++)
            {
                replies[place] = Send(present[slot[place]]);
            }

            if (cycleReader.Read(replies, _random) is not { } profiles)
            {
                return false;
            }

            cycle.AddRange(profiles);
            return true;
        });
        Cycle = cycle;
    }

    /// <summary>The trial's conditions.</summary>
    public TrialSetup Setup { get; }

    /// <summary>P.</summary>
    public IReadOnlyList<KnownProfile> Stationary { get; }

    /// <summary>P′.</summary>
    public IReadOnlyList<TagProfile> Cycle { get; }

    /// <summary>What the cycle took.</summary>
    public InventoryRun Polling { get; }

    /// <summary>Whether an object has moved.</summary>
    public bool HasMoved(int item) => item < Setup.Moved;

    /// <summary>Whether an object has left.</summary>
    public bool IsGone(int item) => item >= Setup.Moved && item < Setup.Moved + Setup.Gone;

    /// <summary>Asks one tag, named by its EPC, for one more reply, which nothing collides with; null when it has left.</summary>
    public TagProfile? Ask(int tag) => IsGone(tag / Setup.TagsPerObject) ? null : Single(tag);

    private KnownProfile Learn(int tag)
    {
        ProfileAccumulator learnt = ProfileAccumulator.Empty(Setup.Antennas);
        for (int read = 0; read < TrialSetup.LearningReads; read++)
        {
            learnt = learnt.Add(Single(tag));
        }

        return new KnownProfile($"tag {tag}", $"object {tag / Setup.TagsPerObject}", learnt.ToProfile());
    }

    private SentReply Send(int tag) => SentReply.Of(_scene.Phases(tag), _scene.Lengths[tag], _random);

    private TagProfile Single(int tag)
    {
        while (true)
        {
            if (_singletons.Read([Send(tag)], _random) is { } profiles)
            {
                return profiles[0];
            }
        }
    }
}
