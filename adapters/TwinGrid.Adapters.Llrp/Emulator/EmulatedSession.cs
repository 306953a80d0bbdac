using TwinGrid.Adapters.Llrp.Wire;

namespace TwinGrid.Adapters.Llrp.Emulator;

/// <summary>One client's requests and the keepalives it asked for.</summary>
internal sealed class EmulatedSession(
    EmulatedReader reader, EmulatedOutput output, EmulatorFaults faults, TimeProvider time, EmulatedClient client, Action<LlrpMessage>? asked)
{
    private int _unacknowledged;

    /// <summary>Answers until the client goes or asks to.</summary>
    public async Task RunAsync(LlrpFrameReader frames, int missedKeepalives, CancellationToken cancellationToken)
    {
        TimeSpan period = TimeSpan.Zero;
        CancellationTokenSource? keeping = null;
        Task kept = Task.CompletedTask;
        try
        {
            bool isLast = false;
            while (!isLast && await frames.ReadAsync(cancellationToken))
            {
                LlrpMessage request = LlrpCodec.Decode(frames.Message.Span);
                asked?.Invoke(request);
                isLast = await AnswerAsync(request, cancellationToken);
                if (reader.Keepalive != period)
                {
                    period = reader.Keepalive;
                    await EndAsync(keeping, kept);
                    keeping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                    kept = period > TimeSpan.Zero && !faults.WithholdsKeepalives ? KeepAsync(period, missedKeepalives, keeping.Token) : Task.CompletedTask;
                }
            }
        }
        finally
        {
            await EndAsync(keeping, kept);
        }
    }

    private async Task<bool> AnswerAsync(LlrpMessage request, CancellationToken cancellationToken)
    {
        if (request.Name == "KEEPALIVE_ACK")
        {
            Volatile.Write(ref _unacknowledged, 0);
        }

        if (faults.NeverAnswers)
        {
            return false;
        }

        (LlrpMessage? answer, Action? afterwards) = reader.Take(request);
        if (answer is not null)
        {
            output.Add(answer.Version > LlrpHeader.Version101 ? answer : answer.InVersion(reader.Version));
            await output.FlushAsync(cancellationToken);
        }

        afterwards?.Invoke();
        return request.Name == "CLOSE_CONNECTION";
    }

    private async Task KeepAsync(TimeSpan period, int most, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                if (Interlocked.Increment(ref _unacknowledged) > most)
                {
                    client.Hang();
                    return;
                }

                output.Add(LlrpMessage.Of("KEEPALIVE", 0).InVersion(reader.Version));
                await output.FlushAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // Another period, or the end.
        }
    }

    private static async Task EndAsync(CancellationTokenSource? keeping, Task kept)
    {
        if (keeping is not null)
        {
            await keeping.CancelAsync();
            await kept;
            keeping.Dispose();
        }
    }
}
