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
internal sealed record TrialSetup(int Objects, int TagsPerObject, int Antennas, int Moved, int Gone = 0)
{
    /// <summary>Reads of each tag from which the stationary distribution is learnt.</summary>
    public const int LearningReads = 5;

    /// <summary>All tags.</summary>
    public int Tags => Objects * TagsPerObject;
}

/// <summary>
/// One trial: the stationary distribution is learnt from inventories, some objects move or leave, and one polling cycle reads what
/// is there. Objects 0 to Moved − 1 move, the next Gone ones leave, the others stand still; the methods under test don't know.
/// </summary>
internal sealed class PollingTrial
{
    private readonly MovingScene _scene;
    private readonly TrialSetup _setup;
    private readonly ReplyErrorModel _errors;
    private readonly SeededRandom _random;

    private PollingTrial(TrialSetup setup, ReplyErrorModel errors, SlotTiming timing, SeededRandom random)
    {
        (_setup, _errors, _random) = (setup, errors, random);
        _scene = new MovingScene(setup.Objects, setup.TagsPerObject, setup.Antennas, random);
        Stationary = [.. Enumerable.Range(0, setup.Tags).Select(Learn)];
        for (int item = 0; item < setup.Moved; item++)
        {
            _scene.Move(item, random);
        }

        int[] present = [.. Enumerable.Range(0, setup.Tags).Where(tag => !IsGone(tag))];
        var cycle = new List<TagProfile>();
        Polling = PollingInventory.Run(present.Length, timing, new PollingOptions { ResolvedShares = errors.ResolvedShares }, random, slot =>
        {
            if (!errors.IsResolved(slot.Length, random))
            {
                return false;
            }

            int misread = errors.MisreadTag(slot.Length, random);
            for (int place = 0; place < slot.Length; place++)
            {
                int tag = present[slot[place]];
                cycle.Add(errors.Read(_scene.Phases(tag), _scene.Lengths[tag], slot.Length, place == misread, random));
            }

            return true;
        });
        Cycle = cycle;
    }

    /// <summary>P.</summary>
    public IReadOnlyList<KnownProfile> Stationary { get; }

    /// <summary>P′.</summary>
    public IReadOnlyList<TagProfile> Cycle { get; }

    /// <summary>What the cycle took.</summary>
    public InventoryRun Polling { get; }

    /// <summary>Runs a trial.</summary>
    public static PollingTrial Run(TrialSetup setup, ReplyErrorModel errors, SlotTiming timing, ulong seed) =>
        new(setup, errors, timing, new SeededRandom(seed));

    /// <summary>Whether a tag's object has moved.</summary>
    public bool HasMoved(int tag) => tag / _setup.TagsPerObject < _setup.Moved;

    /// <summary>Whether a tag's object has left.</summary>
    public bool IsGone(int tag) => !HasMoved(tag) && tag / _setup.TagsPerObject < _setup.Moved + _setup.Gone;

    /// <summary>Asks one tag, named by its EPC, for one more reply, which nothing collides with; null when it has left.</summary>
    public TagProfile? Ask(int tag) => IsGone(tag) ? null : Singleton(tag);

    private KnownProfile Learn(int tag)
    {
        ProfileAccumulator learnt = ProfileAccumulator.Empty(_setup.Antennas);
        for (int read = 0; read < TrialSetup.LearningReads; read++)
        {
            learnt = learnt.Add(Singleton(tag));
        }

        return new KnownProfile($"tag {tag}", $"object {tag / _setup.TagsPerObject}", learnt.ToProfile());
    }

    private TagProfile Singleton(int tag) => _errors.Read(_scene.Phases(tag), _scene.Lengths[tag], 1, _errors.MisreadTag(1, _random) == 0, _random);
}
