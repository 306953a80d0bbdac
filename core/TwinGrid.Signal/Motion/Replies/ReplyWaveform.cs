using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TwinGrid.Signal.Motion.Replies;

/// <summary>Re-makes a tag's reply on the blocks.</summary>
internal static class ReplyWaveform
{
    /// <summary>Fills the tag's high shares and the directions of its edges.</summary>
    public static void Render(in SlotWork work, int tag, in TagFit fit)
    {
        Span<short> places = stackalloc short[MillerCode.HalfCycles + 1];
        places = places[..MillerCode.Edges(fit.Bits, places)];
        Span<float> high = work.High(tag), edges = work.Edges(tag);
        edges.Clear();
        double start = fit.Onset / SlotWork.BlockLength, step = fit.Length / MillerCode.HalfCycles / SlotWork.BlockLength;
        ref float first = ref MemoryMarshal.GetReference(high);
        int last = 0, level = 0, at = 0;
        float partial = 0;
        foreach (short place in places)
        {
            double time = start + place * step;
            at = (int)time;
            // Sixteen blocks cover a run of the usual clocks; the next one overwrites what is too much.
            var value = Vector512.Create((float)level);
            for (int k = last; k <= at; k += Vector512<float>.Count)
            {
                value.StoreUnsafe(ref first, (nuint)k);
            }

            Unsafe.Add(ref first, last) = partial;
            level ^= 1;
            last = at;
            float late = (float)(time - at);
            partial = level == 1 ? 1 - late : late;
            edges[at] = 1 - 2 * level;
        }

        high[at..].Clear();
        high[at] = partial;
    }
}
