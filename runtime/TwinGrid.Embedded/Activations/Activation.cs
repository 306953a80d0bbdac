using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace TwinGrid.Embedded;

/// <summary>
/// One grain in memory: at once its inbox, its scheduler and its context. Everything that concerns the grain runs as
/// a turn of this object, one at a time. The inbox is a list with one atomic exchange per entry, and the same
/// exchange tells the sender whether it has to schedule the activation.
/// </summary>
internal sealed partial class Activation : SynchronizationContext, IGrainContext, IThreadPoolWorkItem
{
    private const int TurnsPerQuantum = 64;

    // Heads of the inbox that are not entries: the activation is running, or it is gone. Null means idle.
    private static readonly WorkItem Busy = new Instruction(static _ => { });
    private static readonly WorkItem Closed = new Instruction(static _ => { });

    private WorkItem? _inbox;
    private WorkItem? _ready;
    private object? _grain;
    private ActivationExtras? _extras;
    private bool _attention;

    /// <summary>The next one in its bucket of the directory, which alone sees to it.</summary>
    public Activation? NextInBucket;

    public Activation(GrainClass @class, string key)
    {
        Class = @class;
        Key = key;
        _lastUsed = @class.Engine.Clock.Now;
    }

    /// <summary>The activation whose turn this thread is running, if any.</summary>
    public static new Activation? Current => SynchronizationContext.Current as Activation;

    public GrainClass Class { get; }

    public string Key { get; }

    public GrainId GrainId => GrainId.Create(Class.Type, IdSpan.Create(Key));

    public object? GrainInstance => _grain;

    public IServiceProvider ActivationServices => Class.Engine.Services;

    /// <summary>What few activations need; made when first asked for, on a turn.</summary>
    public ActivationExtras Extras => _extras ??= new ActivationExtras();

    public bool IsClosed => ReferenceEquals(Volatile.Read(ref _inbox), Closed);

    /// <summary>Puts an item into the inbox.</summary>
    /// <returns>False when the activation is gone; the sender then looks for its successor.</returns>
    public bool TryEnqueue(WorkItem item)
    {
        var head = Volatile.Read(ref _inbox);
        while (!ReferenceEquals(head, Closed))
        {
            item.Next = head;
            var found = Interlocked.CompareExchange(ref _inbox, item, head);
            if (ReferenceEquals(found, head))
            {
                if (head is null)
                {
                    ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
                }

                return true;
            }

            head = found;
        }

        return false;
    }

    /// <summary>Runs grain code as a turn. Code that outlives its activation still runs, one piece at a time.</summary>
    public override void Post(SendOrPostCallback d, object? state)
    {
        var item = new Continuation(d, state);
        if (!TryEnqueue(item))
        {
            RunLater(item);
        }
    }

    public override void Send(SendOrPostCallback d, object? state)
    {
        if (!ReferenceEquals(SynchronizationContext.Current, this))
        {
            throw new NotSupportedException("A turn can be posted to a grain, not waited for.");
        }

        d(state);
    }

    public override SynchronizationContext CreateCopy() => this;

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => base.GetHashCode();

    public override string ToString() => $"{GrainId} ({_state})";

    void IThreadPoolWorkItem.Execute()
    {
        SetSynchronizationContext(this);
        try
        {
            if (_state == ActivationState.Created)
            {
                Start();
            }

            for (var turns = 0; turns < TurnsPerQuantum; turns++)
            {
                if (_attention)
                {
                    Attend();
                }
                else if (_ready is null && !TryTakeInbox())
                {
                    return;
                }
                else
                {
                    RunNext();
                }

                if (IsClosed)
                {
                    return;
                }
            }
        }
        finally
        {
            SetSynchronizationContext(null);
        }

        // Others have waited long enough: go on from the back of the shared queue.
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private void RunNext()
    {
        var item = _ready!;
        _ready = item.Next;
        item.Next = null;
        try
        {
            item.Run(this);
        }
        catch (Exception exception)
        {
            Class.Engine.Logger.LogError(exception, "Code of grain {Grain} threw outside any call.", GrainId);
        }
    }

    /// <summary>Takes what has arrived, oldest first; gives the activation up when that is nothing.</summary>
    private bool TryTakeInbox()
    {
        while (true)
        {
            if (ReferenceEquals(Volatile.Read(ref _inbox), Busy))
            {
                if (ReferenceEquals(Interlocked.CompareExchange(ref _inbox, null, Busy), Busy))
                {
                    return false;
                }
            }
            else
            {
                _ready = InOrder(Interlocked.Exchange(ref _inbox, Busy));
                return true;
            }
        }
    }

    private static WorkItem? InOrder(WorkItem? newestFirst)
    {
        WorkItem? ordered = null;
        while (newestFirst is not null && !ReferenceEquals(newestFirst, Busy))
        {
            (newestFirst.Next, ordered, newestFirst) = (ordered, newestFirst, newestFirst.Next);
        }

        return ordered;
    }

    private void RunLater(WorkItem item) =>
        ThreadPool.UnsafeQueueUserWorkItem(static late => late.Activation.RunLate(late.Item), (Activation: this, Item: item), preferLocal: false);

    private void RunLate(WorkItem item)
    {
        // The inbox is closed for good, so a lock takes over its part of keeping turns apart.
        lock (this)
        {
            SetSynchronizationContext(this);
            try
            {
                item.Run(this);
            }
            catch (Exception exception)
            {
                Class.Engine.Logger.LogError(exception, "Code of deactivated grain {Grain} threw outside any call.", GrainId);
            }
            finally
            {
                SetSynchronizationContext(null);
            }
        }
    }
}
