using TwinGrid.Adapters.Simulated.SupplyChain;
using TwinGrid.Grains;
using TwinGrid.Grains.Objects;
using TwinGrid.Store;
using TwinGrid.Trace.ColdChain.Series;
using TwinGrid.Trace.Containment;
using TwinGrid.Trace.Facts;
using TwinGrid.Trace.Identifiers;
using TwinGrid.Trace.Questions;

namespace TwinGrid.Cli.SupplyChain;

/// <summary>What a silo answers when the story is over.</summary>
internal sealed record ChainAnswers
{
    /// <summary>Where each carton is, by its EPC.</summary>
    public required IReadOnlyDictionary<string, WhereAnswer> Where { get; init; }

    /// <summary>The path of one carton.</summary>
    public required TraceAnswer Trace { get; init; }

    /// <summary>What the recall of one lot reaches.</summary>
    public required RecallAnswer Recall { get; init; }

    /// <summary>What was in the truck whose unit failed, at any depth, an hour into the failure.</summary>
    public required IReadOnlyList<string> InWarmTruck { get; init; }

    /// <summary>Cold-chain records of pallets, by EPC.</summary>
    public required IReadOnlyDictionary<string, ThingRecord> Pallets { get; init; }

    /// <summary>Cold-chain records of cartons, by EPC.</summary>
    public required IReadOnlyDictionary<string, ThingRecord> Cartons { get; init; }

    /// <summary>Where the tags of pallets say that they are, by EPC.</summary>
    public required IReadOnlyDictionary<string, ObjectSnapshot> Positions { get; init; }

    /// <summary>What the verification of the log of facts found.</summary>
    public required FactVerification Audit { get; init; }

    /// <summary>Asks everything.</summary>
    /// <param name="scenario">The story: names alone are taken from it, and what to ask for.</param>
    /// <param name="store">The silo's store.</param>
    /// <param name="desk">Where questions are answered.</param>
    /// <param name="grains">The twins.</param>
    /// <param name="cancellationToken">Ends the questions.</param>
    public static async Task<ChainAnswers> AskAsync(
        SupplyChainScenario scenario, ITraceStore store, QuestionDesk desk, IGrainFactory grains, CancellationToken cancellationToken)
    {
        ChainTruth truth = scenario.Truth;
        DateTimeOffset end = scenario.Schedule.End;
        var where = new Dictionary<string, WhereAnswer>(StringComparer.Ordinal);
        var cartons = new Dictionary<string, ThingRecord>(StringComparer.Ordinal);
        var pallets = new Dictionary<string, ThingRecord>(StringComparer.Ordinal);
        var positions = new Dictionary<string, ObjectSnapshot>(StringComparer.Ordinal);
        foreach (string carton in truth.Cartons.Select(carton => carton.Epc))
        {
            where[carton] = await desk.WhereAsync(carton, end, cancellationToken);
            cartons[carton] = await RecordAsync(scenario, store, carton, cancellationToken);
        }

        foreach (string pallet in truth.Pallets.Select(pallet => pallet.Epc))
        {
            pallets[pallet] = await RecordAsync(scenario, store, pallet, cancellationToken);
            positions[pallet] = await grains.GetGrain<IObjectGrain>(TwinKeys.InSite(ChainPlans.Site, TwinNames.OfEpc(pallet))).Snapshot();
        }

        InsideAnswer inside = await desk.InsideAsync(truth.WarmTruck, truth.Failure.From.AddHours(1), cancellationToken);
        return new ChainAnswers
        {
            Where = where,
            Trace = await desk.TraceAsync(truth.Traced, end, cancellationToken),
            Recall = await desk.RecallAsync(RecallBy.Lot, truth.RecalledLot, scenario.Schedule.Start, end.AddTicks(1), cancellationToken),
            InWarmTruck = [.. Flat(inside.Contents)],
            Pallets = pallets,
            Cartons = cartons,
            Positions = positions,
            Audit = await FactChain.VerifyAsync(store.Facts.AfterAsync(0, cancellationToken), FactAnchor.Beginning, [], cancellationToken),
        };
    }

    private static async Task<ThingRecord> RecordAsync(SupplyChainScenario scenario, ITraceStore store, string epc, CancellationToken cancellationToken)
    {
        IAsyncEnumerable<LoggedFact> facts = store.Facts.OfSubjectAsync(
            ChainPlans.Site, TwinNames.OfEpc(epc), [.. SubjectRecord.ReadingKinds, .. SubjectRecord.OtherKinds], DateTimeOffset.MinValue, DateTimeOffset.MaxValue, cancellationToken);
        return ThingRecord.Of(epc, SubjectRecord.Fold(await facts.ToListAsync(cancellationToken)), scenario.Options.LoggingInterval);
    }

    private static IEnumerable<string> Flat(IEnumerable<Content> contents) => contents.SelectMany(content => Flat(content.Contents).Prepend(content.Epc));
}
