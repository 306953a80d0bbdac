using System.Text.Json;
using TwinGrid.Store;

namespace TwinGrid.Silo.Sessions;

/// <summary>
/// The plans of all sites that sessions have set up, now or before a restart: what a page draws before anything has moved. Kept as
/// documents, so that the map of a site comes back before its session does.
/// </summary>
public sealed class SiteCatalog(ITraceStore store)
{
    private const string Collection = "site-plans";
    private const int PageSize = 500;
    private static readonly JsonSerializerOptions Format = new() { IgnoreReadOnlyProperties = true };
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, SitePlan> _plans = new(StringComparer.Ordinal);
    private readonly HashSet<string> _removed = new(StringComparer.Ordinal);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _version;

    /// <summary>How often the catalogue has changed.</summary>
    public long Version
    {
        get
        {
            lock (_gate)
            {
                return _version;
            }
        }
    }

    /// <summary>All plans, by key of their region.</summary>
    public IReadOnlyList<SitePlan> Plans
    {
        get
        {
            lock (_gate)
            {
                return [.. _plans.Values];
            }
        }
    }

    /// <summary>Plans of one site; none for a site that was never set up.</summary>
    public IReadOnlyList<SitePlan> Of(string site) => [.. Plans.Where(plan => plan.Site == site)];

    /// <summary>Takes a plan in place of an earlier one of the same region; durable on return.</summary>
    public async Task RegisterAsync(SitePlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        await store.Documents.PutAsync(Collection, [new StoredDocument(plan.RegionKey, JsonSerializer.Serialize(plan, Format))], cancellationToken);
        Add(plan, isNewer: true);
    }

    /// <summary>Forgets the plan of a region that the site has no more; durable on return.</summary>
    public async Task RemoveAsync(SitePlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        await store.Documents.DeleteAsync(Collection, plan.RegionKey, cancellationToken);
        Change(() =>
        {
            _removed.Add(plan.RegionKey);
            return _plans.Remove(plan.RegionKey);
        });
    }

    /// <summary>Reads the plans of earlier runs; what was registered or removed since is newer.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        string? after = null;
        while (await store.Documents.ListAsync(Collection, after, PageSize, cancellationToken) is { Count: > 0 } page)
        {
            foreach (StoredDocument document in page)
            {
                Add(JsonSerializer.Deserialize<SitePlan>(document.Json, Format)!, isNewer: false);
            }

            after = page[^1].Key;
        }
    }

    /// <summary>Completes when the catalogue has changed since a version of it.</summary>
    public Task WaitAfterAsync(long version, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _version > version ? Task.CompletedTask : _changed.Task.WaitAsync(cancellationToken);
        }
    }

    private void Add(SitePlan plan, bool isNewer) => Change(() =>
    {
        if (!isNewer && (_plans.ContainsKey(plan.RegionKey) || _removed.Contains(plan.RegionKey)))
        {
            return false;
        }

        _plans[plan.RegionKey] = plan;
        _removed.Remove(plan.RegionKey);
        return true;
    });

    private void Change(Func<bool> change)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            if (!change())
            {
                return;
            }

            _version++;
            (changed, _changed) = (_changed, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        changed.SetResult();
    }
}
