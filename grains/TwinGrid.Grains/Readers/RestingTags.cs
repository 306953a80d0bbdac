using TwinGrid.Grains.Motion;
using TwinGrid.Grains.Regions;
using TwinGrid.Model;
using TwinGrid.Signal.Motion;

namespace TwinGrid.Grains.Readers;

/// <summary>What a reader knows of its tags at rest: inventories teach it, polling cycles are matched with it.</summary>
internal static class RestingTags
{
    private const int MostReads = 1024;

    /// <summary>
    /// Matches a cycle with what is known; null where nothing can be compared: no inventory yet, or another number of antennas.
    /// </summary>
    public static CycleEvidence? Compare(SortedDictionary<string, RestingTag> tags, string reader, PollingCycle cycle, MotionOptions options)
    {
        if (tags.Count == 0 || !HasAntennasOf(tags, cycle))
        {
            return null;
        }

        KnownProfile[] known = [.. tags.Select(tag => new KnownProfile(tag.Key, tag.Key, ProfileOf(tag.Value))), .. Strangers(tags, cycle)];
        IEnumerable<int> matches = cycle.Purpose == PollingPurpose.Inventory
            ? ByName(known, cycle)
            : MotionDetector.Compare(known, [.. cycle.Replies.Select(CycleReplies.ToProfile)], options).Matches;
        return new CycleEvidence(reader, cycle.Time, cycle.Purpose, [.. known.Select(tag => tag.Profile.ToReply(tag.Tag))], cycle.Replies, [.. matches]);
    }

    /// <summary>
    /// Learns from an inventory. A tag that rests adds to its profile, one whose profile has changed begins anew, one that isn't
    /// heard is away and in time forgotten. After a change of the reader's antennas everything begins anew.
    /// </summary>
    public static void Learn(ReaderState state, PollingCycle cycle, TwinOptions options)
    {
        if (cycle.Purpose != PollingPurpose.Inventory)
        {
            return;
        }

        SortedDictionary<string, RestingTag> tags = state.Tags;
        state.LastInventory = cycle.Time;
        if (!HasAntennasOf(tags, cycle))
        {
            tags.Clear();
        }

        var heard = new HashSet<string>(StringComparer.Ordinal);
        foreach (CycleReply reply in cycle.Replies)
        {
            heard.Add(reply.Tag);
            tags[reply.Tag] = Learnt(tags.GetValueOrDefault(reply.Tag), reply.ToProfile(), cycle.Time, options.Motion);
        }

        foreach ((string tag, RestingTag known) in tags.Where(tag => !heard.Contains(tag.Key)).ToArray())
        {
            if (cycle.Time - known.LastHeard > options.AwayMemory)
            {
                tags.Remove(tag);
            }
            else
            {
                tags[tag] = known with { IsAway = true };
            }
        }
    }

    private static RestingTag Learnt(RestingTag? known, TagProfile now, DateTimeOffset time, MotionOptions options)
    {
        if (known is null or { IsAway: true } || MotionDetector.Test(known.Profile.ToProfile(), now, options).HasChanged)
        {
            return new RestingTag(ProfileAccumulator.Empty(now.Antennas).Add(now), Reads: 1, IsAway: false, time);
        }

        bool isFull = known.Reads >= MostReads;
        return new RestingTag((isFull ? known.Profile.Halved() : known.Profile).Add(now), (isFull ? known.Reads / 2 : known.Reads) + 1, IsAway: false, time);
    }

    /// <summary>Tags that an inventory names and nothing is known of: they come without a place.</summary>
    private static IEnumerable<KnownProfile> Strangers(SortedDictionary<string, RestingTag> tags, PollingCycle cycle) =>
        cycle.Purpose == PollingPurpose.Poll ? [] : cycle.Replies
            .Where(reply => !tags.ContainsKey(reply.Tag))
            .DistinctBy(reply => reply.Tag)
            .Select(reply => new KnownProfile(reply.Tag, reply.Tag, TagProfile.WithoutPlace(reply.Phases.Length, reply.LengthSamples, reply.LengthDeviation)));

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
