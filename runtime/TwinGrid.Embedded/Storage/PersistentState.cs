using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace TwinGrid.Embedded;

/// <summary>A state that is read while its activation starts.</summary>
internal interface IStateFacet
{
    Task LoadAsync(CancellationToken cancellationToken);
}

/// <summary>A grain's hold on one state. Its operations go to storage one after another, in the order they were asked for.</summary>
internal sealed class PersistentState<T> : IPersistentState<T>, IGrainState<T>, IStateFacet
{
    private readonly Activation _activation;
    private readonly string _name;
    private readonly IGrainStorage _storage;
    private T? _state;
    private int _pending;
    private bool _isUntouched;
    private Task _last = Task.CompletedTask;

    private PersistentState(Activation activation, string name, IGrainStorage storage)
    {
        _activation = activation;
        _name = name;
        _storage = storage;
    }

    public T State
    {
        get
        {
            if (_isUntouched)
            {
                _state = StateSerializer.Empty<T>();
                _isUntouched = false;
            }

            return _state!;
        }

        set
        {
            _state = value;
            _isUntouched = false;
        }
    }

    T? IGrainState<T>.State
    {
        get => State;
        set => State = value!;
    }

    public string? ETag { get; set; }

    public string? Etag => ETag;

    public bool RecordExists { get; set; }

    public static PersistentState<T> Create(Activation activation, string name, string? storageName)
    {
        var services = activation.ActivationServices;
        var storage = string.IsNullOrWhiteSpace(storageName)
            ? services.GetService<IGrainStorage>()
            : services.GetKeyedService<IGrainStorage>(storageName);
        if (storage is null)
        {
            throw new BadProviderConfigException(string.IsNullOrWhiteSpace(storageName)
                ? $"Grain type {activation.Class.Type}: expected a default grain storage, found none."
                : $"Grain type {activation.Class.Type}: expected a grain storage named '{storageName}', found none.");
        }

        var state = new PersistentState<T>(activation, name, storage);
        (activation.Extras.Facets ??= []).Add(state);
        return state;
    }

    /// <summary>Reads the state. One that isn't stored is forgotten again, and made when it is first asked for: many never are.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        await ReadStateAsync(cancellationToken);
        if (!RecordExists && ETag is null)
        {
            _state = default;
            _isUntouched = true;
        }
    }

    public Task ReadStateAsync() => ReadStateAsync(CancellationToken.None);

    public Task WriteStateAsync() => WriteStateAsync(CancellationToken.None);

    public Task ClearStateAsync() => ClearStateAsync(CancellationToken.None);

    public Task ReadStateAsync(CancellationToken cancellationToken) =>
        _last = Run(_last.IsCompleted
            ? _storage.ReadStateAsync(_name, _activation.GrainId, this, cancellationToken)
            : AfterLast(static (self, token) => self._storage.ReadStateAsync(self._name, self._activation.GrainId, self, token), cancellationToken));

    public Task WriteStateAsync(CancellationToken cancellationToken) =>
        _last = Run(_last.IsCompleted
            ? _storage.WriteStateAsync(_name, _activation.GrainId, this, cancellationToken)
            : AfterLast(static (self, token) => self._storage.WriteStateAsync(self._name, self._activation.GrainId, self, token), cancellationToken));

    public Task ClearStateAsync(CancellationToken cancellationToken) =>
        _last = Run(_last.IsCompleted
            ? _storage.ClearStateAsync(_name, _activation.GrainId, this, cancellationToken)
            : AfterLast(static (self, token) => self._storage.ClearStateAsync(self._name, self._activation.GrainId, self, token), cancellationToken));

    /// <summary>Lets go of the last operation once it is over: a task that is done still takes the room of all that doing it took.</summary>
    private async Task Run(Task operation)
    {
        _pending++;
        try
        {
            await operation;
        }
        finally
        {
            _pending--;
            _last = _pending == 0 ? Task.CompletedTask : _last;
        }
    }

    private async Task AfterLast(Func<PersistentState<T>, CancellationToken, Task> operation, CancellationToken cancellationToken)
    {
        await _last.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await operation(this, cancellationToken);
    }
}
