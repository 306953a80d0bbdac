using TwinGrid.Trace.Containment;
using TwinGrid.Trace.Events;

namespace TwinGrid.Trace.Questions;

/// <summary>What a recall reaches: what its reason names, and whatever was made of that, and of what was made of that.</summary>
internal sealed class RecallQuestion(Inquiry inquiry, DateTimeOffset from, DateTimeOffset until)
{
    private readonly Dictionary<string, RecallItem> _items = new(StringComparer.Ordinal);
    private readonly Queue<RecallItem> _unfollowed = new();

    public async Task<RecallAnswer> AskAsync(RecallBy by, string subject, CancellationToken cancellationToken)
    {
        bool isKnown = (await inquiry.Steps.OfAsync(subject, cancellationToken)).Count > 0
            || (await inquiry.Steps.InsideAsync(subject, cancellationToken)).Count > 0;
        switch (by)
        {
            case RecallBy.Lot:
                await ReachLotAsync(subject, cancellationToken);
                break;
            case RecallBy.Container:
                await ReachContentsAsync(subject, cancellationToken);
                break;
            default:
                await ReachContactsAsync(subject, isKnown, cancellationToken);
                break;
        }

        while (_unfollowed.TryDequeue(out RecallItem? item))
        {
            await FollowAsync(item.Epc, item.From, cancellationToken);
        }

        List<RecallItem> items = [];
        foreach (RecallItem item in _items.Values.OrderBy(item => item.From).ThenBy(item => item.Epc, StringComparer.Ordinal))
        {
            items.Add(await WithPlaceAsync(item, cancellationToken));
        }

        return new(by, subject, from, until, isKnown, items, await inquiry.AnomaliesAsync(subject, null, cancellationToken), inquiry.Steps.Notes);
    }

    /// <summary>Things made as the lot, containers that amounts of it were in, and what was made of it.</summary>
    private async Task ReachLotAsync(string lot, CancellationToken cancellationToken)
    {
        foreach (EventStep step in (await inquiry.Steps.OfAsync(lot, cancellationToken)).Where(step => step.Role == EpcRole.Lot && IsAsked(step)))
        {
            foreach (EventStep made in await inquiry.Steps.OfEventAsync(step.Sequence, cancellationToken))
            {
                if (made.Role is EpcRole.Epc or EpcRole.Output && IsOfClass(made.Epc, lot))
                {
                    Reach(new(made.Epc, "lot", lot, made.Time, null));
                }
            }
        }

        foreach (Enclosure enclosure in await inquiry.Graph.EnclosuresAsync(lot, from, until, cancellationToken))
        {
            Reach(new(enclosure.Container, "held-lot", lot, enclosure.From, enclosure.Until));
        }

        await FollowAsync(lot, DateTimeOffset.MinValue, cancellationToken);
    }

    private async Task ReachContentsAsync(string container, CancellationToken cancellationToken)
    {
        foreach (Held held in await inquiry.Graph.HeldAsync(container, from, until, cancellationToken))
        {
            Reach(new(held.Epc, "inside", held.Via, held.From, held.Until));
        }
    }

    private async Task ReachContactsAsync(string epc, bool isKnown, CancellationToken cancellationToken)
    {
        if (isKnown)
        {
            Reach(new(epc, "subject", epc, from, until));
        }

        foreach (Contact contact in await ContactsQuestion.FindAsync(inquiry, epc, from, until, cancellationToken))
        {
            Reach(new(contact.Epc, "contact", contact.Shared, contact.From, contact.Until));
        }
    }

    /// <summary>What a thing was used up for, from the moment on that it was reached.</summary>
    private async Task FollowAsync(string epc, DateTimeOffset since, CancellationToken cancellationToken)
    {
        foreach (EventStep step in await inquiry.Steps.OfAsync(epc, cancellationToken))
        {
            if (step.Role is not (EpcRole.Input or EpcRole.InputClass) || step.Time < since || !IsAsked(step))
            {
                continue;
            }

            foreach (EventStep made in await inquiry.Steps.OfEventAsync(step.Sequence, cancellationToken))
            {
                if (made.Role is EpcRole.Output or EpcRole.OutputClass)
                {
                    Reach(new(made.Epc, "made-of", epc, made.Time, null));
                }
            }
        }
    }

    /// <summary>A thing that is reached earlier than was known is followed again, because more may have been made of it.</summary>
    private void Reach(RecallItem item)
    {
        bool isKnown = _items.TryGetValue(item.Epc, out RecallItem? known);
        if ((isKnown && known!.From <= item.From) || (!isKnown && !inquiry.Steps.HasRoom(_items.Count)))
        {
            return;
        }

        _items[item.Epc] = item;
        _unfollowed.Enqueue(item);
    }

    private async Task<RecallItem> WithPlaceAsync(RecallItem item, CancellationToken cancellationToken)
    {
        DateTimeOffset end = until.AddTicks(-1);
        Evidence evidence = await inquiry.Reader.OfEventsAsync(item.Epc, end, cancellationToken);
        LifeState state = evidence.ToState();
        Enclosure? outermost = evidence.Enclosures.Where(e => e.Holds(end)).MaxBy(e => e.Depth);
        return item with { Stage = state.Stage, Place = state.Place?.Name, Container = outermost?.Container };
    }

    private bool IsAsked(EventStep step) => !step.IsWithdrawn && step.Time >= from && step.Time < until;

    /// <summary>One event may make things of several GTINs, each with its lot: https://id.gs1.org/01/GTIN/10/LOT holds …/01/GTIN/21/….</summary>
    private static bool IsOfClass(string epc, string lot)
    {
        int end = lot.IndexOf("/10/", StringComparison.Ordinal);
        return end < 0 || epc.StartsWith(lot[..(end + 1)], StringComparison.Ordinal);
    }
}
