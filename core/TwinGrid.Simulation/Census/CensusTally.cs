using TwinGrid.Simulation.Items;
using TwinGrid.Simulation.Trips;
using TwinGrid.Simulation.World;

namespace TwinGrid.Simulation.Census;

/// <summary>What is counted of each class of goods.</summary>
public enum Count
{
    /// <summary>Items.</summary>
    Items,

    /// <summary>Items that are made.</summary>
    Made,

    /// <summary>Reads so far.</summary>
    Reads,

    /// <summary>Reads of the last 24 hours.</summary>
    ReadsOfLastDay,

    /// <summary>Sum of the highest temperatures of the items made, hundredths of a degree.</summary>
    HighestSum,

    /// <summary>Items with a position: on a shelf or in a centre.</summary>
    Located,

    /// <summary>Sum of the errors of their positions, hundredths of a millimetre.</summary>
    ErrorSum,

    /// <summary>Items whose alarm came in the last 24 hours.</summary>
    AlarmsOfLastDay,
}

/// <summary>
/// Counts of a census. All are whole numbers, so that their sums don't depend on the order or the number of cores in which
/// they came about.
/// </summary>
public sealed class CensusTally : IEquatable<CensusTally>
{
    /// <summary>Stages that are told apart.</summary>
    public const int StageCount = (int)Stage.Recalled + 1;

    /// <summary>Causes, none included.</summary>
    public const int CauseCount = (int)Cause.ShopFridge + 1;

    /// <summary>Counts of one class.</summary>
    public const int CountCount = (int)Count.AlarmsOfLastDay + 1;

    private readonly long[] _stages;
    private readonly long[] _causes;
    private readonly long[] _counts;

    /// <summary>Counts of nothing.</summary>
    /// <param name="countries">Countries of the world.</param>
    /// <param name="classes">Its classes of goods.</param>
    public CensusTally(int countries, int classes)
    {
        (Countries, Classes) = (countries, classes);
        _stages = new long[countries * StageCount];
        _causes = new long[countries * classes * CauseCount];
        _counts = new long[classes * CountCount];
    }

    /// <summary>Countries.</summary>
    public int Countries { get; }

    /// <summary>Classes of goods.</summary>
    public int Classes { get; }

    /// <summary>Items in a stage in a country.</summary>
    public ref long Stages(int country, Stage stage) => ref _stages[country * StageCount + (int)stage];

    /// <summary>Items of a class with an excursion of a cause, by the country they are bought in.</summary>
    public ref long Excursions(int country, int goods, Cause cause) => ref _causes[(country * Classes + goods) * CauseCount + (int)cause];

    /// <summary>A count of a class.</summary>
    public ref long Of(int goods, Count count) => ref _counts[goods * CountCount + (int)count];

    /// <summary>All counts in a fixed order, for sums, checkpoints and variances.</summary>
    public int Length => _stages.Length + _causes.Length + _counts.Length;

    /// <summary>Copies all counts out in the fixed order: stages by country, causes by country and class, counts by class.</summary>
    public void CopyTo(Span<long> target)
    {
        _stages.CopyTo(target);
        _causes.CopyTo(target[_stages.Length..]);
        _counts.CopyTo(target[(_stages.Length + _causes.Length)..]);
    }

    /// <summary>Takes counts in the fixed order.</summary>
    /// <exception cref="ArgumentException">There are more or fewer of them.</exception>
    public void CopyFrom(ReadOnlySpan<long> source)
    {
        if (source.Length != Length)
        {
            throw new ArgumentException($"expected {Length} counts, found {source.Length}", nameof(source));
        }

        source[.._stages.Length].CopyTo(_stages);
        source.Slice(_stages.Length, _causes.Length).CopyTo(_causes);
        source[(_stages.Length + _causes.Length)..].CopyTo(_counts);
    }

    /// <summary>Adds the counts of another part of the world.</summary>
    public void Add(CensusTally other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Add(_stages, other._stages);
        Add(_causes, other._causes);
        Add(_counts, other._counts);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Array.Clear(_stages);
        Array.Clear(_causes);
        Array.Clear(_counts);
    }

    /// <inheritdoc/>
    public bool Equals(CensusTally? other) =>
        other is not null && _stages.AsSpan().SequenceEqual(other._stages) && _causes.AsSpan().SequenceEqual(other._causes)
        && _counts.AsSpan().SequenceEqual(other._counts);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CensusTally);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Countries, Classes, _counts.Length == 0 ? 0 : _counts[0]);

    /// <summary>Counts the items of a case one at a time, each from its number: what every quicker count has to equal.</summary>
    /// <param name="lives">The world.</param>
    /// <param name="theCase">The case.</param>
    public void AddOneByOne(Lives lives, in CaseFacts theCase)
    {
        ArgumentNullException.ThrowIfNull(lives);
        for (int slot = 0; slot < Numbering.ItemsPerCase; slot++)
        {
            Add(theCase, lives.Item(theCase, slot), lives.World.CensusSecond, lives.World);
        }
    }

    /// <summary>Counts one item at a time: the definition, item by item, of what the quick count gives.</summary>
    internal void Add(in CaseFacts theCase, in ItemFacts item, int time, WorldModel world)
    {
        ClassFigures goods = world.FiguresOf(theCase.Goods);
        Stage stage = item.StageAt(theCase, time);
        Stages(stage is Stage.NotMade or Stage.Factory ? theCase.Origin : theCase.Country, stage)++;
        Of(theCase.Goods, Count.Items)++;
        if (stage == Stage.NotMade)
        {
            return;
        }

        Of(theCase.Goods, Count.Made)++;
        (int reads, int recent) = ReadRounds.Count(theCase, item, time - WorldModel.SecondsPerDay, time, goods);
        Of(theCase.Goods, Count.Reads) += reads;
        Of(theCase.Goods, Count.ReadsOfLastDay) += recent;
        Add(theCase, Exposure.Of(theCase, item, time, goods), time);
        if (stage is Stage.Shelf or Stage.Centre)
        {
            Of(theCase.Goods, Count.Located)++;
            Of(theCase.Goods, Count.ErrorSum) += ReadRounds.LocationError(item, world);
        }
    }

    /// <summary>Counts what one item went through.</summary>
    internal void Add(in CaseFacts theCase, Exposure exposure, int time)
    {
        Of(theCase.Goods, Count.HighestSum) += Hundredths(exposure.HighestCelsius);
        if (exposure.AlarmAt != Trip.Never)
        {
            Excursions(theCase.Country, theCase.Goods, exposure.Cause)++;
            Of(theCase.Goods, Count.AlarmsOfLastDay) += exposure.AlarmAt >= time - WorldModel.SecondsPerDay ? 1 : 0;
        }
    }

    internal static int Hundredths(float celsius) => (int)MathF.Round(celsius * 100);

    private static void Add(long[] sums, long[] parts)
    {
        for (int index = 0; index < sums.Length; index++)
        {
            sums[index] += parts[index];
        }
    }
}
