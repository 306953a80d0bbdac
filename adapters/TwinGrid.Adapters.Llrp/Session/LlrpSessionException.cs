namespace TwinGrid.Adapters.Llrp.Session;

/// <summary>A session with a reader that could not begin or go on; the message is one line that says why.</summary>
public sealed class LlrpSessionException : Exception
{
    /// <summary>A session that ended.</summary>
    /// <param name="message">One line.</param>
    /// <param name="cause">The exception behind it, if any.</param>
    public LlrpSessionException(string message, Exception? cause = null)
        : base(message.ReplaceLineEndings(" "), cause)
    {
    }
}
