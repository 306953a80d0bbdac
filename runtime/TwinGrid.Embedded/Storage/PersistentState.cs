using System.Globalization;
using Orleans;
using Orleans.Runtime;

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
    private readonly StateSlot _slot;
    private T? _state;
    private string? _etag;
    private long _version;
    private int _pending;
    private bool _isNumbered;
    private bool _isUntouched;
    private Task _last = Task.CompletedTask;

    private PersistentState(Activation activation, StateSlot slot)
    {
        _activation = activation;
        _slot = slot;
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

    /// <summary>Kept as a number where it is the text of one, as the engine's storages give it: a text takes five times the room.</summary>
    public string? ETag
    {
        get => _isNumbered ? _version.ToString(CultureInfo.InvariantCulture) : _etag;
        set
        {
            _isNumbered = value is ['0'] or [>= '1' and <= '9', ..]
                && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _version);
            _etag = _isNumbered ? null : value;
        }
    }

    public string? Etag => ETag;

    public bool RecordExists { get; set; }

    public static PersistentState<T> Create(Activation activation, StateSlot slot)
    {
        slot.Resolve(activation.Class);
        var state = new PersistentState<T>(activation, slot);
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
            ? _slot.Storage.ReadStateAsync(_slot.Name, _activation.GrainId, this, cancellationToken)
            : AfterLast(static (self, token) => self._slot.Storage.ReadStateAsync(self._slot.Name, self._activation.GrainId, self, token), cancellationToken));

    public Task WriteStateAsync(CancellationToken cancellationToken) =>
        _last = Run(_last.IsCompleted
            ? _slot.Storage.WriteStateAsync(_slot.Name, _activation.GrainId, this, cancellationToken)
            : AfterLast(static (self, token) => self._slot.Storage.WriteStateAsync(self._slot.Name, self._activation.GrainId, self, token), cancellationToken));

    public Task ClearStateAsync(CancellationToken cancellationToken) =>
        _last = Run(_last.IsCompleted
            ? _slot.Storage.ClearStateAsync(_slot.Name, _activation.GrainId, this, cancellationToken)
            : AfterLast(static (self, token) => self._slot.Storage.ClearStateAsync(self._slot.Name, self._activation.GrainId, self, token), cancellationToken));

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
