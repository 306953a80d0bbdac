using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using TwinGrid.Adapters.Llrp.Emulator;
using TwinGrid.Adapters.Llrp.Session;
using TwinGrid.Adapters.Llrp.Wire;
using TwinGrid.Adapters.Readers;
using TwinGrid.Model;
using TwinGrid.Support;
using LlrpReader = TwinGrid.Adapters.Llrp.Session.LlrpReader;

namespace TwinGrid.Adapters.Llrp.Tests.Session;

/// <summary>What users of LLRP clients complain of, one by one.</summary>
public class ComplaintTests
{
    [Fact]
    public async Task A_refused_hop_table_costs_the_settings_and_not_the_reads()
    {
        await using LlrpEmulator emulator = Emulated.Start(Emulated.Room with { Faults = new EmulatorFaults { RefusesTransmitter = true } });
        var reader = new LlrpReader(Emulated.OptionsOf(emulator) with { PowerDbm = 20 }, TimeProvider.System);
        Assert.NotEmpty(await reader.TakeAsync(10));
        Assert.Contains(reader.Health.Notes, note => note.StartsWith("the reader refused the ROSpec (P_FieldError: HopTableID", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reader_that_refuses_every_setting_is_read_with_its_own()
    {
        await using LlrpEmulator emulator = Emulated.Start(Emulated.Room with { Faults = new EmulatorFaults { RefusesConfiguration = true, RefusesStopTriggers = true } });
        LlrpReader reader = Emulated.ReaderOf(emulator);
        ImmutableArray<PhaseRead> reads = await reader.TakeAsync(10);
        Assert.All(reads, read => Assert.Equal(0, read.Concentration));
        Assert.Single(reader.Health.Notes);
    }

    [Fact]
    public async Task Refused_extensions_cost_the_phase_alone()
    {
        await using LlrpEmulator emulator = Emulated.Start(Emulated.Room with { Faults = new EmulatorFaults { RefusesExtensions = true } });
        LlrpReader reader = Emulated.ReaderOf(emulator);
        Assert.All(await reader.TakeAsync(10), read => Assert.Equal(0, read.Concentration));
        Assert.Contains("the reader refused IMPINJ_ENABLE_EXTENSIONS: M_UnsupportedMessage", reader.Health.Notes);
    }

    [Fact]
    public async Task Repeated_reads_are_reported()
    {
        await using LlrpEmulator emulator = Emulated.Start(Emulated.Room with { Tags = 2 });
        ImmutableArray<PhaseRead> reads = await Emulated.ReaderOf(emulator).TakeAsync(400);
        Assert.All(reads.CountBy(read => read.Tag), tag => Assert.InRange(tag.Value, 100, 400));
    }

    [Fact]
    public async Task Pieces_of_messages_unknown_parameters_and_an_unconnected_port_do_no_harm()
    {
        await using LlrpEmulator emulator = Emulated.Start(Emulated.Room with
        {
            Faults = new EmulatorFaults { SegmentBytes = 7, AddsUnknownParameters = true, UnconnectedPort = 2 },
        });
        LlrpReader reader = Emulated.ReaderOf(emulator);
        ImmutableArray<PhaseRead> reads = await reader.TakeAsync(50);
        Assert.All(reads, read => Assert.Equal((1, 1.0), (read.Port, read.Concentration)));
        Assert.True(reader.Health.Unknown >= reads.Length);
        Assert.Equal(["antenna 2 is left out: the reader says that nothing is connected"], reader.Health.Notes);
    }

    [Fact]
    public async Task A_silent_reader_is_given_up_after_three_periods()
    {
        await using LlrpEmulator emulator = Emulated.Start(Emulated.Room with { Rate = 0, Faults = new EmulatorFaults { StallsAfter = 100, WithholdsKeepalives = true } });
        var time = new FakeTime();
        var heard = new TaskCompletionSource();
        LlrpReader reader = Emulated.ReaderOf(emulator, time);
        var session = reader.DrainAsync(count => heard.TrySetResult());
        await heard.Task.WaitAsync(TestContext.Current.CancellationToken);
        DateTimeOffset before = time.GetUtcNow();
        (ImmutableArray<PhaseRead> reads, string reason) = await time.AdvanceUntilAsync(session, TimeSpan.FromSeconds(1));
        Assert.Equal(100, reads.Length);
        Assert.EndsWith("nothing heard of the reader for 30 s", reason, StringComparison.Ordinal);
        Assert.True(time.GetUtcNow() - before > TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Keepalives_are_answered_so_that_the_reader_stays()
    {
        // The emulator hangs up after three that were not.
        var answered = new TaskCompletionSource();
        int count = 0;
        await using LlrpEmulator watched = Emulated.Start(Emulated.Room with { Rate = 10 }, message => _ = message.Name == "KEEPALIVE_ACK" && ++count == 2 && answered.TrySetResult());
        var reader = new LlrpReader(Emulated.OptionsOf(watched) with { Keepalive = TimeSpan.FromSeconds(1) }, TimeProvider.System);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Task session = DrainAsync(reader, ending.Token);
        await answered.Task.WaitAsync(TestContext.Current.CancellationToken);
        await ending.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => session);
        Assert.True(reader.Health.Keepalives >= 2);
    }

    [Fact]
    public async Task A_reader_that_never_answers_is_given_up()
    {
        await using LlrpEmulator emulator = Emulated.Start(Emulated.Room with { Faults = new EmulatorFaults { NeverAnswers = true } });
        var time = new FakeTime();
        var reader = new LlrpReader(Emulated.OptionsOf(emulator) with { Patience = TimeSpan.FromSeconds(30) }, time);
        (_, string reason) = await time.AdvanceUntilAsync(reader.DrainAsync(), TimeSpan.FromMilliseconds(1));
        Assert.Matches("no answer to GET_READER_CAPABILITIES within 30 s|no welcome within 30 s|no connection within 30 s", reason);
    }

    [Fact]
    public async Task A_reader_that_is_taken_says_so()
    {
        await using LlrpEmulator emulator = Emulated.Start(Emulated.Room);
        await using IAsyncEnumerator<ObservationBatch> first = Emulated.ReaderOf(emulator).ReadAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await first.MoveNextAsync());
        (_, string reason) = await Emulated.ReaderOf(emulator).DrainAsync();
        Assert.EndsWith("the reader is taken: another client is connected", reason, StringComparison.Ordinal);
        Assert.True(await first.MoveNextAsync());
    }

    [Fact]
    public async Task Nobody_there_and_something_that_is_no_reader_are_told_in_one_line()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var options = new LlrpOptions
        {
            Name = "dock",
            Host = "127.0.0.1",
            Port = ((IPEndPoint)listener.LocalEndpoint).Port,
            Antennas = [new AntennaPlan(1, default)],
        };
        Task<(ImmutableArray<PhaseRead> Reads, string Reason)> session = new LlrpReader(options, TimeProvider.System).DrainAsync();
        using (TcpClient other = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken))
        {
            await other.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
            Assert.StartsWith("llrp:dock at 127.0.0.1:", (await session).Reason, StringComparison.Ordinal);
        }

        listener.Stop();
        Assert.Contains("refused", (await new LlrpReader(options, TimeProvider.System).DrainAsync()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_ends_at_once_and_cleans_up_its_own_ROSpec_alone()
    {
        var asked = new ConcurrentQueue<LlrpMessage>();
        await using LlrpEmulator emulator = Emulated.Start(Emulated.Room, asked.Enqueue);
        RoSpecPlan others = RoSpecPlanner.Plan(Emulated.OptionsOf(emulator) with { RoSpecId = 5 }, new ReaderCapabilities { Antennas = 2 });
        await EmulatedRequests.SendAsync(emulator, RoSpecMessage.Add(others, 1));
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (ObservationBatch batch in Emulated.ReaderOf(emulator).ReadAsync(ending.Token))
            {
                await ending.CancelAsync();
            }
        });
        Assert.Equal([5u], emulator.RoSpecs.Keys);
        Assert.Equal("CLOSE_CONNECTION", asked.Last().Name);
        Assert.All(asked.Where(message => message.Name == "DELETE_ROSPEC"), message => Assert.Equal(21575, message.Number("ROSpecID")));
        Assert.DoesNotContain(asked, message => message.Name == "SET_READER_CONFIG" && message.Flag("ResetToFactoryDefault"));
    }

    [Fact]
    public async Task A_reader_full_of_others_ROSpecs_names_them()
    {
        await using LlrpEmulator emulator = Emulated.Start(Emulated.Room);
        RoSpecPlan plan = RoSpecPlanner.Plan(Emulated.OptionsOf(emulator), new ReaderCapabilities { Antennas = 2 });
        await EmulatedRequests.SendAsync(emulator, [.. Enumerable.Range(1, 4).Select(id => RoSpecMessage.Add(plan with { Id = (uint)id }, (uint)id))]);
        (_, string reason) = await Emulated.ReaderOf(emulator).DrainAsync();
        Assert.EndsWith("it holds ROSpecs of others (1, 2, 3, 4), which are left alone", reason, StringComparison.Ordinal);
        Assert.Equal(4, emulator.RoSpecs.Count);
    }

    private static async Task DrainAsync(LlrpReader reader, CancellationToken cancellationToken)
    {
        await foreach (ObservationBatch batch in reader.ReadAsync(cancellationToken))
        {
            Assert.NotEqual(0, batch.Count);
        }
    }
}
