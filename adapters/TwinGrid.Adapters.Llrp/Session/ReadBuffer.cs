using System.Collections.Immutable;
using TwinGrid.Model;

namespace TwinGrid.Adapters.Llrp.Session;

/// <summary>
/// Reads on their way from the connection to the one who takes batches. It holds one batch: when that is full the connection is not read
/// on, so that a slow taker slows the reader and nothing is lost. One side adds, one side takes.
/// </summary>
internal sealed class ReadBuffer(int most, TimeSpan wait, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly ImmutableArray<PhaseRead>.Builder _reads = ImmutableArray.CreateBuilder<PhaseRead>();
    private TaskCompletionSource _arrived = NewSignal(), _full = NewSignal(), _room = NewSignal();
    private long _firstAt;
    private bool _isClosed;
    private Exception? _fault;

    /// <summary>Whether what comes next has to wait.</summary>
    public bool IsFull
    {
        get
        {
            lock (_gate)
            {
                return _reads.Count >= most && !_isClosed;
            }
        }
    }

    /// <summary>Adds a read; the caller has waited for room.</summary>
    public void Add(PhaseRead read)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            if (_reads.Count == 0)
            {
                _firstAt = time.GetTimestamp();
                _arrived.TrySetResult();
            }

            _reads.Add(read);
            if (_reads.Count >= most)
            {
                _full.TrySetResult();
            }
        }
    }

    /// <summary>Completes when there is room.</summary>
    public Task RoomAsync()
    {
        lock (_gate)
        {
            return _reads.Count < most || _isClosed ? Task.CompletedTask : _room.Task;
        }
    }

    /// <summary>Nothing will be taken any more: what comes is let through to nowhere, so that answers behind it are heard.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            _room.TrySetResult();
        }
    }

    /// <summary>Nothing more will come: what waits is to be taken at once.</summary>
    /// <param name="fault">Why; thrown when all was taken.</param>
    public void End(Exception fault)
    {
        lock (_gate)
        {
            _fault = fault;
            _full.TrySetResult();
            _arrived.TrySetException(fault);
        }
    }

    /// <summary>The next batch: all reads that came within the wait after the first.</summary>
    /// <exception cref="LlrpSessionException">The session ended.</exception>
    public async ValueTask<ImmutableArray<PhaseRead>> TakeAsync(CancellationToken cancellationToken)
    {
        Task arrived, full;
        lock (_gate)
        {
            (arrived, full) = (_arrived.Task, _full.Task);
        }

        await arrived.WaitAsync(cancellationToken);
        TimeSpan left = wait - time.GetElapsedTime(_firstAt);
        if (left > TimeSpan.Zero && !full.IsCompleted)
        {
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(full, Task.Delay(left, time, waiting.Token));
            await waiting.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }

        return Drain();
    }

    /// <summary>What is there, at most a batch; empty when nothing is.</summary>
    public ImmutableArray<PhaseRead> Drain()
    {
        lock (_gate)
        {
            if (_reads.Count > most)
            {
                // One report may bring more than a batch holds; the signals stay as they are.
                ImmutableArray<PhaseRead> first = [.. _reads.Take(most)];
                _reads.RemoveRange(0, most);
                return first;
            }

            ImmutableArray<PhaseRead> batch = _reads.DrainToImmutable();
            _room.TrySetResult();
            (_full, _room) = (NewSignal(), NewSignal());
            _arrived = NewSignal();
            if (_fault is not null)
            {
                _arrived.TrySetException(_fault);
            }

            return batch;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
