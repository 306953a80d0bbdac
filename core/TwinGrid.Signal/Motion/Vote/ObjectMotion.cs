using TwinGrid.Model;

namespace TwinGrid.Signal.Motion.Vote;

/// <summary>The outcome of a vote.</summary>
/// <param name="Verdict">The likeliest of what can have happened.</param>
/// <param name="ErrorProbability">Probability, 0 to 1, that something else happened.</param>
/// <param name="Margin">Logarithm of how much likelier the verdict is than the next one.</param>
public readonly record struct ObjectMotion(MotionVerdict Verdict, double ErrorProbability, double Margin);
