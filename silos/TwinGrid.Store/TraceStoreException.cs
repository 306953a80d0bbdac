namespace TwinGrid.Store;

/// <summary>What a store could not do, in one line that says where, what was expected and what was found.</summary>
public sealed class TraceStoreException : Exception
{
    /// <summary>A refusal or a failure.</summary>
    /// <param name="message">One line.</param>
    /// <param name="cause">What the database said; null when the store found it itself.</param>
    public TraceStoreException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
