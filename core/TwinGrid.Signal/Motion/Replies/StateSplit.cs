using System.Numerics;
using System.Runtime.InteropServices;

namespace TwinGrid.Signal.Motion.Replies;

/// <summary>Tells each tag's state, block by block, from the edges of all.</summary>
internal static class StateSplit
{
    /// <summary>
    /// The log-likelihood ratio of each tag's two states with the others' states at their best, clipped to ±½: hard where the noise is
    /// small against the distance between the joint states, soft where it is not.
    /// </summary>
    public static void Apply(in SlotWork work, ReadOnlySpan<TagFit> tags, double variance)
    {
        int count = tags.Length, states = 1 << count, width = Vector<float>.Count;
        Span<float> stateReal = stackalloc float[16], stateImaginary = stackalloc float[16];
        for (int state = 0; state < states; state++)
        {
            Complex sum = Complex.Zero;
            for (int tag = 0; tag < count; tag++)
            {
                sum += ((state >> tag) & 1) * tags[tag].Edge;
            }

            (stateReal[state], stateImaginary[state]) = ((float)sum.Real, (float)sum.Imaginary);
        }

        // |y|² is common to all states, so |s|² − 2·Re(y·s*) orders them as the distances do.
        Span<Vector<float>> offsets = stackalloc Vector<float>[16], alongs = stackalloc Vector<float>[16], acrosses = stackalloc Vector<float>[16];
        for (int state = 0; state < states; state++)
        {
            float x = stateReal[state], y = stateImaginary[state];
            (offsets[state], alongs[state], acrosses[state]) = (new Vector<float>(x * x + y * y), new Vector<float>(-2 * x), new Vector<float>(-2 * y));
        }

        Span<Vector<float>> distances = stackalloc Vector<float>[16];
        var half = new Vector<float>(0.5f);
        // A quarter of the ratio: saturates where one state is e² times likelier.
        var scale = new Vector<float>((float)(0.25 / variance));
        ref float real = ref MemoryMarshal.GetReference(work.Real), imaginary = ref MemoryMarshal.GetReference(work.Imaginary);
        ref float split = ref MemoryMarshal.GetReference(work.State(0));
        int row = work.Stride;
        for (int k = 0; k < work.Count; k += width)
        {
            Vector<float> x = Vector.LoadUnsafe(ref real, (nuint)k), y = Vector.LoadUnsafe(ref imaginary, (nuint)k);
            for (int state = 0; state < states; state++)
            {
                distances[state] = Vector.FusedMultiplyAdd(x, alongs[state], Vector.FusedMultiplyAdd(y, acrosses[state], offsets[state]));
            }

            for (int tag = 0; tag < count; tag++)
            {
                int bit = 1 << tag;
                Vector<float> low = distances[0], high = distances[bit];
                for (int state = 1; state < states - bit; state++)
                {
                    if ((state & bit) == 0)
                    {
                        low = Vector.Min(low, distances[state]);
                        high = Vector.Min(high, distances[state + bit]);
                    }
                }

                Vector.Max(-half, Vector.Min(half, (low - high) * scale)).StoreUnsafe(ref split, (nuint)(tag * row + k));
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
