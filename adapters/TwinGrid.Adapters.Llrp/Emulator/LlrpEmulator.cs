using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using TwinGrid.Adapters.Llrp.Wire;

namespace TwinGrid.Adapters.Llrp.Emulator;

/// <summary>
/// A reader that speaks LLRP and reads the tags of a simulated room: for trying the whole system, or any other client, without
/// hardware. It takes one client at a time, keeps its ROSpecs between clients, and does wrong what it is told to.
/// </summary>
public sealed class LlrpEmulator : IAsyncDisposable
{
    private const int MissedKeepalives = 3, Backlog = 8;

    // A client that comes back may be quicker than the end of its old connection.
    private static readonly TimeSpan LeavePatience = TimeSpan.FromMilliseconds(200);

    private readonly EmulatorOptions _options;
    private readonly TimeProvider _time;
    private readonly X509Certificate2? _certificate;
    private readonly Action<LlrpMessage>? _asked;
    private readonly EmulatedReader _reader;
    private readonly EmulatedOutput _output;
    private readonly EmulatedClock _clock;
    private readonly CancellationTokenSource _ending = new();
    private readonly Socket _listener;
    private readonly Lock _gate = new();
    private readonly List<Task> _runs = [];
    private readonly Task _accepting;
    private readonly SemaphoreSlim _free = new(1, 1);

    /// <summary>Starts a reader; it listens on return.</summary>
    /// <param name="options">The reader that is played.</param>
    /// <param name="time">The clock of this machine.</param>
    /// <param name="certificate">What it shows over TLS; null for LLRP without TLS.</param>
    /// <param name="asked">Told of each message that a client sends, on its own thread; null for nobody.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="SocketException">The port is taken.</exception>
    public LlrpEmulator(EmulatorOptions options, TimeProvider time, X509Certificate2? certificate = null, Action<LlrpMessage>? asked = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        options.Check();
        (_options, _time, _certificate, _asked) = (options, time, certificate, asked);
        Room = new EmulatedRoom(options);
        _clock = new EmulatedClock(options, time);
        _output = new EmulatedOutput(options.Faults);
        _reader = new EmulatedReader(options, Run);
        _listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _listener.Bind(new IPEndPoint(options.IsOpenToOthers ? IPAddress.Any : IPAddress.Loopback, options.Port));
        _listener.Listen(Backlog);
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>The room that is read.</summary>
    public EmulatedRoom Room { get; }

    /// <summary>TCP port on which it listens.</summary>
    public int Port { get; }

    /// <summary>Reads sent, to all clients together.</summary>
    public long ReadsSent => _output.ReadsSent;

    /// <summary>Numbers of the ROSpecs that it holds, with their states: Disabled, Inactive or Active.</summary>
    public IReadOnlyDictionary<uint, string> RoSpecs => _reader.RoSpecs;

    /// <summary>Ends all connections and stops listening.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Dispose();
        await _accepting;
        Task[] runs;
        lock (_gate)
        {
            runs = [.. _runs];
        }

        await Task.WhenAll(runs);
        _output.Dispose();
        _free.Dispose();
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                Socket socket = await _listener.AcceptAsync(_ending.Token);
                Keep(WelcomeAsync(socket));
            }
            catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The end, or a client that went before it was taken.
            }
        }
    }

    private async Task WelcomeAsync(Socket socket)
    {
        try
        {
            using EmulatedClient client = await EmulatedClient.AcceptAsync(socket, _certificate, _options.Faults.SegmentBytes, _ending.Token);
            using CancellationTokenRegistration end = _ending.Token.Register(client.Dispose);
            if (await _free.WaitAsync(LeavePatience, _ending.Token))
            {
                await ServeAsync(client);
            }
            else
            {
                await client.WriteAsync(LlrpCodec.Encode(_clock.Notification(Attempt("Failed_A_Client_Initiated_Connection_Already_Exists"))));
                _output.Add(_clock.Notification(Attempt("Another_Connection_Attempted")));
                await _output.FlushAsync(_ending.Token);
            }
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException or ObjectDisposedException or AuthenticationException or FormatException)
        {
            // The client went, didn't speak LLRP or didn't like the certificate; the next is welcome.
        }
    }

    private async Task ServeAsync(EmulatedClient client)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token);
        var session = new EmulatedSession(_reader, _output, _options.Faults, _time, client, _asked);
        try
        {
            _reader.Welcome();
            _output.Open(client);
            _output.Add(_clock.Notification(Attempt("Success")));
            await _output.FlushAsync(ending.Token);
            await session.RunAsync(new LlrpFrameReader(PipeReader.Create(client.Stream)), MissedKeepalives, ending.Token);
        }
        finally
        {
            _output.Close();
            await ending.CancelAsync();
            _free.Release();
        }
    }

    private static LlrpParameter Attempt(string status) => LlrpParameter.Of("ConnectionAttemptEvent", ("Status", status));

    private void Run(EmulatedRoSpec spec, CancellationToken stopped) => Keep(RunAsync(spec, stopped));

    private async Task RunAsync(EmulatedRoSpec spec, CancellationToken stopped)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token, stopped);
        await Task.Yield();
        await new RoSpecRun(_options, Room, _clock, _reader, _output, _time, spec).RunAsync(ending.Token);
    }

    private void Keep(Task task)
    {
        lock (_gate)
        {
            _runs.RemoveAll(run => run.IsCompleted);
            _runs.Add(task);
        }
    }
}
