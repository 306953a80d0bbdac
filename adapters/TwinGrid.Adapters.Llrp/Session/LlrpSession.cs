using System.IO.Pipelines;
using System.Net.Sockets;
using TwinGrid.Adapters.Llrp.Wire;
using TwinGrid.Model;

namespace TwinGrid.Adapters.Llrp.Session;

/// <summary>One connection to a reader from its first word to its last.</summary>
internal sealed class LlrpSession : IAsyncDisposable
{
    private const int SilentPeriods = 3;
    private const int ReportType = 61, KeepaliveType = 62;
    private static readonly TimeSpan FarewellPatience = TimeSpan.FromSeconds(1);

    private readonly LlrpConnection _connection;
    private readonly LlrpOptions _options;
    private readonly string _who;
    private readonly TimeProvider _time;
    private readonly SessionNotes _notes;
    private readonly ReadBuffer _buffer;
    private readonly ReportMapper _mapper;
    private readonly LlrpRequests _requests;
    private readonly SessionOpening _opening;
    private readonly TaskCompletionSource<string> _welcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _pump;
    private ITimer? _watchdog;
    private long _lastHeard;
    private bool _isWelcome, _isBegun, _isHeldBack, _wasLastReportEmpty;
    private string? _ending;

    private LlrpSession(LlrpConnection connection, LlrpOptions options, string who, TimeProvider time, SessionNotes notes, ReportMapper mapper, ReadBuffer buffer)
    {
        (_connection, _options, _who, _time, _notes, _mapper, _buffer) = (connection, options, who, time, notes, mapper, buffer);
        _requests = new LlrpRequests(connection, who, time);
        _opening = new SessionOpening(options, who, _requests, notes);
        _lastHeard = time.GetTimestamp();
        _pump = PumpAsync();
    }

