namespace TwinGrid.Store.States;

/// <summary>Where a state is kept.</summary>
/// <param name="Area">What kind of state it is: the type of a grain, say.</param>
/// <param name="Key">Whose it is.</param>
/// <param name="Name">Which of its owner's.</param>
public readonly record struct StateKey(string Area, string Key, string Name);

/// <summary>A state as it is stored.</summary>
/// <param name="Key">Where.</param>
/// <param name="Version">Changes with each write and never comes twice under one key, not even after a removal.</param>
/// <param name="Data">The state.</param>
public sealed record StoredState(StateKey Key, long Version, byte[] Data);

/// <summary>States by key that several writers may want to change: a write says which version it replaces. Durable on return.</summary>
public interface IStateStore : IAsyncDisposable
{
    /// <summary>A state; null where there is none.</summary>
    Task<StoredState?> FindAsync(StateKey key, CancellationToken cancellationToken);

    /// <summary>The states of an area, in the order of their keys and names.</summary>
    /// <param name="area">The area.</param>
    /// <param name="key">Whose; null for everyone's.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    Task<IReadOnlyList<StoredState>> ListAsync(string area, string? key, CancellationToken cancellationToken);

    /// <summary>Writes a state if its version is the expected one.</summary>
    /// <param name="key">Where.</param>
    /// <param name="expected">The version to replace; null where none is expected.</param>
    /// <param name="data">The state; null to remove it.</param>
    /// <param name="cancellationToken">Ends the wait; a write that was taken on is written all the same.</param>
    /// <returns>The new version; null where another version than the expected one, or none, is stored.</returns>
    Task<long?> WriteAsync(StateKey key, long? expected, byte[]? data, CancellationToken cancellationToken);
}
