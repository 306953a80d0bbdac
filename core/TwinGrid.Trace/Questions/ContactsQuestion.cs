using TwinGrid.Trace.Containment;

namespace TwinGrid.Trace.Questions;

/// <summary>What shared a container with a thing, at any depth, or was at the same place at the same time.</summary>
internal static class ContactsQuestion
{
    public static async Task<ContactsAnswer> AskAsync(
        Inquiry inquiry, string epc, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        List<Contact> found = await FindAsync(inquiry, epc, from, until, cancellationToken);
        bool isKnown = (await inquiry.Steps.OfAsync(epc, cancellationToken)).Count > 0;
        return new(epc, from, until, isKnown, found, await inquiry.AnomaliesAsync(epc, null, cancellationToken), inquiry.Steps.Notes);
    }

    internal static async Task<List<Contact>> FindAsync(
        Inquiry inquiry, string epc, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var found = new List<Contact>();
        Evidence evidence = await inquiry.Reader.OfEventsAsync(epc, until.AddTicks(-1), cancellationToken);
        foreach (Enclosure round in evidence.Enclosures.Where(e => Overlaps(e.From, e.Until, from, until)).OrderBy(e => e.Depth))
        {
            await ShareContainerAsync(inquiry, epc, round, from, until, found, cancellationToken);
        }

        foreach (PlaceSpan span in evidence.ToSpans().Where(span => Overlaps(span.From, span.Until, from, until)))
        {
            await SharePlaceAsync(inquiry, epc, span, from, until, found, cancellationToken);
        }

        return
        [
            .. found.OrderBy(c => c.From).ThenBy(c => c.Epc, StringComparer.Ordinal).ThenBy(c => c.Kind).ThenBy(c => c.Shared, StringComparer.Ordinal),
        ];
    }

    /// <summary>Two things in one box are in one truck as well: each pair is told with the innermost container of a time.</summary>
    private static async Task ShareContainerAsync(
        Inquiry inquiry, string epc, Enclosure round, DateTimeOffset from, DateTimeOffset until, List<Contact> found, CancellationToken cancellationToken)
    {
        DateTimeOffset start = Later(round.From, from);
        DateTimeOffset? end = Earlier(round.Until, until);
        foreach (Held held in await inquiry.Graph.HeldAsync(round.Container, start, end, cancellationToken))
        {
            if (held.Epc == epc)
            {
                continue;
            }

            foreach ((DateTimeOffset since, DateTimeOffset? last) in await BesideAsync(inquiry, epc, held, cancellationToken))
            {
                if (found.Exists(c => c.Epc == held.Epc && c.Kind == ContactKind.Container && c.From <= since && Reaches(c.Until, last)))
                {
                    continue;
                }

                if (!inquiry.Steps.HasRoom(found.Count))
                {
                    return;
                }

                found.Add(new(held.Epc, ContactKind.Container, round.Container, since, last));
            }
        }
    }

    /// <summary>When something in the truck was beside the thing: the thing's own box is no company for the time that it was round it.</summary>
    private static async Task<List<(DateTimeOffset From, DateTimeOffset? Until)>> BesideAsync(
        Inquiry inquiry, string epc, Held held, CancellationToken cancellationToken)
    {
        var beside = new List<(DateTimeOffset, DateTimeOffset?)>();
        DateTimeOffset? since = held.From;
        foreach (Enclosure box in (await inquiry.Graph.EnclosuresAsync(epc, held.From, held.Until, cancellationToken)).Where(e => e.Container == held.Epc))
        {
            if (since < box.From)
            {
                beside.Add((since.Value, box.From));
            }

            since = since is null || box.Until is null ? null : Later(since.Value, box.Until.Value);
        }

        if (since is { } rest && !(rest >= held.Until))
        {
            beside.Add((rest, held.Until));
        }

        return beside;
    }

    private static async Task SharePlaceAsync(
        Inquiry inquiry, string epc, PlaceSpan span, DateTimeOffset from, DateTimeOffset until, List<Contact> found, CancellationToken cancellationToken)
    {
        DateTimeOffset start = Later(span.From, from);
        DateTimeOffset end = Earlier(span.Until, until)!.Value;
        foreach (string other in await inquiry.EverAtAsync(span.Place, end, cancellationToken))
        {
            if (other == epc)
            {
                continue;
            }

            foreach (PlaceSpan theirs in (await inquiry.Reader.OfEventsAsync(other, until.AddTicks(-1), cancellationToken)).ToSpans())
            {
                if (theirs.Place != span.Place || !Overlaps(theirs.From, theirs.Until, start, end))
                {
                    continue;
                }

                if (!inquiry.Steps.HasRoom(found.Count))
                {
                    return;
                }

                DateTimeOffset? last = Earlier(theirs.Until, span.Until);
                found.Add(new(other, ContactKind.Place, span.Place, Later(theirs.From, start), Earlier(last, until)));
            }
        }
    }

    private static bool Overlaps(DateTimeOffset start, DateTimeOffset? end, DateTimeOffset from, DateTimeOffset until) =>
        start < until && !(end <= from) && start != end;

    private static bool Reaches(DateTimeOffset? mine, DateTimeOffset? theirs) => mine is null || (theirs is not null && mine >= theirs);

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static DateTimeOffset? Earlier(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b : a;
}
