namespace TwinGrid.Adapters.Simulated.Worlds;

/// <summary>A simulated world's time beside that of the machine: so many times as fast, from a common start.</summary>
/// <param name="start">The world's second at which it starts.</param>
/// <param name="speed">How many seconds of the world go by in one of the machine; infinite for as fast as it goes.</param>
/// <param name="machine">The machine's clock.</param>
public sealed class WorldPace(int start, double speed, TimeProvider machine)
{
    private long _began = machine.GetTimestamp();

    /// <summary>The world's second at which it started.</summary>
    public int Start { get; } = start;

    /// <summary>How many seconds of the world go by in one of the machine.</summary>
    public double Speed { get; } = speed > 0 ? speed : throw new ArgumentOutOfRangeException(nameof(speed), speed, "expected a speed above zero");

    /// <summary>Begins now, and not when this was made.</summary>
    public void Begin() => _began = machine.GetTimestamp();

    /// <summary>How late the machine is with a second of the world; below zero while its time hasn't come.</summary>
    public TimeSpan Behind(int second) => machine.GetElapsedTime(_began) - TimeSpan.FromSeconds((second - Start) / Speed);

    /// <summary>Waits until a second of the world has come.</summary>
    public async ValueTask WaitUntilAsync(int second, CancellationToken cancellationToken)
    {
        TimeSpan early = -Behind(second);
        if (early > TimeSpan.Zero)
        {
            await Task.Delay(early, machine, cancellationToken);
        }
    }
}
