using Orleans.Runtime;

namespace Orleans;

/// <summary>Hands out references to grains. A reference costs little; the grain itself is made at its first call.</summary>
public interface IGrainFactory
{
    /// <summary>A reference to the grain named <paramref name="primaryKey"/>.</summary>
    /// <param name="primaryKey">The key; not blank.</param>
    /// <param name="grainClassNamePrefix">The start of the class's full name, where several classes have the interface.</param>
    /// <exception cref="ArgumentException">No class, or more than one, has the interface; or the key is blank.</exception>
    TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey;

    /// <summary>A reference to the grain named <paramref name="grainPrimaryKey"/>, by its interface's type.</summary>
    /// <exception cref="ArgumentException">No class, or more than one, has the interface; or the key is blank.</exception>
    IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey);

    /// <summary>A reference to a grain by its identity.</summary>
    /// <exception cref="ArgumentException">No class has that type.</exception>
    TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable;

    /// <summary>A reference to a grain by its identity; <see cref="GrainExtensions.AsReference{TGrainInterface}"/> gives it an interface.</summary>
    /// <exception cref="ArgumentException">No class has that type.</exception>
    IAddressable GetGrain(GrainId grainId);
}

/// <summary>The way to the grains for code that is no grain.</summary>
public interface IClusterClient : IGrainFactory
{
    /// <summary>The host's services.</summary>
    IServiceProvider ServiceProvider { get; }
}
