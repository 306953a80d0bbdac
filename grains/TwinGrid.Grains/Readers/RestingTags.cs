using TwinGrid.Grains.Motion;
using TwinGrid.Grains.Regions;
using TwinGrid.Model;
using TwinGrid.Signal.Motion;

namespace TwinGrid.Grains.Readers;

/// <summary>What a reader knows of its tags at rest: inventories teach it, polling cycles are matched with it.</summary>
internal static class RestingTags
{
    /// <summary>
    /// Matches a cycle with what is known; null where nothing can be compared: no inventory yet, or another number of antennas.
    /// </summary>
    public static CycleEvidence? Compare(SortedDictionary<string, RestingTag> tags, string reader, PollingCycle cycle, MotionOptions options)
    {
        if (tags.Count == 0 || !HasAntennasOf(tags, cycle))
        {
            return null;
        }

        KnownProfile[] known = [.. tags.Select(tag => new KnownProfile(tag.Key, tag.Key, ProfileOf(tag.Value)))];
        IEnumerable<int> matches = cycle.Purpose == PollingPurpose.Inventory
            ? ByName(known, cycle)
            : MotionDetector.Compare(known, [.. cycle.Replies.Select(CycleReplies.ToProfile)], options).Matches;
        return new CycleEvidence(reader, cycle.Time, cycle.Purpose, [.. known.Select(tag => tag.Profile.ToReply(tag.Tag))], cycle.Replies, [.. matches]);
    }

    /// <summary>
    /// Learns from an inventory. A tag that rests adds to its profile, one whose profile has changed begins anew, and one that
    /// isn't heard is away. After a change of the reader's antennas everything begins anew.
    /// </summary>
    public static void Learn(SortedDictionary<string, RestingTag> tags, PollingCycle cycle, MotionOptions options)
    {
        if (cycle.Purpose != PollingPurpose.Inventory)
        {
            return;
        }

        if (!HasAntennasOf(tags, cycle))
        {
            tags.Clear();
        }

        var heard = new HashSet<string>(StringComparer.Ordinal);
        foreach (CycleReply reply in cycle.Replies)
        {
            heard.Add(reply.Tag);
            TagProfile now = reply.ToProfile();
            bool isAtRest = tags.TryGetValue(reply.Tag, out RestingTag? known) && !known.IsAway
                && !MotionDetector.Test(known.Profile.ToProfile(), now, options).HasChanged;
            tags[reply.Tag] = new RestingTag((isAtRest ? known!.Profile : ProfileAccumulator.Empty(now.Antennas)).Add(now), IsAway: false);
        }

        foreach ((string tag, RestingTag known) in tags.Where(tag => !heard.Contains(tag.Key)).ToArray())
        {
            tags[tag] = known with { IsAway = true };
        }
    }

    private static TagProfile ProfileOf(RestingTag tag)
    {
        TagProfile profile = tag.Profile.ToProfile();
        return tag.IsAway ? TagProfile.WithoutPlace(profile.Antennas, profile.Length, profile.LengthDeviation) : profile;
    }

    private static IEnumerable<int> ByName(KnownProfile[] known, PollingCycle cycle)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int reply = 0; reply < cycle.Replies.Length; reply++)
        {
            places[cycle.Replies[reply].Tag] = reply;
        }

        return known.Select(tag => places.GetValueOrDefault(tag.Tag, -1));
    }

    private static bool HasAntennasOf(SortedDictionary<string, RestingTag> tags, PollingCycle cycle) =>
        tags.Count == 0 || cycle.Replies.IsEmpty || tags.First().Value.Profile.Antennas.Length == cycle.Replies[0].Phases.Length;
}
