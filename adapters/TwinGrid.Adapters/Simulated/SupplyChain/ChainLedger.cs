using System.Collections.Immutable;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Adapters.Simulated.SupplyChain;

/// <summary>Gathers what a chain tells, in any order, and gives it in the order of time.</summary>
internal sealed class ChainLedger
{
    private readonly List<ChainHappening> _happenings = [];

    /// <summary>Notes a happening.</summary>
    public void Add(ChainHappening happening) => _happenings.Add(happening);

    /// <summary>Notes a scene.</summary>
    public void Scene(DateTimeOffset time, string text) => Add(new SceneChanged(time, text));

    /// <summary>Notes a document with events, sent a moment after the newest of them.</summary>
    public void Document(params IReadOnlyList<ChainEvent> events) => DocumentAt(events.Max(happening => happening.Time).AddSeconds(2), events);

    /// <summary>Notes a document with events.</summary>
    public void DocumentAt(DateTimeOffset sent, params IReadOnlyList<ChainEvent> events) =>
        Add(new DocumentSent(sent, ChainDocument.Of(sent, events), events.Count));

    /// <summary>Everything, oldest first; of one instant in the order noted.</summary>
    public ImmutableArray<ChainHappening> InOrder() => [.. _happenings.OrderBy(happening => happening.Time)];

    /// <summary>The name of a thing's twin.</summary>
    public static string Twin(EpcIdentity thing) => TwinNames.OfEpc(DigitalLink.Format(thing));
}
