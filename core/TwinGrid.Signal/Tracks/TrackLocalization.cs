namespace TwinGrid.Signal.Tracks;

/// <summary>stub</summary>
public static class TrackLocalization
{
    /// <summary>stub</summary>
    public static TrackSolution Solve(TrackScene scene, TrackOptions? options = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ct.ThrowIfCancellationRequested();
        (options ?? TrackOptions.Default).Check();
        throw new NotImplementedException();
    }
}
