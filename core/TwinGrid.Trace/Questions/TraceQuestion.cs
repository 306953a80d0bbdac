using TwinGrid.Trace.Containment;
using TwinGrid.Trace.Events;

namespace TwinGrid.Trace.Questions;

/// <summary>The path of a thing: its own events, and its containers' for the time that it was inside, each event once.</summary>
internal static class TraceQuestion
{
    /// <summary>Of a transformation at most so many inputs and outputs are named.</summary>
    private const int MaximumNamed = 1_000;

    public static async Task<TraceAnswer> AskAsync(Inquiry inquiry, string epc, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Evidence evidence = await inquiry.Reader.OfAllAsync(epc, now, cancellationToken);
        LifeState state = evidence.ToState();
        IReadOnlyList<EventStep> own = await inquiry.Steps.OfAsync(epc, cancellationToken);
        var path = new List<(EventStep Step, TraceStep Told)>();
        var told = new HashSet<long>();
        foreach (EventStep step in own.Where(step => step.Time <= now))
        {
            told.Add(step.Sequence);
            path.Add((step, await TellAsync(inquiry, step, cancellationToken)));
        }

        foreach (Enclosure enclosure in evidence.Enclosures.OrderBy(e => e.Depth))
        {
            foreach (EventStep step in await inquiry.Steps.OfAsync(enclosure.Container, cancellationToken))
            {
                bool isInside = enclosure.Holds(step.Time) || step.Time == enclosure.Until;
                if (step.Time <= now && isInside && EvidenceReader.IsPassedOn(step) && told.Add(step.Sequence))
                {
                    path.Add((step, Tell(step, enclosure.Depth, [], [])));
                }
            }
        }

        return new(
            epc,
            own.Count > 0 || !evidence.IsEmpty,
            state.Stage,
            state.Since,
            state.Disposition,
            [.. path.OrderBy(p => p.Step.Time).ThenBy(p => p.Step.Sequence).ThenBy(p => p.Told.Depth).ThenBy(p => p.Step.Role).Select(p => p.Told)],
            evidence.Enclosures,
            evidence.ToSpans(),
            [.. evidence.Sightings.Where(s => s.Epc == epc).Select(TwinPosition.Of).OfType<TwinPosition>()],
            await inquiry.AnomaliesAsync(epc, state, cancellationToken),
            inquiry.Steps.Notes);
    }

    private static async Task<TraceStep> TellAsync(Inquiry inquiry, EventStep step, CancellationToken cancellationToken)
    {
        if (step.Kind != EventKind.TransformationEvent)
        {
            return Tell(step, 0, [], []);
        }

        IReadOnlyList<EventStep> all = await inquiry.Steps.OfEventAsync(step.Sequence, cancellationToken);
        string[] inputs = [.. all.Where(other => other.Role is EpcRole.Input or EpcRole.InputClass).Select(other => other.Epc)];
        string[] outputs = [.. all.Where(other => other.Role is EpcRole.Output or EpcRole.OutputClass).Select(other => other.Epc)];
        if (inputs.Length > MaximumNamed || outputs.Length > MaximumNamed)
        {
            inquiry.Steps.Note(FormattableString.Invariant($"incomplete: of a transformation the first {MaximumNamed:N0} inputs and outputs are named"));
        }

        return Tell(step, 0, [.. inputs.Take(MaximumNamed)], [.. outputs.Take(MaximumNamed)]);
    }

    private static TraceStep Tell(EventStep step, int depth, IReadOnlyList<string> inputs, IReadOnlyList<string> outputs) => new(
        step.Time,
        step.Epc,
        depth,
        step.Role,
        step.Kind,
        step.Action,
        step.BizStep,
        step.Disposition,
        step.ReadPoint,
        step.BizLocation,
        step.Parent,
        inputs,
        outputs,
        step.EventId,
        step.IsWithdrawn);
}
