using System.Numerics;

namespace TwinGrid.Signal.Motion.Replies;

/// <summary>Re-makes a tag's reply on the blocks.</summary>
internal static class ReplyWaveform
{
    /// <summary>Fills the tag's high shares and the marks of its edges.</summary>
    public static void Render(in SlotWork work, int tag, in TagFit fit)
    {
        Span<byte> levels = stackalloc byte[MillerCode.HalfCycles + 1];
        MillerCode.Levels(fit.Bits, levels);
        levels[MillerCode.HalfCycles] = 0;
        Span<float> high = work.High(tag), edges = work.Edges(tag);
        edges.Clear();
        double start = fit.Onset / SlotWork.BlockLength, step = fit.Length / MillerCode.HalfCycles / SlotWork.BlockLength;
        int level = 0, last = 0, at = 0;
        float partial = 0;
        for (int e = 0; e <= MillerCode.HalfCycles; e++)
        {
            if (levels[e] == level)
            {
                continue;
            }

            double time = start + e * step;
            at = (int)time;
            // A run is 6 or 13 blocks: two whole vectors cover it, and the next run overwrites what is too much.
            Fill(high, last, at, level);
            high[last] = partial;
            level = levels[e];
            last = at;
            partial = level == 1 ? (float)(at + 1 - time) : (float)(time - at);
            edges[at] = level == 1 ? e + 1 : -(e + 1);
        }

        high[at..].Clear();
        high[at] = partial;
    }

    private static void Fill(Span<float> high, int from, int to, int level)
    {
        var value = new Vector<float>(level);
        for (int k = from; k <= to; k += Vector<float>.Count)
        {
            value.CopyTo(high[k..]);
        }
    }
}
