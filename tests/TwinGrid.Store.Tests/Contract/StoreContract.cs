using TwinGrid.Support;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Queries;

namespace TwinGrid.Store.Tests.Contract;

/// <summary>What a store of either database does; the tests of one concept stand in one file each.</summary>
public abstract partial class StoreContract : IAsyncLifetime
{
    private readonly List<ITraceStore> _opened = [];

    protected FakeTime Time { get; } = new();

    protected ITraceStore Store { get; private set; } = null!;

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The connection string of this test's own database.</summary>
    protected abstract string Connection { get; }

    /// <summary>Runs a statement behind the store's back.</summary>
    protected abstract Task ExecuteAsync(string sql);

    public virtual async ValueTask InitializeAsync() => Store = await OpenAsync();

    public virtual async ValueTask DisposeAsync()
    {
        foreach (ITraceStore store in _opened)
        {
            await store.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    protected async Task<ITraceStore> OpenAsync()
    {
        ITraceStore store = await TraceStores.OpenAsync(Connection, Time, Stop);
        _opened.Add(store);
        return store;
    }

    protected Task<IReadOnlyList<AppendOutcome>> AppendAsync(params EpcisEvent[] events) => Store.Events.AppendAsync(events, isAtomic: false, Stop);

    protected async Task<string[]> IdsAsync(EventQuery query, EventCursor? after = null) =>
        [.. (await Store.Events.QueryAsync(query, after, Stop).ToListAsync(Stop)).Select(stored => stored.Event.Id)];
}
