namespace TwinGrid.Bench.Runtime;

public interface ICounterGrain : IGrainWithStringKey
{
    ValueTask<long> Increment();
}

public sealed class CounterGrain : Grain, ICounterGrain
{
    private long _count;

    public ValueTask<long> Increment() => new(++_count);
}

[GenerateSerializer, Immutable]
public sealed record Reading
{
    [Id(0)]
    public long Sequence { get; init; }

    [Id(1)]
    public double Phase { get; init; }
}

public interface IStoredGrain : IGrainWithStringKey
{
    Task Put(long sequence);
}

public sealed class StoredGrain([PersistentState("reading", "bench")] IPersistentState<Reading> reading) : Grain, IStoredGrain
{
    public Task Put(long sequence)
    {
        reading.State = new Reading { Sequence = sequence, Phase = 0.25 * sequence };
        return reading.WriteStateAsync();
    }
}
