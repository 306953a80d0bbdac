namespace Orleans.Core
{
    /// <summary>The stored state of a grain.</summary>
    public interface IStorage
    {
        /// <summary>The version last read or written; null when nothing is stored.</summary>
        string? Etag { get; }

        /// <summary>Whether something is stored.</summary>
        bool RecordExists { get; }

        /// <summary>Removes what is stored and starts from a new state.</summary>
        Task ClearStateAsync();

        /// <summary>Stores the state; done means durable, as far as the provider is.</summary>
        /// <exception cref="Storage.InconsistentStateException">Another writer was there first.</exception>
        Task WriteStateAsync();

        /// <summary>Reads the state anew.</summary>
        Task ReadStateAsync();

        /// <summary>The same as <see cref="ClearStateAsync()"/>, with a token.</summary>
        Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();

        /// <summary>The same as <see cref="WriteStateAsync()"/>, with a token.</summary>
        Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();

        /// <summary>The same as <see cref="ReadStateAsync()"/>, with a token.</summary>
        Task ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync();
    }

    /// <summary>The stored state of a grain, with its type.</summary>
    public interface IStorage<TState> : IStorage
    {
        /// <summary>The state in memory.</summary>
        TState State { get; set; }
    }
}

namespace Orleans.Runtime
{
    /// <summary>A named state of a grain, taken by its constructor and marked with <see cref="PersistentStateAttribute"/>.</summary>
    public interface IPersistentState<TState> : Core.IStorage<TState>
    {
    }

    /// <summary>Asks for a state of this name from the storage of that name; read before OnActivateAsync.</summary>
    /// <param name="stateName">The state's name within the grain.</param>
    /// <param name="storageName">The storage's name; null for the default one.</param>
    [AttributeUsage(AttributeTargets.Parameter)]
    public class PersistentStateAttribute(string stateName, string? storageName = null) : Attribute
    {
        /// <summary>The state's name within the grain.</summary>
        public string StateName { get; } = stateName;

        /// <summary>The storage's name; null for the default one.</summary>
        public string? StorageName { get; } = storageName;
    }
}
