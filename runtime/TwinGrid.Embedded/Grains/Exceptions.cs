namespace Orleans.Runtime;

/// <summary>The base of the engine's own errors.</summary>
public class OrleansException : Exception
{
    /// <summary>An error without a text.</summary>
    public OrleansException()
        : base("Unexpected error.")
    {
    }

    /// <summary>An error with a text.</summary>
    public OrleansException(string message)
        : base(message)
    {
    }

    /// <summary>An error with a text and the error behind it.</summary>
    public OrleansException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>A call was not taken.</summary>
public class OrleansMessageRejectionException : OrleansException
{
    /// <summary>A rejection without a text.</summary>
    public OrleansMessageRejectionException()
    {
    }

    /// <summary>A rejection with a text.</summary>
    public OrleansMessageRejectionException(string message)
        : base(message)
    {
    }

    /// <summary>A rejection with a text and the error behind it.</summary>
    public OrleansMessageRejectionException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>The engine is stopping, or has stopped.</summary>
public sealed class SiloUnavailableException : OrleansMessageRejectionException
{
    /// <summary>Without a text.</summary>
    public SiloUnavailableException()
    {
    }

    /// <summary>With a text.</summary>
    public SiloUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>With a text and the error behind it.</summary>
    public SiloUnavailableException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
