namespace TwinGrid.Trace.ColdChain.Excursions;

/// <summary>What someone wants to do about an excursion.</summary>
/// <param name="By">Who, 1 to 200 characters.</param>
/// <param name="At">When.</param>
/// <param name="Note">What they say, up to 2,000 characters; empty for nothing.</param>
public abstract record ExcursionCommand(string By, DateTimeOffset At, string Note);

/// <summary>Take note of it.</summary>
/// <param name="By">Who, 1 to 200 characters.</param>
/// <param name="At">When.</param>
/// <param name="Note">What they say, up to 2,000 characters; empty for nothing.</param>
public sealed record AcknowledgeExcursion(string By, DateTimeOffset At, string Note) : ExcursionCommand(By, At, Note);

/// <summary>Say what becomes of the goods; it may be said anew until the file is closed.</summary>
/// <param name="By">Who, 1 to 200 characters.</param>
/// <param name="At">When.</param>
/// <param name="Note">Why, up to 2,000 characters; empty for nothing.</param>
/// <param name="Verdict"><see cref="Release"/>, <see cref="Reject"/>, <see cref="Investigate"/>, or a text of 1 to 200 characters.</param>
public sealed record DispositionExcursion(string By, DateTimeOffset At, string Note, string Verdict) : ExcursionCommand(By, At, Note)
{
    /// <summary>The goods are fit for use.</summary>
    public const string Release = "release";

    /// <summary>The goods are not to be used.</summary>
    public const string Reject = "reject";

    /// <summary>More has to be known first.</summary>
    public const string Investigate = "investigate";
}

/// <summary>Close the file.</summary>
/// <param name="By">Who, 1 to 200 characters.</param>
/// <param name="At">When.</param>
/// <param name="Note">What they say, up to 2,000 characters; empty for nothing.</param>
public sealed record CloseExcursion(string By, DateTimeOffset At, string Note) : ExcursionCommand(By, At, Note);
