using Orleans.Streams;
using TwinGrid.Grains.Objects;
using TwinGrid.Trace.Facts;

namespace TwinGrid.Grains.Facts;

/// <summary>
/// Facts on their way from a twin's state to the log: noted beside the change that they tell of, written with it, appended, and then
/// published to those who watch. What an activation leaves here comes again in the next one; the log knows it by its content.
/// </summary>
/// <param name="site">Name of the site.</param>
/// <param name="subject">Name of the object.</param>
/// <param name="log">The log.</param>
/// <param name="stream">The site's stream of facts.</param>
internal sealed class FactOutbox(string site, string subject, IFactLog log, IAsyncStream<ObjectFact> stream)
{
    private readonly List<(FactRecord Record, ObjectFact? Fact)> _pending = [];

    /// <summary>Whether nothing waits to be appended.</summary>
    public bool IsEmpty => _pending.Count == 0;

    /// <summary>What waits, for the state.</summary>
    public List<FactEntry> ToStored() => [.. _pending.Select(pending => FactEntry.Of(pending.Record))];

    /// <summary>Takes up what an earlier activation left. It is not published: mostly it was, and those who merely watch can't tell.</summary>
    public void Restore(IEnumerable<FactEntry> stored) => _pending.AddRange(stored.Select(entry => (entry.ToRecord(site, subject), (ObjectFact?)null)));

    /// <summary>Forgets what waits: its state could not be written, and the next activation takes up what storage holds.</summary>
    public void Clear() => _pending.Clear();

    /// <summary>Notes a fact of the stream.</summary>
    public void Add(ObjectFact fact) => _pending.Add((FactPayloads.RecordOf(site, fact), fact));

    /// <summary>Notes a fact of the log.</summary>
    public void Add(FactRecord fact) => _pending.Add((fact, FactPayloads.OnStream(fact)));

    /// <summary>Appends all that waits in one go, then publishes it. Only after the state that holds it was written.</summary>
    public async Task Deliver()
    {
        if (_pending.Count == 0)
        {
            return;
        }

        (FactRecord Record, ObjectFact? Fact)[] facts = [.. _pending];
        await log.AppendAsync([.. facts.Select(fact => fact.Record)], CancellationToken.None);
        _pending.RemoveRange(0, facts.Length);
        foreach (ObjectFact fact in facts.Select(fact => fact.Fact).OfType<ObjectFact>())
        {
            await stream.OnNextAsync(fact);
        }
    }
}
