namespace TwinGrid.Signal.Motion.Vote;

/// <summary>What an object did between two cycles.</summary>
public enum MotionVerdict
{
    /// <summary>It stands where it stood.</summary>
    Stationary,

    /// <summary>It is in the field, elsewhere.</summary>
    Moving,

    /// <summary>It is not in the field.</summary>
    Missing,

    /// <summary>It was not in the field before and is now.</summary>
    NewlyJoined,
}

/// <summary>The outcome of a vote.</summary>
/// <param name="Verdict">The likeliest of what can have happened.</param>
/// <param name="ErrorProbability">Probability, 0 to 1, that something else happened.</param>
/// <param name="Margin">Logarithm of how much likelier the verdict is than the next one.</param>
public readonly record struct ObjectMotion(MotionVerdict Verdict, double ErrorProbability, double Margin);
