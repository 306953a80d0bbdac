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
        high.Clear();
        edges.Clear();
        double start = fit.Onset / SlotWork.BlockLength, step = fit.Length / MillerCode.HalfCycles / SlotWork.BlockLength;
        double rise = 0;
        int level = 0;
        for (int e = 0; e <= MillerCode.HalfCycles; e++)
        {
            if (levels[e] == level)
            {
                continue;
            }

            double at = start + e * step;
            level = levels[e];
            edges[(int)at] = level == 1 ? e + 1 : -(e + 1);
            if (level == 1)
            {
                rise = at;
                continue;
            }

            int from = (int)rise, to = (int)at;
            high[from] = (float)(from + 1 - rise);
            high[(from + 1)..to].Fill(1);
            high[to] = (float)(at - to);
        }
    }
}
