using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace TwinGrid.Embedded;

/// <summary>Everything the activations of one grain class share, and the directory of them.</summary>
internal sealed class GrainClass
{
    private readonly ActivationDirectory _directory = new();
    private readonly Func<IServiceProvider, Activation, object> _factory;
    private readonly Func<string, Activation> _make;

    public GrainClass(Engine engine, Type implementation)
    {
        Engine = engine;
        Implementation = implementation;
        Type = GrainTypes.NameOf(implementation);
        Reentrant = implementation.IsDefined(typeof(ReentrantAttribute), inherit: true);
        HasOnActivate = GrainTypes.Overrides(implementation, nameof(IGrainBase.OnActivateAsync), [typeof(CancellationToken)]);
        HasOnDeactivate = GrainTypes.Overrides(
            implementation, nameof(IGrainBase.OnDeactivateAsync), [typeof(DeactivationReason), typeof(CancellationToken)]);
        Filtered = engine.IncomingFilters.Length > 0 || implementation.IsAssignableTo(typeof(IIncomingGrainCallFilter));
        CollectionAge = GrainTypes.CollectionAgeOf(implementation, engine.Collection);
        _factory = GrainFactoryCompiler.Compile(implementation);
        _make = key => new Activation(this, key);
    }

    public Engine Engine { get; }

    public Type Implementation { get; }

    public GrainType Type { get; }

    public bool Reentrant { get; }

    public bool Filtered { get; }

    public bool HasOnActivate { get; }

    public bool HasOnDeactivate { get; }

    /// <summary>Idle time after which an activation is collected, in milliseconds.</summary>
    public long CollectionAge { get; }

    public IEnumerable<Activation> Activations => _directory.All;

    public bool IsEmpty => _directory.IsEmpty;

    public object Create(Activation activation) => _factory(Engine.Services, activation);

    public Activation? Find(string key) => _directory.Find(key);

    public GrainReference Refer(Type interfaceType, string key) => Engine.Catalog.Refer(interfaceType, this, key);

    /// <summary>Puts an item into the inbox of the grain's activation, made if need be.</summary>
    /// <returns>The activation that took it.</returns>
    public Activation? Deliver(string key, GrainCall call)
    {
        var wait = new SpinWait();
        while (true)
        {
            var activation = _directory.Find(key);
            if (activation is null)
            {
                if (Engine.IsClosed)
                {
                    call.SettleWith(Engine.Unavailable());
                    return null;
                }

                activation = _directory.FindOrAdd(key, _make);
            }

            if (activation.TryEnqueue(call))
            {
                return activation;
            }

            // Closed a moment ago; the thread that closed it is about to name its successor.
            wait.SpinOnce();
        }
    }

    public void Remove(Activation activation) => _directory.Replace(activation, null);

    /// <summary>Replaces an activation that has ended by one that takes over the calls left, if there are any.</summary>
    public void Succeed(Activation ended, GrainCall? calls)
    {
        if (calls is null)
        {
            Remove(ended);
        }
        else
        {
            var successor = new Activation(this, ended.Key);
            successor.Inherit(calls);
            _directory.Replace(ended, successor);
            successor.Schedule();
        }
    }
}
