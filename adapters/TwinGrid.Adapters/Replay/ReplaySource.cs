using System.Runtime.CompilerServices;
using TwinGrid.Model;

namespace TwinGrid.Adapters.Replay;

/// <summary>
/// Plays a recording: the same batches in the same order, each when its last observation is due. The batches are as recorded, so
/// that the twins make the same of them as they did live; how fast they come changes nothing.
/// </summary>
public sealed class ReplaySource : IObservationSource
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);
    private readonly IObservationSource _recording;
    private readonly double _speed;
    private readonly TimeProvider _time;
    private readonly bool _isShifted;

    /// <summary>Plays a recording.</summary>
    /// <param name="recording">What is played.</param>
    /// <param name="speed">How many times as fast as it was recorded, above zero; infinity for as fast as it is taken.</param>
    /// <param name="time">The clock that it is paced by.</param>
    /// <param name="isShifted">Whether times are moved so that the first observation is now; by default they stay as recorded.</param>
    /// <exception cref="ArgumentOutOfRangeException">The speed is not above zero.</exception>
    public ReplaySource(IObservationSource recording, double speed, TimeProvider time, bool isShifted = false)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentNullException.ThrowIfNull(time);
        if (!(speed > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(speed), speed, "a speed: expected above zero");
        }

        (_recording, _speed, _time, _isShifted) = (recording, speed, time, isShifted);
    }

    /// <inheritdoc/>
    public string Name => _recording.Name;

    /// <inheritdoc/>
    public async IAsyncEnumerable<ObservationBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        DateTimeOffset start = _time.GetUtcNow(), first = default;
        TimeSpan leftOut = TimeSpan.Zero;
        bool isFirst = true;
        await foreach (ObservationBatch batch in _recording.ReadAsync(cancellationToken))
        {
            if (BatchTimes.Of(batch) is { } times)
            {
                (first, isFirst) = (isFirst ? times.First : first, false);
                if (double.IsFinite(_speed))
                {
                    leftOut += await WaitAsync(Scaled(times.Last - first) - leftOut - (_time.GetUtcNow() - start), cancellationToken);
                }
            }

            cancellationToken.ThrowIfCancellationRequested();
            yield return _isShifted && !isFirst ? BatchTimes.Shifted(batch, start - first) : batch;
        }
    }

    /// <summary>Waits for a span, but no longer than an hour; answers what was left out.</summary>
    private async Task<TimeSpan> WaitAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait < LongestWait ? wait : LongestWait, _time, cancellationToken);
        }

        return wait > LongestWait ? wait - LongestWait : TimeSpan.Zero;
    }

    /// <summary>A span at the speed of the replay; one of thousands of years stays one that can be told.</summary>
    private TimeSpan Scaled(TimeSpan span)
    {
        const double longest = 1e18;
        return TimeSpan.FromTicks((long)Math.Clamp(span.Ticks / _speed, 0, longest));
    }
}
