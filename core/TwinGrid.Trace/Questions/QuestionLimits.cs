namespace TwinGrid.Trace.Questions;

/// <summary>How far a question may go.</summary>
/// <param name="Steps">At most so many steps are read; a question that needs more is refused.</param>
/// <param name="Depth">Containers are followed so deep; what is deeper is left out, and the answer says so.</param>
/// <param name="Things">Lists hold at most so many things; what is beyond is left out, and the answer says so.</param>
public sealed record QuestionLimits(int Steps = 1_000_000, int Depth = 32, int Things = 20_000);

/// <summary>A question that needs more steps than <see cref="QuestionLimits.Steps"/>: an answer without them could be wrong.</summary>
/// <param name="limit">The limit.</param>
public sealed class QuestionLimitException(int limit) : Exception(
    FormattableString.Invariant($"the question needs more than {limit:N0} steps of events: ask for a shorter time, a smaller container or a single thing"));
