using System.Collections.Immutable;
using TwinGrid.Adapters.Llrp.Emulator;
using TwinGrid.Adapters.Llrp.Session;
using TwinGrid.Adapters.Llrp.Wire;
using TwinGrid.Adapters.Readers;
using TwinGrid.Model;
using TwinGrid.Support;
using LlrpReader = TwinGrid.Adapters.Llrp.Session.LlrpReader;

namespace TwinGrid.Adapters.Llrp.Tests.Session;

/// <summary>Emulated readers and clients of them, for tests.</summary>
internal static class Emulated
{
    /// <summary>A lively small room.</summary>
    public static EmulatorOptions Room { get; } = new() { Port = 0, Tags = 6, Antennas = 2, Rate = 4000 };

    public static LlrpEmulator Start(EmulatorOptions options, Action<LlrpMessage>? asked = null) => new(options, TimeProvider.System, asked: asked);

    public static LlrpOptions OptionsOf(LlrpEmulator emulator) => new()
    {
        Name = "dock",
        Host = "127.0.0.1",
        Port = emulator.Port,
        Antennas = [.. emulator.Room.Antennas.Select((place, index) => new AntennaPlan(index + 1, place))],
        BatchWait = TimeSpan.Zero,
        Patience = TimeSpan.FromSeconds(30),
    };

    public static LlrpReader ReaderOf(LlrpEmulator emulator, TimeProvider? time = null) => new(OptionsOf(emulator), time ?? TimeProvider.System);

    /// <summary>At least so many reads of one session, which then is ended.</summary>
    public static async Task<ImmutableArray<PhaseRead>> TakeAsync(this LlrpReader reader, int count)
    {
        var reads = ImmutableArray.CreateBuilder<PhaseRead>();
        await foreach (ObservationBatch batch in reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            reads.AddRange(batch.Reads);
            if (reads.Count >= count)
            {
                break;
            }
        }

        return reads.ToImmutable();
    }

    /// <summary>What a session reports until it ends by itself, and why it ended.</summary>
    public static async Task<(ImmutableArray<PhaseRead> Reads, string Reason)> DrainAsync(this LlrpReader reader, Action<int>? seen = null)
    {
        var reads = ImmutableArray.CreateBuilder<PhaseRead>();
        try
        {
            await foreach (ObservationBatch batch in reader.ReadAsync(TestContext.Current.CancellationToken))
            {
                reads.AddRange(batch.Reads);
                seen?.Invoke(reads.Count);
            }

            throw new InvalidOperationException("a session never ends without a reason");
        }
        catch (LlrpSessionException fault)
        {
            Assert.DoesNotContain('\n', fault.Message);
            return (reads.ToImmutable(), fault.Message);
        }
    }

    /// <summary>Lets a clock go on until something is done.</summary>
    public static async Task<T> AdvanceUntilAsync<T>(this FakeTime time, Task<T> done, TimeSpan step)
    {
        while (!done.IsCompleted)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            time.Advance(step);
            await Task.Yield();
        }

        return await done;
    }
}
