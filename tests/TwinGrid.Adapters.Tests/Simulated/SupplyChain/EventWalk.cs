using System.Text.Json;
using TwinGrid.Model;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Adapters.Tests.Simulated.SupplyChain;

/// <summary>A slow and obvious reading of a chain's events: who is inside whom, where, and at what stage of life.</summary>
internal sealed class EventWalk
{
    private readonly List<(DateTimeOffset Time, string Container, string Thing, bool IsIn)> _moves = [];
    private readonly Dictionary<string, string> _inside = [], _places = [];
    private readonly Dictionary<string, LifeStage> _stages = [];

    public Dictionary<string, string> Lots { get; } = [];

    public static EventWalk Over(IEnumerable<JsonElement> events)
    {
        JsonElement[] all = [.. events];
        HashSet<string> withdrawn = [.. all.Where(e => e.TryGetProperty("errorDeclaration", out _)).Select(e => e.GetProperty("eventID").GetString()!)];
        var walk = new EventWalk();
        foreach (JsonElement e in all.Where(e => !withdrawn.Contains(e.GetProperty("eventID").GetString()!)).OrderBy(e => e.GetProperty("eventTime").GetDateTimeOffset()))
        {
            walk.Take(e);
        }

        return walk;
    }

    public LifeStage StageOf(string thing) => _stages.GetValueOrDefault(thing) is LifeStage.Sold or LifeStage.Returned or LifeStage.Decommissioned or LifeStage.OnShelf
        ? _stages[thing]
        : Outwards(thing).Select(_stages.GetValueOrDefault).First(stage => stage == LifeStage.Stored);

    public string? PlaceOf(string thing) => StageOf(thing) is LifeStage.Sold or LifeStage.Decommissioned ? null : _places[Outwards(thing).Last()];

    /// <summary>Everything inside a container at an instant, however deep.</summary>
    public IEnumerable<string> Inside(string container, DateTimeOffset time)
    {
        foreach (string thing in _moves.Where(move => move.Container == container && move.Time <= time).GroupBy(move => move.Thing)
            .Where(moves => moves.Last().IsIn).Select(moves => moves.Key))
        {
            yield return thing;
            foreach (string deeper in Inside(thing, time))
            {
                yield return deeper;
            }
        }
    }

    private void Take(JsonElement e)
    {
        string action = e.GetProperty("action").GetString()!, step = e.GetProperty("bizStep").GetString()!;
        bool isAggregation = e.GetProperty("type").GetString() == "AggregationEvent";
        string[] things = [.. e.GetProperty(isAggregation ? "childEPCs" : "epcList").EnumerateArray().Select(epc => EpcTranslation.ToDigitalLink(epc.GetString()!))];
        string? place = e.TryGetProperty("bizLocation", out JsonElement location) ? EpcTranslation.ToDigitalLink(location.GetProperty("id").GetString()!) : null;
        foreach (string thing in things)
        {
            if (isAggregation)
            {
                Move(e, thing, action);
            }

            if (e.TryGetProperty("ilmd", out JsonElement made))
            {
                string gtin = thing[..thing.IndexOf("/21/", StringComparison.Ordinal)];
                Lots.Add(thing, $"{gtin}/10/{made.GetProperty("cbvmda:lotNumber").GetString()}");
            }

            _places[thing] = place ?? _places.GetValueOrDefault(thing, "");
            bool isReturned = e.TryGetProperty("disposition", out JsonElement disposition) && disposition.GetString() == "returned";
            _stages[thing] = (step, action) switch
            {
                _ when isReturned => LifeStage.Returned,
                ("storing", _) => LifeStage.Stored,
                ("stocking", _) => LifeStage.OnShelf,
                ("retail_selling", _) => LifeStage.Sold,
                ("destroying" or "decommissioning", _) => LifeStage.Decommissioned,
                _ => _stages.GetValueOrDefault(thing),
            };
        }
    }

    private void Move(JsonElement e, string thing, string action)
    {
        string container = EpcTranslation.ToDigitalLink(e.GetProperty("parentID").GetString()!);
        _moves.Add((e.GetProperty("eventTime").GetDateTimeOffset(), container, thing, action == "ADD"));
        if (action == "ADD")
        {
            _inside.Add(thing, container);
        }
        else if (!_inside.Remove(thing, out string? before) || before != container)
        {
            throw new InvalidOperationException($"{thing} leaves {container}, and was in {before ?? "nothing"}");
        }
    }

    private IEnumerable<string> Outwards(string thing)
    {
        for (string? at = thing; at is not null; at = _inside.GetValueOrDefault(at))
        {
            yield return at;
        }
    }
}
