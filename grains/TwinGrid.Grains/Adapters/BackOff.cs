namespace TwinGrid.Grains.Adapters;

/// <summary>How long to wait between attempts to reach something that fails.</summary>
public static class BackOff
{
    /// <summary>Wait before the first repetition.</summary>
    public static readonly TimeSpan First = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The wait after a number of failures in a row: doubling from <see cref="First"/> up to <see cref="Longest"/>, less a
    /// share of up to a quarter that differs from session to session, so that those which failed together don't come back
    /// together.
    /// </summary>
    /// <param name="failuresInARow">At least one.</param>
    /// <param name="session">Name of the session.</param>
    public static TimeSpan After(int failuresInARow, string session)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failuresInARow, 1);
        double doubled = First.TotalSeconds * Math.Pow(2, Math.Min(failuresInARow - 1, 16));
        return TimeSpan.FromSeconds(Math.Min(doubled, Longest.TotalSeconds) * (1 - Share(session, failuresInARow) / 4));
    }

    /// <summary>A number from zero up to one, spread over names and counts by the FNV-1a hash.</summary>
    private static double Share(string session, int count)
    {
        uint hash = 2166136261;
        foreach (char letter in session)
        {
            hash = (hash ^ letter) * 16777619;
        }

        hash = (hash ^ (uint)count) * 16777619;
        return hash / (uint.MaxValue + 1.0);
    }
}
