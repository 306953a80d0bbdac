namespace TwinGrid.Model;

/// <summary>What an object did between two polling cycles.</summary>
public enum MotionVerdict
{
    /// <summary>It stands where it stood.</summary>
    Stationary = 0,

    /// <summary>It is in the field, elsewhere.</summary>
    Moving = 1,

    /// <summary>It is not in the field.</summary>
    Missing = 2,

    /// <summary>It was not in the field before and is now.</summary>
    NewlyJoined = 3,
}