    /// <summary>Connects and starts the reader.</summary>
    /// <exception cref="LlrpSessionException">The reader isn't there, is taken, or refuses.</exception>
    public static async Task<LlrpSession> BeginAsync(
        LlrpOptions options, string who, TimeProvider time, SessionNotes notes, ReportMapper mapper, ReadBuffer buffer, CancellationToken cancellationToken)
    {
        LlrpConnection connection = await LlrpConnection.OpenAsync(options, who, time, cancellationToken);
        var session = new LlrpSession(connection, options, who, time, notes, mapper, buffer);
        try
        {
            await session.OpenAsync(cancellationToken);
            Volatile.Write(ref session._isBegun, true);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>The next batch of reads.</summary>
    /// <exception cref="LlrpSessionException">The session ended.</exception>
    public async ValueTask<ObservationBatch> TakeAsync(CancellationToken cancellationToken) => ObservationBatch.Of(await _buffer.TakeAsync(cancellationToken));

    /// <summary>Cleans up at the reader, as long as it answers within a second, and goes.</summary>
    public async ValueTask DisposeAsync()
    {
        _buffer.Close();
        if (!_pump.IsCompleted && _isWelcome)
        {
            using var patience = new CancellationTokenSource(FarewellPatience, _time);
            try
            {
                await _opening.CloseAsync(FarewellPatience, patience.Token);
                await _pump.WaitAsync(patience.Token);
            }
            catch (Exception fault) when (fault is OperationCanceledException or LlrpSessionException or IOException or ObjectDisposedException or SocketException)
            {
                // The reader is gone or doesn't answer; there is nothing more to do for it.
            }
        }

        _ending ??= $"{_who}: the session was ended";
        _connection.Abort();
        await _pump;
        if (_watchdog is not null)
        {
            await _watchdog.DisposeAsync();
        }

        _connection.Dispose();
        _notes.Change(health => health with { IsRunning = false, DriftPartsPerMillion = _mapper.Drift * 1e6 });
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        string status;
        try
        {
            status = await _welcome.Task.WaitAsync(_options.Patience, _time, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new LlrpSessionException($"{_who}: connected, but no welcome within {_options.Patience.TotalSeconds:0.#} s: is this a reader that speaks LLRP{(_options.UsesTls ? "" : " without TLS")}?");
        }

        if (status != "Success")
        {
            throw new LlrpSessionException(status.EndsWith("Already_Exists", StringComparison.Ordinal)
                ? $"{_who}: the reader is taken: another client is connected"
                : $"{_who}: the reader refused the connection: {status}");
        }

        _isWelcome = true;
        if (_options.NegotiatesVersion)
        {
            await _opening.NegotiateAsync(cancellationToken);
        }

        await _opening.LearnAsync(cancellationToken);
        _watchdog = _opening.KeepsAlive ? _time.CreateTimer(_ => Watch(), null, _options.Keepalive, _options.Keepalive) : null;
        await _opening.StartAsync(plan => _mapper.Begin(new ChannelTable(plan, _opening.Capabilities)), cancellationToken);
        _notes.Change(health => health with { IsRunning = true, Reader = _opening.Capabilities.ToString(), Version = _requests.Version });
    }

    private void Watch()
    {
        if (!Volatile.Read(ref _isHeldBack) && _time.GetElapsedTime(Volatile.Read(ref _lastHeard)) > SilentPeriods * _options.Keepalive)
        {
            _ending ??= FormattableString.Invariant($"{_who}: nothing heard of the reader for {SilentPeriods * _options.Keepalive.TotalSeconds:0.#} s");
            _connection.Abort();
        }
    }

    private async Task PumpAsync()
    {
        Exception fault;
        try
        {
            var frames = new LlrpFrameReader(PipeReader.Create(_connection.Stream, new StreamPipeReaderOptions(bufferSize: 1 << 16)));
            while (await frames.ReadAsync(CancellationToken.None))
            {
                Volatile.Write(ref _lastHeard, _time.GetTimestamp());
                await TakeAsync(frames);
            }

            fault = new LlrpSessionException(_ending ?? $"{_who}: the reader closed the connection{(_wasLastReportEmpty ? " after an empty report" : "")}");
        }
        catch (Exception found)
        {
            fault = new LlrpSessionException(_ending ?? $"{_who}: {(found is FormatException ? "" : "the connection broke: ")}{found.Message}", found);
        }

        _welcome.TrySetException(fault);
        _requests.End(fault);
        _buffer.End(fault);
    }

    private async ValueTask TakeAsync(LlrpFrameReader frames)
    {
        switch (frames.Header.Type)
        {
            case ReportType:
                Report(frames.Message.Span);
                // Nobody takes before the session has begun, and answers wait behind reports.
                if (_buffer.IsFull && Volatile.Read(ref _isBegun))
                {
                    Volatile.Write(ref _isHeldBack, true);
                    await _buffer.RoomAsync();
                    Volatile.Write(ref _lastHeard, _time.GetTimestamp());
                    Volatile.Write(ref _isHeldBack, false);
                }

                break;
            case KeepaliveType:
                _notes.Keepalive();
                await _connection.SendAsync(LlrpMessage.Of("KEEPALIVE_ACK", frames.Header.Id).InVersion(_requests.Version), CancellationToken.None);
                break;
            default:
                Take(frames.Message.Span);
                break;
        }
    }

    private void Report(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _wasLastReportEmpty = _mapper.Take(bytes, _buffer) == 0;
            _notes.Report(_wasLastReportEmpty);
        }
        catch (FormatException fault)
        {
            Skip(fault);
        }
    }

    /// <summary>A message that can't be read is passed over: the next one is whole again.</summary>
    private void Skip(FormatException fault)
    {
        _notes.Unknown();
        _notes.Note($"a message that can't be read: {fault.Message}");
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        LlrpMessage message;
        try
        {
            message = LlrpCodec.Decode(bytes);
        }
        catch (FormatException fault)
        {
            Skip(fault);
            return;
        }

        if (message.Name == "READER_EVENT_NOTIFICATION")
        {
            Hear(message);
        }
        else if (!_requests.Answer(message))
        {
            _notes.Unknown();
            if (message.Name == "ERROR_MESSAGE")
            {
                _notes.Note($"the reader says: {LlrpRequests.Refusal(message)}");
            }
        }
    }

    private void Hear(LlrpMessage message)
    {
        _notes.Event();
        if (message.Find("ReaderEventNotificationData") is not { } data)
        {
            return;
        }

        _mapper.Hear(data);
        foreach (LlrpParameter happening in data.Parameters)
        {
            switch (happening.Name)
            {
                case "ConnectionAttemptEvent" when !_welcome.Task.IsCompleted:
                    _welcome.TrySetResult(happening.Text("Status"));
                    break;
                case "ConnectionCloseEvent":
                    _ending ??= $"{_who}: the reader said that it closes the connection";
                    break;
                case "ReportBufferOverflowErrorEvent":
                    _notes.Overflow();
                    _notes.Note("the reader's buffer overflowed: it lost reads");
                    break;
                case "ReaderExceptionEvent":
                    _notes.Note($"the reader reports a fault: {happening.Text("Message")}");
                    break;
                case "ReportBufferLevelWarningEvent" or "AntennaEvent" or "ConnectionAttemptEvent":
                    _notes.Note($"the reader says: {happening}");
                    break;
            }
        }
    }
}
