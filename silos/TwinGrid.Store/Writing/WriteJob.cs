using TwinGrid.Store.Rows;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Facts;

namespace TwinGrid.Store.Writing;

/// <summary>Something that a caller wants written, and waits for.</summary>
internal abstract class WriteJob
{
    /// <summary>Roughly how many rows it is: what the size of a group is counted in.</summary>
    public abstract int Weight { get; }

    /// <summary>Tells the caller that it is durable.</summary>
    public abstract void Succeed();

    /// <summary>Tells the caller that it is not kept.</summary>
    public abstract void Fail(Exception exception);
}

/// <summary>A job that ends with an answer.</summary>
internal abstract class WriteJob<TAnswer> : WriteJob
{
    private readonly TaskCompletionSource<TAnswer> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The answer once the job is durable.</summary>
    public Task<TAnswer> Done => _done.Task;

    /// <summary>The answer to give, set while its transaction runs.</summary>
    public TAnswer? Answer { get; set; }

    /// <inheritdoc/>
    public override void Succeed() => _done.TrySetResult(Answer!);

    /// <inheritdoc/>
    public override void Fail(Exception exception) => _done.TrySetException(exception);
}

/// <summary>Appends events.</summary>
internal sealed class EventAppend(IReadOnlyList<EpcisEvent> events, bool isAtomic) : WriteJob<IReadOnlyList<AppendOutcome>>
{
    /// <summary>The events.</summary>
    public IReadOnlyList<NewEvent> Events { get; } = [.. events.Select(NewEvent.Of)];

    /// <summary>Whether a conflict keeps all of them out.</summary>
    public bool IsAtomic { get; } = isAtomic;

    /// <inheritdoc/>
    public override int Weight => Events.Count;
}

/// <summary>Appends facts; answers how many were new.</summary>
internal sealed class FactAppend(IReadOnlyList<FactRecord> facts) : WriteJob<int>
{
    /// <summary>The facts.</summary>
    public IReadOnlyList<FactRecord> Facts { get; } = facts;

    /// <inheritdoc/>
    public override int Weight => Facts.Count;
}

/// <summary>What to do with documents.</summary>
internal enum DocumentAction
{
    Put,
    Add,
    Delete,
}

/// <summary>Changes documents; answers whether anything changed.</summary>
internal sealed class DocumentChange(DocumentAction action, string collection, IReadOnlyList<StoredDocument> documents) : WriteJob<bool>
{
    /// <summary>What to do.</summary>
    public DocumentAction Action { get; } = action;

    /// <summary>The collection.</summary>
    public string Collection { get; } = collection;

    /// <summary>The documents; of those to delete the keys alone count.</summary>
    public IReadOnlyList<StoredDocument> Documents { get; } = documents;

    /// <inheritdoc/>
    public override int Weight => Documents.Count;
}
