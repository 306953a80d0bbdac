using TwinGrid.Simulation.Items;
using TwinGrid.Simulation.Trips;

namespace TwinGrid.Simulation.Census;

/// <summary>
/// What a sample knows of one stratum: for each figure the sum and the sum of squares over the cases drawn. Whole numbers, so
/// that the order of drawing doesn't matter.
/// </summary>
/// <param name="countries">Countries of the world.</param>
internal sealed class SampleSums(int countries)
{
    private const int FiguresOfCountry = 3;
    private readonly long[] _countrySums = new long[FiguresOfCountry * countries], _countrySquares = new long[FiguresOfCountry * countries];

    /// <summary>Where causes begin among the figures: stages come first.</summary>
    public const int FirstCause = CensusTally.StageCount;

    /// <summary>Where the counts by class begin.</summary>
    public const int FirstCount = FirstCause + CensusTally.CauseCount;

    /// <summary>Items with an excursion, whatever the cause.</summary>
    public const int Excursions = FirstCount + CensusTally.CountCount;

    /// <summary>Items lost, stolen and broken.</summary>
    public const int Losses = Excursions + 1;

    /// <summary>Items made and not yet sold or gone.</summary>
    public const int InChain = Losses + 1;

    /// <summary>Figures.</summary>
    public const int Figures = InChain + 1;

    /// <summary>Cases drawn.</summary>
    public long Drawn { get; private set; }

    /// <summary>Sums over the cases drawn.</summary>
    public long[] Sums { get; } = new long[Figures];

    /// <summary>Sums of squares.</summary>
    public long[] Squares { get; } = new long[Figures];

    /// <summary>Sum over cases of the product of located items and their errors.</summary>
    public long LocatedErrors { get; private set; }

    /// <summary>Adds a case that was counted into an empty tally, and empties the tally again.</summary>
    public void Take(CensusTally counted, in CaseFacts theCase)
    {
        Span<long> figures = stackalloc long[Figures];
        for (int stage = 0; stage < CensusTally.StageCount; stage++)
        {
            ref long own = ref counted.Stages(theCase.Country, (Stage)stage);
            (figures[stage], own) = (own, 0);
            ref long origin = ref counted.Stages(theCase.Origin, (Stage)stage);
            figures[stage] += origin;
            origin = 0;
        }

        for (int cause = 0; cause < CensusTally.CauseCount; cause++)
        {
            ref long items = ref counted.Excursions(theCase.Country, theCase.Goods, (Cause)cause);
            figures[Excursions] += items;
            (figures[FirstCause + cause], items) = (items, 0);
        }

        for (int count = 0; count < CensusTally.CountCount; count++)
        {
            ref long items = ref counted.Of(theCase.Goods, (Count)count);
            (figures[FirstCount + count], items) = (items, 0);
        }

        figures[Losses] = figures[(int)Stage.Lost] + figures[(int)Stage.Stolen] + figures[(int)Stage.Broken];
        for (int stage = (int)Stage.Factory; stage <= (int)Stage.Shelf; stage++)
        {
            figures[InChain] += figures[stage];
        }

        TakePlaces(figures[(int)Stage.NotMade], figures[(int)Stage.Factory], figures[InChain], theCase.Origin, theCase.Country);
        Drawn++;
        LocatedErrors += figures[FirstCount + (int)Count.Located] * figures[FirstCount + (int)Count.ErrorSum];
        for (int figure = 0; figure < Figures; figure++)
        {
            long value = figures[figure];
            Sums[figure] += value;
            Squares[figure] += value * value;
        }
    }

    /// <summary>Adds another part of the same stratum's sample.</summary>
    public void Add(SampleSums other)
    {
        Drawn += other.Drawn;
        LocatedErrors += other.LocatedErrors;
        for (int figure = 0; figure < Figures; figure++)
        {
            Sums[figure] += other.Sums[figure];
            Squares[figure] += other.Squares[figure];
        }

        for (int index = 0; index < _countrySums.Length; index++)
        {
            _countrySums[index] += other._countrySums[index];
            _countrySquares[index] += other._countrySquares[index];
        }
    }

    /// <summary>Mean of a figure over cases.</summary>
    public double Mean(int figure) => (double)Sums[figure] / Drawn;

    /// <summary>Unbiased variance of a figure over cases; zero of fewer than two.</summary>
    public double Variance(int figure) => Variance(Sums[figure], Squares[figure]);

    /// <summary>Mean and variance over this stratum's cases of what a country has of them: what it makes is there until it is shipped.</summary>
    /// <param name="country">The country.</param>
    /// <param name="figure"><see cref="Stage.NotMade"/> or <see cref="Stage.Factory"/>; all that is made and not yet sold or gone if null.</param>
    public (double Mean, double Variance) Of(int country, Stage? figure)
    {
        int index = IndexOf(country, figure);
        return ((double)_countrySums[index] / Drawn, Variance(_countrySums[index], _countrySquares[index]));
    }

    private static int IndexOf(int country, Stage? figure) => (FiguresOfCountry * country) + (figure switch { Stage.NotMade => 0, Stage.Factory => 1, _ => 2 });

    private double Variance(long sum, long squares) => Drawn < 2 ? 0 : Math.Max(0, squares - ((double)sum * sum / Drawn)) / (Drawn - 1);

    private void TakePlaces(long notMade, long atFactory, long inChain, int origin, int destination)
    {
        AddPlace(origin, Stage.NotMade, notMade);
        AddPlace(origin, Stage.Factory, atFactory);
        if (origin == destination)
        {
            AddPlace(origin, null, inChain);
        }
        else
        {
            AddPlace(origin, null, atFactory);
            AddPlace(destination, null, inChain - atFactory);
        }
    }

    private void AddPlace(int country, Stage? figure, long items)
    {
        int index = IndexOf(country, figure);
        _countrySums[index] += items;
        _countrySquares[index] += items * items;
    }
}
