using TwinGrid.Trace.Containment;
using TwinGrid.Trace.Events;

namespace TwinGrid.Trace.Questions;

/// <summary>What is at a location, what passed a reader, and how that compares with a list.</summary>
internal static class InventoryQuestion
{
    /// <summary>What is at a location now.</summary>
    /// <param name="inquiry">What to read with.</param>
    /// <param name="place">The location.</param>
    /// <param name="now">The present moment.</param>
    /// <param name="expected">What should be there.</param>
    /// <param name="isQuick">
    /// Whether to look only at things whose newest event names the location, and their contents: all but those that came in a
    /// container, were taken out by an event that does not name them, and whose container has left since.
    /// </param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static async Task<InventoryAnswer> AtAsync(
        Inquiry inquiry, string place, DateTimeOffset now, IReadOnlyList<string>? expected, bool isQuick, CancellationToken cancellationToken)
    {
        var items = new List<InventoryItem>();
        IReadOnlyList<string> candidates = isQuick
            ? await inquiry.WithContentsAsync(await inquiry.Steps.LastSeenAtAsync(place, cancellationToken), EvidenceReader.After(now), cancellationToken)
            : await inquiry.EverAtAsync(place, EvidenceReader.After(now), cancellationToken);
        foreach (string thing in candidates)
        {
            Evidence evidence = await inquiry.Reader.OfEventsAsync(thing, now, cancellationToken);
            if (evidence.ToSpans() is not [.., { Until: null } span] || span.Place != place)
            {
                continue;
            }

            if (!inquiry.Steps.HasRoom(items.Count))
            {
                break;
            }

            bool isOwn = evidence.Events.Any(e => e.Signal == LifeSignal.Step && e.Time >= span.From && e.Step?.BizLocation == place);
            Enclosure? inner = evidence.Enclosures.Where(e => e.Holds(now)).MinBy(e => e.Depth);
            items.Add(new(thing, span.From, span.LastSeen, isOwn ? null : inner?.Container));
        }

        return await CompareAsync(inquiry, new(place, null, now, items, null, null, inquiry.Steps.Notes), expected, cancellationToken);
    }

    /// <summary>What twins are at a place that antennas overlook, or in a zone of it, and what is inside of them.</summary>
    public static async Task<InventoryAnswer> HeardAtAsync(
        Inquiry inquiry, string place, DateTimeOffset now, IReadOnlyList<string>? expected, CancellationToken cancellationToken)
    {
        var heard = new Dictionary<string, InventoryItem>(StringComparer.Ordinal);
        IReadOnlyList<TwinPresence> present = await inquiry.Sightings.PresentAtAsync(place, cancellationToken);
        foreach (TwinPresence thing in present)
        {
            Add(inquiry, heard, thing.Epc, thing.Arrived, null);
        }

        foreach (TwinPresence thing in present)
        {
            foreach (Held held in await inquiry.Graph.HeldAsync(thing.Epc, now, EvidenceReader.After(now), cancellationToken))
            {
                Add(inquiry, heard, held.Epc, thing.Arrived, held.Via);
            }
        }

        InventoryItem[] items = [.. heard.Values.OrderBy(item => item.From).ThenBy(item => item.Epc, StringComparer.Ordinal)];
        return await CompareAsync(inquiry, new(place, null, now, items, null, null, inquiry.Steps.Notes), expected, cancellationToken);
    }

    public static async Task<InventoryAnswer> OfReaderAsync(
        Inquiry inquiry, string reader, DateTimeOffset from, DateTimeOffset until, IReadOnlyList<string>? expected, CancellationToken cancellationToken)
    {
        var passed = new Dictionary<string, InventoryItem>(StringComparer.Ordinal);
        IReadOnlyList<EventStep> steps = await inquiry.Steps.AtAsync(reader, from, until, cancellationToken);
        EventStep[] read = [.. steps.Where(step => step is { IsWithdrawn: false, Role: not EpcRole.Lot } && step.ReadPoint == reader)];
        foreach (EventStep step in read)
        {
            Add(inquiry, passed, step.Epc, step.Time, null);
        }

        foreach (EventStep step in read.Where(step => step.Role is EpcRole.Epc or EpcRole.Parent or EpcRole.Child))
        {
            DateTimeOffset after = EvidenceReader.After(step.Time);
            foreach (Held held in await inquiry.Graph.HeldAsync(step.Epc, step.Time, after, cancellationToken))
            {
                Add(inquiry, passed, held.Epc, step.Time, held.Via);
            }
        }

        InventoryItem[] items = [.. passed.Values.OrderBy(item => item.From).ThenBy(item => item.Epc, StringComparer.Ordinal)];
        return await CompareAsync(inquiry, new(reader, from, until, items, null, null, inquiry.Steps.Notes), expected, cancellationToken);
    }

    private static void Add(Inquiry inquiry, Dictionary<string, InventoryItem> passed, string epc, DateTimeOffset time, string? container)
    {
        if (passed.TryGetValue(epc, out InventoryItem? known))
        {
            passed[epc] = known with
            {
                From = time < known.From ? time : known.From,
                Last = time > known.Last ? time : known.Last,
            };
        }
        else if (inquiry.Steps.HasRoom(passed.Count))
        {
            passed[epc] = new(epc, time, time, container);
        }
    }

    private static async Task<InventoryAnswer> CompareAsync(
        Inquiry inquiry, InventoryAnswer answer, IReadOnlyList<string>? expected, CancellationToken cancellationToken)
    {
        if (expected is null)
        {
            return answer;
        }

        HashSet<string> there = [.. answer.Items.Select(item => item.Epc)];
        var missing = new List<MissingItem>();
        foreach (string epc in expected.Distinct(StringComparer.Ordinal).Where(epc => !there.Contains(epc)).Order(StringComparer.Ordinal))
        {
            Evidence evidence = await inquiry.Reader.OfEventsAsync(epc, answer.Until, cancellationToken);
            LifeState state = evidence.ToState();
            missing.Add(new(epc, !evidence.IsEmpty, state.Stage, state.Place?.Name, state.Place?.Time));
        }

        there.ExceptWith(expected);
        return answer with { Missing = missing, Unexpected = [.. there.Order(StringComparer.Ordinal)], Notes = inquiry.Steps.Notes };
    }
}
