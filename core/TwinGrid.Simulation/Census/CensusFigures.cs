using TwinGrid.Simulation.Fidelity;
using TwinGrid.Simulation.Items;
using TwinGrid.Simulation.Trips;
using TwinGrid.Simulation.World;

namespace TwinGrid.Simulation.Census;

/// <summary>
/// The figures of a world at its census, whether counted or estimated: the same names and meanings, with errors of zero where
/// everything was counted.
/// </summary>
public sealed class CensusFigures
{
    private readonly WorldModel _world;
    private readonly CensusTally? _tally;
    private readonly CensusEstimate? _estimate;

    /// <summary>Figures of a full count.</summary>
    public CensusFigures(WorldModel world, CensusTally tally) => (_world, _tally) = (world, tally);

    /// <summary>Figures of a sample.</summary>
    public CensusFigures(WorldModel world, CensusEstimate estimate) => (_world, _estimate) = (world, estimate);

    /// <summary>Countries of the world.</summary>
    public int Countries => _world.Parameters.Countries.Count;

    /// <summary>Whether everything was counted.</summary>
    public bool IsFull => _tally is not null;

    /// <summary>Items in a stage.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="country">The country they are in: bought in or, until they are shipped, made in. All if null.</param>
    public Estimate InStage(Stage stage, int? country = null) =>
        _estimate is { } sample ? sample.InStage(stage, country) : Exact(Places(country).Sum(index => _tally!.Stages(index, stage)));

    /// <summary>Items with an excursion.</summary>
    /// <param name="cause">Its cause; any if null.</param>
    /// <param name="country">The country they are bought in; all if null.</param>
    /// <param name="goods">Their class; any if null.</param>
    public Estimate Excursions(Cause? cause = null, int? country = null, int? goods = null) => _estimate is { } sample
        ? sample.Excursions(cause, country, goods)
        : Exact(Places(country).Sum(place => Classes(goods).Sum(kind => Causes(cause).Sum(one => _tally!.Excursions(place, kind, one)))));

    /// <summary>A count.</summary>
    /// <param name="count">Which.</param>
    /// <param name="goods">The class; all if null.</param>
    public Estimate Of(Count count, int? goods = null) =>
        _estimate is { } sample ? sample.Of(count, goods) : Exact(Classes(goods).Sum(kind => _tally!.Of(kind, count)));

    /// <summary>Items lost, stolen and broken.</summary>
    public Estimate Losses => _estimate is { } sample
        ? sample.Losses
        : Exact(InStage(Stage.Lost).Value + InStage(Stage.Stolen).Value + InStage(Stage.Broken).Value);

    /// <summary>Items made and not yet sold or gone.</summary>
    /// <param name="country">The country they are in: bought in or, until they are shipped, made in. All if null.</param>
    public Estimate InChain(int? country = null) => _estimate is { } sample
        ? sample.InChain(country)
        : Exact(Enumerable.Range((int)Stage.Factory, Stage.Shelf - Stage.Factory + 1).Sum(stage => InStage((Stage)stage, country).Value));

    /// <summary>Items of classes that have limits of temperature; known without counting.</summary>
    public double Limited => Enumerable.Range(0, _world.Classes.Count).Where(goods => _world.Classes[goods].IsCooled).Sum(goods => Of(Count.Items, goods).Value);

    /// <summary>Share of the items with limits that had an excursion; zero where no item has limits.</summary>
    public Estimate ExcursionRate => Limited is var limited && limited > 0 ? Scaled(Excursions(), 1 / limited) : Exact(0);

    /// <summary>Alarms a second, over the last day.</summary>
    public Estimate AlarmsPerSecond => Scaled(Of(Count.AlarmsOfLastDay), 1.0 / WorldModel.SecondsPerDay);

    /// <summary>Mean error of the located items' positions, millimetres.</summary>
    public Estimate LocationMillimetres =>
        _estimate is { } sample ? sample.LocationMillimetres : Exact(Of(Count.ErrorSum).Value / Of(Count.Located).Value / 100);

    /// <summary>
    /// An inventory of one region of a centre or a shop with as many tags as such regions hold on average, from the inventory table:
    /// its error is the number's and the table's together.
    /// </summary>
    /// <param name="stage"><see cref="Stage.Centre"/> or <see cref="Stage.Shelf"/>.</param>
    /// <param name="country">The country; all if null.</param>
    /// <exception cref="ArgumentOutOfRangeException">No inventories are taken in the stage.</exception>
    public RegionInventoryFigures Inventory(Stage stage, int? country = null)
    {
        RegionParameters regions = _world.Parameters.Regions;
        long ofCentre = stage switch
        {
            Stage.Centre => regions.OfCentre,
            Stage.Shelf => (long)Numbering.VansPerWave * regions.OfShop,
            _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, "expected a centre or a shelf, where inventories are taken"),
        };
        double centres = Places(country).Sum(place => _world.CentresOf(place).End - _world.CentresOf(place).Start);
        return RegionInventoryFigures.Of(
            Scaled(InStage(stage, country), 1 / (Math.Max(1, centres) * ofCentre)), RegionTables.Shipped.InventoryOf(regions.Link, regions.Scheme));
    }

    private static Estimate Exact(double value) => new(value, 0);

    private static Estimate Scaled(Estimate estimate, double factor) => new(estimate.Value * factor, estimate.StandardError * factor);

    private static Cause[] Causes(Cause? cause) => cause is { } one ? [one] : Enum.GetValues<Cause>();

    private IEnumerable<int> Places(int? country) => country is { } one ? [one] : Enumerable.Range(0, Countries);

    private IEnumerable<int> Classes(int? goods) => goods is { } one ? [one] : Enumerable.Range(0, _world.Classes.Count);
}
