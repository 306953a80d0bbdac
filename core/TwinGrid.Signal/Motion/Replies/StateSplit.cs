using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TwinGrid.Signal.Motion.Replies;

/// <summary>Tells each tag's state, block by block, from the edges of all.</summary>
internal static class StateSplit
{
    /// <summary>Each tag's state, −½ or ½, in the joint state that lies nearest to the block.</summary>
    public static void Apply(in SlotWork work, ReadOnlySpan<TagFit> tags)
    {
        int count = tags.Length, states = 1 << count, width = Vector512<float>.Count;
        Span<Vector512<float>> centres = stackalloc Vector512<float>[3 * 16];
        for (int state = 0; state < states; state++)
        {
            Complex sum = Complex.Zero;
            for (int tag = 0; tag < count; tag++)
            {
                sum += ((state >> tag) & 1) * tags[tag].Edge;
            }

            // |y|² is common to all states, so |s|² − 2·Re(y·s*) orders them as the distances do.
            float x = (float)sum.Real, y = (float)sum.Imaginary;
            (centres[3 * state], centres[3 * state + 1], centres[3 * state + 2]) = (Vector512.Create(x * x + y * y), Vector512.Create(-2 * x), Vector512.Create(-2 * y));
        }

        ref Vector512<float> centre = ref MemoryMarshal.GetReference(centres);
        ref float real = ref MemoryMarshal.GetReference(work.Real), imaginary = ref MemoryMarshal.GetReference(work.Imaginary);
        ref float split = ref MemoryMarshal.GetReference(work.State(0));
        Vector512<float> half = Vector512.Create(0.5f), minusHalf = Vector512.Create(-0.5f);
        int row = work.Stride;
        for (int k = 0; k < work.Count; k += width)
        {
            Vector512<float> x = Vector512.LoadUnsafe(ref real, (nuint)k), y = Vector512.LoadUnsafe(ref imaginary, (nuint)k);
            // All-low lies at zero.
            Vector512<float> least = Vector512<float>.Zero;
            Vector512<int> nearest = Vector512<int>.Zero;
            for (int state = 1; state < states; state++)
            {
                ref Vector512<float> own = ref Unsafe.Add(ref centre, 3 * state);
                Vector512<float> distance = Vector512.FusedMultiplyAdd(x, Unsafe.Add(ref own, 1), Vector512.FusedMultiplyAdd(y, Unsafe.Add(ref own, 2), own));
                nearest = Vector512.ConditionalSelect(Vector512.LessThan(distance, least).AsInt32(), Vector512.Create(state), nearest);
                least = Vector512.Min(least, distance);
            }

            for (int tag = 0; tag < count; tag++)
            {
                Vector512<float> low = Vector512.Equals(nearest & Vector512.Create(1 << tag), Vector512<int>.Zero).AsSingle();
                Vector512.ConditionalSelect(low, minusHalf, half).StoreUnsafe(ref split, (nuint)(tag * row + k));
            }
        }
    }

    /// <summary>
    /// One tag's state from what the fit of all leaves: with the other tags taken off, the projection on its edge is linear in its state.
    /// </summary>
    public static void Isolate(in SlotWork work, int tag, Complex edge)
    {
        double square = edge.Real * edge.Real + edge.Imaginary * edge.Imaginary;
        Vector512<float> x = Vector512.Create((float)(edge.Real / square)), y = Vector512.Create((float)(edge.Imaginary / square)), half = Vector512.Create(0.5f);
        ref float real = ref MemoryMarshal.GetReference(work.RestReal), imaginary = ref MemoryMarshal.GetReference(work.RestImaginary);
        ref float high = ref MemoryMarshal.GetReference(work.High(tag)), state = ref MemoryMarshal.GetReference(work.State(tag));
        for (int k = 0; k < work.Count; k += Vector512<float>.Count)
        {
            Vector512<float> value = x * Vector512.LoadUnsafe(ref real, (nuint)k) + y * Vector512.LoadUnsafe(ref imaginary, (nuint)k);
            (value + Vector512.LoadUnsafe(ref high, (nuint)k) - half).StoreUnsafe(ref state, (nuint)k);
        }
    }
}
