namespace Orleans;

/// <summary>Why an activation ends.</summary>
/// <param name="code">The kind of reason.</param>
/// <param name="exception">The error behind it, if any.</param>
/// <param name="text">The reason in words.</param>
public readonly struct DeactivationReason(DeactivationReasonCode code, Exception? exception, string text)
{
    /// <summary>A reason without an error behind it.</summary>
    public DeactivationReason(DeactivationReasonCode code, string text)
        : this(code, null, text)
    {
    }

    /// <summary>The kind of reason.</summary>
    public DeactivationReasonCode ReasonCode { get; } = code;

    /// <summary>The reason in words.</summary>
    public string Description { get; } = text;

    /// <summary>The error behind it, if any.</summary>
    public Exception? Exception { get; } = exception;

    /// <inheritdoc/>
    public override string ToString() => Exception is null ? $"{ReasonCode}: {Description}" : $"{ReasonCode}: {Description} {Exception}";
}

/// <summary>The kinds of reason for which an activation ends.</summary>
public enum DeactivationReasonCode : byte
{
    /// <summary>Not given.</summary>
    None,

    /// <summary>The host stops.</summary>
    ShuttingDown,

    /// <summary>It never became active.</summary>
    ActivationFailed,

    /// <summary>Not used by this engine.</summary>
    DirectoryFailure,

    /// <summary>It was idle for its collection age.</summary>
    ActivationIdle,

    /// <summary>Not used by this engine.</summary>
    ActivationUnresponsive,

    /// <summary>Not used by this engine.</summary>
    DuplicateActivation,

    /// <summary>Not used by this engine.</summary>
    IncompatibleRequest,

    /// <summary>An error left the grain unfit to go on.</summary>
    ApplicationError,

    /// <summary>The grain or the application asked for it.</summary>
    ApplicationRequested,

    /// <summary>Not used by this engine.</summary>
    Migrating,

    /// <summary>Not used by this engine.</summary>
    RuntimeRequested,

    /// <summary>Not used by this engine.</summary>
    HighMemoryPressure,
}
