using FsCheck;
using FsCheck.Fluent;

namespace TwinGrid.Model.Tests;

public class SequenceSetTests
{
    private static readonly Gen<long[]> Numbers = Gen.Choose(0, 40).Select(number => (long)number).ArrayOf();

    [Fact]
    public void It_holds_what_a_hash_set_holds_in_any_order_and_with_duplicates() => Laws.Hold(Numbers, numbers =>
    {
        var set = new SequenceSet();
        var expected = new HashSet<long>();
        return numbers.All(number => set.Add(number) == expected.Add(number))
            && Enumerable.Range(-1, 43).All(number => set.Contains(number) == expected.Contains(number));
    });

    [Fact]
    public void It_keeps_as_few_intervals_as_there_are_runs() => Laws.Hold(Numbers, numbers =>
    {
        HashSet<long> expected = [.. numbers];
        return Filled(numbers).IntervalCount == expected.Count(number => !expected.Contains(number - 1));
    });

    [Fact]
    public void Stored_and_read_back_it_is_the_same() => Laws.Hold(Numbers, numbers =>
    {
        long[] stored = Filled(numbers).ToArray();
        return new SequenceSet(stored).ToArray().SequenceEqual(stored) && stored.SequenceEqual(Filled([.. numbers.Order()]).ToArray());
    });

    [Fact]
    public void A_gapless_run_is_one_interval_in_whatever_order_it_came() => Laws.Hold(
        Gen.Shuffle(Enumerable.Range(1, 60)),
        numbers => Filled([.. numbers.Select(number => (long)number)]).ToArray().SequenceEqual([1L, 60L]));

    [Fact]
    public void The_ends_of_the_range_are_held()
    {
        SequenceSet set = Filled([long.MaxValue, long.MinValue, long.MaxValue - 1]);
        Assert.Equal([long.MinValue, long.MinValue, long.MaxValue - 1, long.MaxValue], set.ToArray());
        Assert.False(set.Add(long.MaxValue));
        Assert.False(set.Add(long.MinValue));
        Assert.False(set.Contains(0));
    }

    [Theory]
    [InlineData(1L)]
    [InlineData(2L, 1L)]
    [InlineData(1L, 5L, 5L, 9L)]
    [InlineData(6L, 9L, 1L, 2L)]
    [InlineData(1L, 2L, 4L)]
    public void Bounds_that_are_no_rising_pairs_are_refused(params long[] bounds) =>
        Assert.Contains("expected", Assert.Throws<ArgumentException>(() => new SequenceSet(bounds)).Message, StringComparison.Ordinal);

    private static SequenceSet Filled(long[] numbers)
    {
        var set = new SequenceSet();
        foreach (long number in numbers)
        {
            set.Add(number);
        }

        return set;
    }

    [Fact]
    public void Compacting_closes_the_lowest_gaps_and_keeps_the_upper_ones()
    {
        var set = new SequenceSet([1, 1, 3, 4, 7, 7, 9, 10]);
        set.Compact(2);
        Assert.Equal([1, 7, 9, 10], set.ToArray());
        Assert.True(set.Contains(5));
        Assert.False(set.Contains(8));
        set.Compact(2);
        Assert.Equal(2, set.IntervalCount);
    }
}
