using System.Diagnostics;

namespace TwinGrid.Silo.Worlds;

/// <summary>What this process takes of the machine's memory.</summary>
internal static class ProcessMemory
{
    /// <summary>Bytes of the managed heap that are in use, behind full collections.</summary>
    public static long SettledHeap()
    {
        for (int round = 0; round < 2; round++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }

    /// <summary>Bytes of physical memory that the process holds.</summary>
    public static long Resident()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    /// <summary>Most bytes of physical memory that it ever held.</summary>
    public static long Peak()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}
