using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TwinGrid.Simulation.Census;

/// <summary>Looks eight entries of a table up at once.</summary>
internal static class Lookup
{
    /// <summary>The entries at eight indices.</summary>
    /// <param name="table">A table whose length is a power of two.</param>
    /// <param name="index">Indices; those beyond the table begin anew, so that no address outside it is ever formed.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector256<float> Eight(float[] table, Vector256<uint> index)
    {
        index &= Vector256.Create((uint)table.Length - 1);
        if (Avx2.IsSupported)
        {
            fixed (float* entries = table)
            {
                return Avx2.GatherVector256(entries, index.AsInt32(), sizeof(float));
            }
        }

        return Vector256.Create(
            table[index.GetElement(0)], table[index.GetElement(1)], table[index.GetElement(2)], table[index.GetElement(3)],
            table[index.GetElement(4)], table[index.GetElement(5)], table[index.GetElement(6)], table[index.GetElement(7)]);
    }
}
