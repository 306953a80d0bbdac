using TwinGrid.Adapters.Simulated.SupplyChain;
using TwinGrid.Trace.Events;

namespace TwinGrid.Adapters.Tests.Simulated.SupplyChain;

public class ChainDocumentTests
{
    private static readonly SupplyChainScenario Chain = Chains.Make();
    private static readonly EpcisEvent[] Events = [.. Chain.Happenings.OfType<DocumentSent>().SelectMany(Read)];

    [Fact]
    public void Every_event_of_every_document_is_read_and_has_an_id_of_its_own()
    {
        Assert.True(Events.Length > 100);
        Assert.Equal(Events.Length - 1, Events.Select(happening => happening.Id).Distinct().Count());
        Assert.Equal([EventKind.ObjectEvent, EventKind.AggregationEvent], Events.Select(happening => happening.Kind).Distinct());
    }

    [Fact]
    public void Lots_are_those_of_the_truth_and_things_have_one_name_whoever_writes()
    {
        var lots = Chain.Truth.Cartons.ToDictionary(carton => carton.Epc, carton => carton.Lot);
        foreach (EpcisEvent made in Events.Where(happening => happening.Mentions.Any(mention => mention.Role == EpcRole.Lot)))
        {
            string lot = made.Mentions.Single(mention => mention.Role == EpcRole.Lot).Epc;
            Assert.All(made.Mentions.Where(mention => mention.Role == EpcRole.Epc), mention => Assert.Equal(lots[mention.Epc], lot));
        }

        HashSet<string> known = [.. Events.Where(happening => happening.BizStep!.EndsWith("commissioning", StringComparison.Ordinal)).SelectMany(happening => happening.Mentions).Select(mention => mention.Epc)];
        Assert.Superset(Chain.Truth.Pallets.Select(pallet => pallet.Epc).ToHashSet(), known);
        string[] strangers = [.. Events.SelectMany(happening => happening.Mentions).Select(mention => mention.Epc).Where(epc => !known.Contains(epc)).Distinct()];
        Assert.All(strangers, epc => Assert.Matches("^https://id.gs1.org/(8003|8004)/", epc));
    }

    [Fact]
    public void The_wrong_sale_is_withdrawn_by_a_declaration_that_names_the_event_which_says_it_right()
    {
        EpcisEvent withdrawn = Assert.Single(Events, happening => happening.Error is not null);
        Assert.Equal([Chain.Truth.WrongSale.Named], withdrawn.Mentions.Select(mention => mention.Epc));
        EpcisEvent right = Assert.Single(Events, happening => happening.Id == withdrawn.Error!.CorrectiveEvents.Single());
        Assert.Equal([Chain.Truth.WrongSale.Meant], right.Mentions.Select(mention => mention.Epc));
        Assert.Equal(2, Events.Count(happening => happening.Id == withdrawn.Id));
    }

    private static IEnumerable<EpcisEvent> Read(DocumentSent document)
    {
        CapturedDocument read = EpcisReader.ReadDocument(document.Json);
        Assert.Equal(document.Events, read.Events.Count);
        return read.Events.Select(captured => captured.Event ?? throw captured.Fault!);
    }
}
