namespace TwinGrid.Bench;

/// <summary>Memory that is in use once everything that isn't has been collected.</summary>
internal static class SettledHeap
{
    /// <summary>Bytes of the managed heap.</summary>
    public static long Bytes()
    {
        for (var round = 0; round < 3; round++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
