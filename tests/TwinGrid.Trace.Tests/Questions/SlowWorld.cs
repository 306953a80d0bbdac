using TwinGrid.Model;
using TwinGrid.Trace.Events;

namespace TwinGrid.Trace.Tests.Questions;

/// <summary>
/// The slow, obvious way: a world in which events happen one after the other, and every thing inside of a thing that something
/// happens to is told of it. For events of different times, without circles, of single things.
/// </summary>
internal sealed class SlowWorld
{
    private readonly Dictionary<string, string> _parents = [];
    private readonly Dictionary<string, LifeState> _lives = [];

    public IEnumerable<string> Things => _lives.Keys;

    /// <summary>The world behind the events up to a moment.</summary>
    public static SlowWorld Until(IEnumerable<EpcisEvent> events, DateTimeOffset at)
    {
        var world = new SlowWorld();
        foreach ((EpcisEvent happening, int index) in events.Select((e, i) => (e, i)).Where(e => e.e.Time <= at && e.e.Error is null).OrderBy(e => e.e.Time))
        {
            world.Happen(happening, index + 1);
        }

        return world;
    }

    public LifeState Life(string epc) => _lives.GetValueOrDefault(epc, LifeState.Unknown);

    public List<string> Ancestors(string epc)
    {
        var chain = new List<string>();
        while (_parents.TryGetValue(epc, out string? parent))
        {
            chain.Add(parent);
            epc = parent;
        }

        return chain;
    }

    public IEnumerable<string> Children(string epc) => _parents.Where(pair => pair.Value == epc).Select(pair => pair.Key).Order(StringComparer.Ordinal);

    public bool ShareContainer(string a, string b) => !Ancestors(a).Contains(b) && Ancestors(a).Intersect(Ancestors(b)).Any();

    /// <summary>The place where a thing is said to be; null for none.</summary>
    public string? Place(string epc) =>
        Life(epc) is { Place: { IsPresent: true } place, Stage: not (LifeStage.Sold or LifeStage.Decommissioned) } ? place.Name : null;

    private void Happen(EpcisEvent happening, int sequence)
    {
        Dictionary<string, EventStep> named = [];
        string? parent = happening.Mentions.Where(m => m.Role == EpcRole.Parent).Select(m => m.Epc).FirstOrDefault();
        foreach (EpcMention mention in happening.Mentions)
        {
            named[mention.Epc] = Step(mention.Epc, mention.Role);
        }

        if (happening.Kind == EventKind.AggregationEvent)
        {
            string[] children = [.. happening.Mentions.Where(m => m.Role == EpcRole.Child).Select(m => m.Epc)];
            foreach (string child in children.Length > 0 || happening.Action != EventAction.Delete ? children : [.. Children(parent!)])
            {
                named.TryAdd(child, Step(child, EpcRole.Child));
                if (happening.Action != EventAction.Delete)
                {
                    _parents[child] = parent!;
                }
                else if (_parents.GetValueOrDefault(child) == parent)
                {
                    _parents.Remove(child);
                }
            }
        }

        foreach ((string epc, EventStep step) in named)
        {
            _lives[epc] = LifeCycle.Apply(Life(epc), LifeEvent.OfStep(step));
        }

        foreach (string epc in _parents.Keys.Where(epc => !named.ContainsKey(epc)).ToArray())
        {
            if (Ancestors(epc).Find(named.ContainsKey) is { } round)
            {
                _lives[epc] = LifeCycle.Apply(Life(epc), LifeEvent.OfContainerStep(named[round]));
            }
        }

        EventStep Step(string epc, EpcRole role) => new(
            epc, role, sequence, happening.Id, happening.Time, happening.Time, happening.Kind, happening.Action, parent, happening.BizStep,
            happening.Disposition, happening.ReadPoint, happening.BizLocation, false);
    }
}
