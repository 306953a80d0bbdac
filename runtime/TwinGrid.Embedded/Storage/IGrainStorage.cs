using Orleans.Runtime;

namespace Orleans
{
    /// <summary>A state on its way between a grain and a storage.</summary>
    public interface IGrainState<T>
    {
        /// <summary>The state.</summary>
        T? State { get; set; }

        /// <summary>The version last read or written; null when nothing is stored.</summary>
        string? ETag { get; set; }

        /// <summary>Whether something is stored.</summary>
        bool RecordExists { get; set; }
    }

    /// <summary>A plain <see cref="IGrainState{T}"/>.</summary>
    public sealed class GrainState<T> : IGrainState<T>
    {
        /// <summary>Empty.</summary>
        public GrainState()
        {
        }

        /// <summary>With a state.</summary>
        public GrainState(T state)
            : this(state, null)
        {
        }

        /// <summary>With a state and its version.</summary>
        public GrainState(T state, string? eTag)
        {
            State = state;
            ETag = eTag;
        }

        /// <inheritdoc/>
        public T? State { get; set; }

        /// <inheritdoc/>
        public string? ETag { get; set; }

        /// <inheritdoc/>
        public bool RecordExists { get; set; }
    }
}

namespace Orleans.Storage
{
    /// <summary>Keeps states of grains. Registered under its name as a keyed service.</summary>
    public interface IGrainStorage
    {
        /// <summary>Reads a state; what is not stored gives a new state.</summary>
        Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

        /// <summary>Reads a state, with a token.</summary>
        Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
            ReadStateAsync(stateName, grainId, grainState);

        /// <summary>Writes a state.</summary>
        /// <exception cref="InconsistentStateException">The stored version is another than the one given.</exception>
        Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

        /// <summary>Writes a state, with a token.</summary>
        Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
            WriteStateAsync(stateName, grainId, grainState);

        /// <summary>Removes a state.</summary>
        /// <exception cref="InconsistentStateException">The stored version is another than the one given.</exception>
        Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

        /// <summary>Removes a state, with a token.</summary>
        Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
            ClearStateAsync(stateName, grainId, grainState);
    }

    /// <summary>The stored state was changed since it was read. If it leaves a grain's call, the grain starts anew from storage.</summary>
    public class InconsistentStateException : OrleansException
    {
        /// <summary>Without a text.</summary>
        public InconsistentStateException()
        {
        }

        /// <summary>With a text.</summary>
        public InconsistentStateException(string message)
            : base(message)
        {
        }

        /// <summary>With a text and the error behind it.</summary>
        public InconsistentStateException(string message, Exception? innerException)
            : base(message, innerException)
        {
        }

        /// <summary>With both versions.</summary>
        public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
            : base(errorMsg)
        {
            StoredEtag = storedEtag;
            CurrentEtag = currentEtag;
        }

        /// <summary>The version in storage, where it is known.</summary>
        public string? StoredEtag { get; }

        /// <summary>The version that the writer had read.</summary>
        public string? CurrentEtag { get; }

        /// <summary>True until the grain whose state it was has been seen to.</summary>
        internal bool IsSourceActivation { get; set; } = true;
    }

    /// <summary>A grain asks for a storage that is not configured.</summary>
    public sealed class BadProviderConfigException : OrleansException
    {
        /// <summary>Without a text.</summary>
        public BadProviderConfigException()
        {
        }

        /// <summary>With a text.</summary>
        public BadProviderConfigException(string message)
            : base(message)
        {
        }

        /// <summary>With a text and the error behind it.</summary>
        public BadProviderConfigException(string message, Exception innerException)
            : base(message, innerException)
        {
        }
    }
}
