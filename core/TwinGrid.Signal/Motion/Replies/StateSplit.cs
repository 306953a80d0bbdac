using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TwinGrid.Signal.Motion.Replies;

/// <summary>Tells each tag's state, block by block, from the edges of all.</summary>
internal static class StateSplit
{
    /// <summary>Each tag's state, −½ or ½, in the joint state that lies nearest to the block.</summary>
    public static void Apply(in SlotWork work, ReadOnlySpan<TagFit> tags)
    {
        int count = tags.Length, states = 1 << count, width = Vector<float>.Count;
        Span<Vector<float>> centres = stackalloc Vector<float>[3 * 16];
        for (int state = 0; state < states; state++)
        {
            Complex sum = Complex.Zero;
            for (int tag = 0; tag < count; tag++)
            {
                sum += ((state >> tag) & 1) * tags[tag].Edge;
            }

            // |y|² is common to all states, so |s|² − 2·Re(y·s*) orders them as the distances do.
            float x = (float)sum.Real, y = (float)sum.Imaginary;
            (centres[3 * state], centres[3 * state + 1], centres[3 * state + 2]) = (new(x * x + y * y), new(-2 * x), new(-2 * y));
        }

        ref Vector<float> centre = ref MemoryMarshal.GetReference(centres);
        ref float real = ref MemoryMarshal.GetReference(work.Real), imaginary = ref MemoryMarshal.GetReference(work.Imaginary);
        ref float split = ref MemoryMarshal.GetReference(work.State(0));
        Vector<float> half = new(0.5f), minusHalf = new(-0.5f);
        int row = work.Stride;
        for (int k = 0; k < work.Count; k += width)
        {
            Vector<float> x = Vector.LoadUnsafe(ref real, (nuint)k), y = Vector.LoadUnsafe(ref imaginary, (nuint)k);
            // All-low lies at zero.
            Vector<float> least = Vector<float>.Zero;
            Vector<int> nearest = Vector<int>.Zero;
            for (int state = 1; state < states; state++)
            {
                ref Vector<float> own = ref Unsafe.Add(ref centre, 3 * state);
                Vector<float> distance = Vector.FusedMultiplyAdd(x, Unsafe.Add(ref own, 1), Vector.FusedMultiplyAdd(y, Unsafe.Add(ref own, 2), own));
                nearest = Vector.ConditionalSelect(Vector.LessThan(distance, least), new Vector<int>(state), nearest);
                least = Vector.Min(least, distance);
            }

            for (int tag = 0; tag < count; tag++)
            {
                Vector<int> low = Vector.Equals(nearest & new Vector<int>(1 << tag), Vector<int>.Zero);
                Vector.ConditionalSelect(low, minusHalf, half).StoreUnsafe(ref split, (nuint)(tag * row + k));
            }
        }
    }

    /// <summary>
    /// One tag's state from what the fit of all leaves: with the other tags taken off, the projection on its edge is linear in its state.
    /// </summary>
    public static void Isolate(in SlotWork work, int tag, Complex edge)
    {
        double square = edge.Real * edge.Real + edge.Imaginary * edge.Imaginary;
        Vector<float> x = new((float)(edge.Real / square)), y = new((float)(edge.Imaginary / square)), half = new(0.5f);
        ref float real = ref MemoryMarshal.GetReference(work.RestReal), imaginary = ref MemoryMarshal.GetReference(work.RestImaginary);
        ref float high = ref MemoryMarshal.GetReference(work.High(tag)), state = ref MemoryMarshal.GetReference(work.State(tag));
        for (int k = 0; k < work.Count; k += Vector<float>.Count)
        {
            Vector<float> value = x * Vector.LoadUnsafe(ref real, (nuint)k) + y * Vector.LoadUnsafe(ref imaginary, (nuint)k);
            (value + Vector.LoadUnsafe(ref high, (nuint)k) - half).StoreUnsafe(ref state, (nuint)k);
        }
    }
}
