using System.Collections.Immutable;
using TwinGrid.Adapters.Llrp.Emulator;
using TwinGrid.Adapters.Llrp.Session;
using TwinGrid.Model;
using TwinGrid.Support;

namespace TwinGrid.Adapters.Llrp.Tests.Session;

public class RestartTests
{
    [Fact]
    public async Task A_reader_that_restarts_in_mid_session_is_read_on_and_nothing_it_sent_is_lost_or_doubled()
    {
        LlrpEmulator emulator = Emulated.Start(Emulated.Room);
        LlrpReader reader = Emulated.ReaderOf(emulator);
        var reads = new List<PhaseRead>();
        var reasons = new List<string>();
        long sent = 0;
        bool isRestarted = false;

        // What a supervisor does: after a failure it waits as its back-off says and begins again.
        var time = new FakeTime();
        while (reads.Count < 2000)
        {
            try
            {
                await foreach (ObservationBatch batch in reader.ReadAsync(TestContext.Current.CancellationToken))
                {
                    reads.AddRange(batch.Reads);
                    if (reads.Count >= 1000 && !isRestarted)
                    {
                        isRestarted = true;
                        int port = emulator.Port;
                        await emulator.DisposeAsync();
                        sent = emulator.ReadsSent;
                        emulator = Emulated.Start(Emulated.Room with { Port = port, Seed = 2 });
                    }

                    if (reads.Count >= 2000)
                    {
                        break;
                    }
                }
            }
            catch (LlrpSessionException fault)
            {
                reasons.Add(fault.Message);
                Task wait = Task.Delay(TimeSpan.FromSeconds(1), time, TestContext.Current.CancellationToken);
                time.Advance(TimeSpan.FromSeconds(1));
                await wait;
            }
        }

        await emulator.DisposeAsync();
        Assert.NotEmpty(reasons);
        Assert.Equal(2, reader.Health.Sessions);
        Assert.Equal(reads.Count, reads.DistinctBy(read => read.Id).Count());
        Assert.Equal(reads.Select(read => read.Id.Sequence).Order(), reads.Select(read => read.Id.Sequence));
        ImmutableArray<long> gaps = [.. reads.Zip(reads.Skip(1), (one, next) => next.Id.Sequence - one.Id.Sequence).Where(step => step != 1)];
        Assert.Single(gaps);
        int first = reads.FindIndex(read => read.Id.Sequence > reads[0].Id.Sequence + reads.Count);
        Assert.InRange(first, 1000, sent);
    }
}
