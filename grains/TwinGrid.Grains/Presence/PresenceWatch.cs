using System.Collections.Immutable;
using TwinGrid.Grains.Facts;
using TwinGrid.Grains.Objects;
using TwinGrid.Grains.Regions;
using TwinGrid.Trace.Presence;

namespace TwinGrid.Grains.Presence;

/// <summary>An object's presence as its twin lives it: the fold of its sightings, and the facts that it yields.</summary>
internal sealed class PresenceWatch
{
    private readonly PresenceRules _rules;
    private readonly PresenceStory _story;

    public PresenceWatch(PresenceState state, PresenceRules rules)
    {
        _rules = rules;
        _story = state.Story is { } form ? PresenceStory.Restore(rules, form) : new PresenceStory(new PresenceFold(rules));
    }

    /// <summary>Whether anything changed since the last <see cref="Store"/>.</summary>
    public bool IsDirty { get; private set; }

    /// <summary>Whether it is told to be somewhere.</summary>
    public bool IsPresent => _story.Told is { Left: null };

    /// <summary>Takes sightings and notes the facts that they yield.</summary>
    public void Take(string subject, ImmutableArray<TagSighting> sightings, FactOutbox facts)
    {
        foreach (TagSighting sighting in sightings)
        {
            Note(subject, _story.Take(new Sighting(sighting.Place, sighting.Antenna, sighting.First, sighting.Last, sighting.RssiDbm)), facts);
        }

        IsDirty = true;
    }

    /// <summary>Judges a silence, and notes the facts that this yields.</summary>
    /// <param name="subject">Name of the object.</param>
    /// <param name="silence">How long nothing has been heard of it.</param>
    /// <param name="facts">Where facts go.</param>
    public void Judge(string subject, TimeSpan silence, FactOutbox facts)
    {
        if (IsPresent && silence >= _rules.Window)
        {
            Note(subject, _story.JudgeSilence(isTimedOut: silence >= _rules.TimeOut), facts);
            IsDirty = true;
        }
    }

    /// <summary>Puts everything into the state.</summary>
    public void Store(PresenceState state)
    {
        state.Story = _story.ToForm();
        IsDirty = false;
    }

    /// <summary>What was stored did not get to storage.</summary>
    public void MarkUnsaved() => IsDirty = true;

    /// <summary>The newest stay; null before the first.</summary>
    public ObjectPresence? ToSnapshot() => _story.Fold.Current is { } stay
        ? new ObjectPresence(stay.Place, stay.Antenna, stay.Arrived, stay.LastSeen, stay.Left, stay.RssiDbm, _story.Fold.TooLate)
        : null;

    private static void Note(string subject, IReadOnlyList<PresenceNews> news, FactOutbox facts)
    {
        foreach (PresenceNews one in news)
        {
            ToldStay stay = one.Stay;
            facts.Add(one.HasLeft
                ? new ObjectLeft(subject, one.Time, stay.Place, stay.Arrived, stay.Number)
                : new ObjectArrived(subject, one.Time, stay.Place, one.Antenna, stay.Number));
        }
    }
}
