using TwinGrid.Silo.Archives;
using TwinGrid.Silo.Feeds;

namespace TwinGrid.Silo.Tests.Feeds;

public sealed class FeedNumberTests : IDisposable
{
    private const int Most = 4096;
    private readonly string _folder = Directory.CreateTempSubdirectory("twingrid-test-").FullName;
    private readonly FolderArchive _archive;
    private readonly HandTime _time = new();

    public FeedNumberTests() => _archive = new FolderArchive(_folder);

    public void Dispose()
    {
        _archive.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Numbers_are_those_of_an_endless_memory_over_restarts_while_rows_are_remembered()
    {
        var random = new Random(4);
        var told = new Dictionary<int, long>();
        FeedNumbers numbers = await LoadedAsync();
        for (int round = 0; round < 300; round++)
        {
            // Rows of the latest two thousand: those before may be forgotten.
            for (int row = 0; row < 20; row++)
            {
                int content = Math.Max(0, 10 * round + random.Next(-1000, 1000));
                long number = numbers.Of((UInt128)content);
                Assert.True(told.TryAdd(content, number) || told[content] == number);
            }

            await numbers.SaveAsync();
            if (round % 37 == 0)
            {
                numbers = await LoadedAsync();
            }
        }

        Assert.Equal(told.Count, told.Values.Distinct().Count());
        Assert.InRange((await _archive.ListAsync("feed-numbers/site/feed", TestContext.Current.CancellationToken)).Count, 1, 66);
    }

    [Fact]
    public async Task What_was_given_longest_ago_is_forgotten_and_never_given_again()
    {
        FeedNumbers numbers = await LoadedAsync();
        long[] given = [.. Enumerable.Range(0, Most + 1).Select(row => numbers.Of((UInt128)row))];
        Assert.Equal(given[1], numbers.Of(1));
        Assert.True(numbers.Of(0) > given[^1]);
        await numbers.SaveAsync();
        _time.Advance(-TimeSpan.FromDays(1));
        Assert.True((await LoadedAsync()).Of(UInt128.MaxValue) > given[^1]);
    }

    [Fact]
    public void A_full_gate_tells_how_long_the_latest_visits_took()
    {
        var gate = new FeedGate(1, _time);
        for (int visit = 0; visit < 40; visit++)
        {
            Assert.True(gate.TryEnter(out FeedGate.Visit one, out _));
            _time.Advance(TimeSpan.FromSeconds(7));
            Assert.False(gate.TryEnter(out _, out int retryAfter));
            Assert.InRange(retryAfter, 1, 7);
            Assert.True(visit < 20 || retryAfter == 7);
            one.Dispose();
        }
    }

    private async Task<FeedNumbers> LoadedAsync()
    {
        var numbers = new FeedNumbers(_archive, "site/feed", Most, _time);
        await numbers.LoadAsync();
        return numbers;
    }

    /// <summary>A clock that is put by hand, forward and back.</summary>
    private sealed class HandTime : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Advance(TimeSpan by) => _now += by;

        public override DateTimeOffset GetUtcNow() => _now;

        public override long GetTimestamp() => _now.Ticks;
    }
}
