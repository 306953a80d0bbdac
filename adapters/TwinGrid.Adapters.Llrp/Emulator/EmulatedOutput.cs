using System.Buffers;
using TwinGrid.Adapters.Llrp.Wire;

namespace TwinGrid.Adapters.Llrp.Emulator;

/// <summary>What an emulated reader sends to its client, message by message; without a client it goes nowhere. Safe for use from several threads.</summary>
internal sealed class EmulatedOutput(EmulatorFaults faults) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private ArrayBufferWriter<byte> _pending = new(), _spare = new();
    private EmulatedClient? _client;
    private long _reads, _sent;
    private bool _isStalled, _isDropping;

    /// <summary>Whether there is a client who may be told something.</summary>
    public bool IsOpen
    {
        get
        {
            lock (_gate)
            {
                return _client is not null && !_isStalled && !_isDropping;
            }
        }
    }

    /// <summary>Reads sent, to all clients together.</summary>
    public long ReadsSent => Volatile.Read(ref _sent);

    /// <summary>A client came.</summary>
    public void Open(EmulatedClient client)
    {
        lock (_gate)
        {
            (_client, _reads, _isStalled, _isDropping) = (client, 0, false, false);
            _pending.ResetWrittenCount();
        }
    }

    /// <summary>The client went.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _client = null;
        }
    }

    /// <summary>Adds a message to what is sent next.</summary>
    public void Add(LlrpMessage message)
    {
        lock (_gate)
        {
            if (_client is not null && !_isStalled)
            {
                LlrpCodec.Encode(message, _pending);
            }
        }
    }

    /// <summary>Adds a report, as far as nothing is wrong with the reader.</summary>
    public void Report(ReadOnlySpan<byte> message, int reads)
    {
        lock (_gate)
        {
            if (_client is null || _isStalled || _isDropping)
            {
                return;
            }

            _pending.Write(message);
            (_reads, _sent) = (_reads + reads, _sent + reads);
            _isStalled = faults.StallsAfter > 0 && _reads >= faults.StallsAfter;
            if (faults.DropsAfter > 0 && _reads >= faults.DropsAfter)
            {
                LlrpCodec.Encode(LlrpMessage.Of("RO_ACCESS_REPORT", 0), _pending);
                _isDropping = true;
            }
        }
    }

    /// <summary>Sends what was added; returns when the client's connection has taken it, or is gone.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            EmulatedClient? client;
            ArrayBufferWriter<byte> taken;
            bool isLast;
            lock (_gate)
            {
                (client, taken, isLast) = (_client, _pending, _isDropping);
                (_pending, _spare) = (_spare, _pending);
                _pending.ResetWrittenCount();
            }

            if (client is not null && taken.WrittenCount > 0)
            {
                // A message that was begun is sent whole, so that the client can read what follows.
                await client.WriteAsync(taken.WrittenMemory);
            }

            if (isLast)
            {
                client?.Hang();
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();
}
