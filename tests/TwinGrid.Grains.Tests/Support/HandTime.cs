namespace TwinGrid.Grains.Tests.Support;

/// <summary>This machine's clock, ahead by what a test says. Timers go by the machine's: a cluster needs them to.</summary>
public sealed class HandTime : TimeProvider
{
    private long _ahead;

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _ahead));
}
