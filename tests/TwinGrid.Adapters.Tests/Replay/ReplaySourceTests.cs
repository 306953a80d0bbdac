using TwinGrid.Adapters.Replay;
using TwinGrid.Model;

namespace TwinGrid.Adapters.Tests.Replay;

public class ReplaySourceTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, new double[] { 0, 10, 0, 50 })]
    [InlineData(10, new double[] { 0, 1, 0, 5 })]
    [InlineData(0.5, new double[] { 0, 20, 0, 100 })]
    [InlineData(double.PositiveInfinity, new double[] { 0, 0, 0, 0 })]
    public async Task Batches_come_as_recorded_when_their_last_observation_is_due(double speed, double[] waits)
    {
        ObservationBatch[] recorded = [At(0), At(4, 10), At(3), At(60)];
        var time = new SteppingTime();
        ObservationBatch[] played = await new ReplaySource(new Given(recorded), speed, time).ReadAsync(Token).ToArrayAsync(Token);
        Assert.Equal(recorded, played);
        Assert.Equal(waits.Where(wait => wait > 0), time.Waits.Select(wait => wait.TotalSeconds));
    }

    [Fact]
    public async Task A_pause_of_years_is_cut_to_an_hour_and_what_follows_comes_at_its_distance()
    {
        var time = new SteppingTime();
        ObservationBatch[] recorded = [At(0), At(1e9), At(1e9 + 5)];
        Assert.Equal(recorded, await new ReplaySource(new Given(recorded), 1, time).ReadAsync(Token).ToArrayAsync(Token));
        Assert.Equal([3600, 5], time.Waits.Select(wait => wait.TotalSeconds));
    }

    [Fact]
    public async Task Shifted_times_begin_now_and_keep_their_distances()
    {
        ObservationBatch[] played = await new ReplaySource(new Given([ObservationBatch.Empty, At(0, 4), At(9)]), double.PositiveInfinity, new SteppingTime(), isShifted: true)
            .ReadAsync(Token).ToArrayAsync(Token);
        Assert.Equal([0, 4, 9], played.SelectMany(batch => batch.Readings).Select(reading => (reading.Time - SteppingTime.Begin).TotalSeconds));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void A_speed_that_is_none_is_refused(double speed) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReplaySource(new Given([]), speed, TimeProvider.System));

    private static ObservationBatch At(params double[] seconds) =>
        ObservationBatch.Of([.. seconds.Select(second => new SensorRead(new ObservationId("logger", (long)second + 1), Start.AddSeconds(second), "vial", 4))]);

    private sealed class Given(ObservationBatch[] batches) : IObservationSource
    {
        public string Name => "given";

        public IAsyncEnumerable<ObservationBatch> ReadAsync(CancellationToken cancellationToken) => batches.ToAsyncEnumerable();
    }

    /// <summary>A clock that goes on by what is waited for, at once.</summary>
    private sealed class SteppingTime : TimeProvider
    {
        public static readonly DateTimeOffset Begin = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
        private DateTimeOffset _now = Begin;

        public List<TimeSpan> Waits { get; } = [];

        public override DateTimeOffset GetUtcNow() => _now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waits.Add(dueTime);
            _now += dueTime;
            return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }
}
