using System.Numerics;
using TwinGrid.Adapters.Iq;
using TwinGrid.Adapters.Iq.Recordings;
using TwinGrid.Model;
using TwinGrid.Signal.Synthesis;
using TwinGrid.Support;

namespace TwinGrid.Bench.Adapters;

/// <summary>
/// A recording of frames with as many slots as tags, read from a file on one core, against the time that it took to record: the reference
/// is real time.
/// </summary>
internal static class IqFigures
{
    private const int Slots = 400, Runs = 5, Tags = 32;
    private const double Leakage = 30, Noise = 0.01;

    /// <summary>Measures; the median of several runs after one to warm up.</summary>
    public static async Task<(string Name, double Value)[]> MeasureAsync(Action<string> onStep)
    {
        string path = Path.GetTempFileName();
        try
        {
            onStep("IQ: making a recording");
            await File.WriteAllBytesAsync(path, Frames());
            var ratios = new List<double>();
            IqStatistics found = await ReadAsync(path);
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int run = 1; run <= Runs; run++)
            {
                onStep($"IQ: run {run} of {Runs}");
                TimeSpan start = Environment.CpuUsage.TotalTime;
                found = await ReadAsync(path);
                ratios.Add(found.Duration / (Environment.CpuUsage.TotalTime - start));
            }

            double bytes = (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)(Runs * found.TagReplies);
            return
            [
                ("iq_times_real_time_per_core", Math.Round(ratios.Order().ElementAt(Runs / 2), 1)),
                ("iq_seconds_recorded", Math.Round(found.Duration.TotalSeconds, 2)),
                ("iq_tag_replies", found.TagReplies),
                ("iq_slots_unresolved", found.Unresolved),
                ("iq_bytes_allocated_per_reply", Math.Round(bytes)),
            ];
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task<IqStatistics> ReadAsync(string path)
    {
        var source = new IqSource(new IqOptions { Path = path, Raw = new IqLayout(SampleFormat.Floats, IqRound.Rate) });
        await foreach (ObservationBatch batch in source.ReadAsync(CancellationToken.None))
        {
            _ = batch.Count;
        }

        return source.Statistics!;
    }

    /// <summary>Each tag chooses one of as many slots: a third of them hold one reply, an eleventh three or more.</summary>
    private static byte[] Frames()
    {
        var random = new SeededRandom(7);
        var round = new IqRound(8, 1, Leakage, Noise);
        for (int slot = 0; slot < Slots; slot += Tags)
        {
            int[] chosen = [.. Enumerable.Range(0, Tags).Select(_ => (int)(random.NextBits() % Tags))];
            round.Query(5);
            for (int i = 0; i < Tags; i++)
            {
                round.Slot([.. chosen.Where(choice => choice == i).Take(4).Select(_ => new IqTag([], random.NextUniform(7620, 7690), Complex.FromPolarCoordinates(random.NextUniform(0.5, 2), random.NextUniform(-Math.PI, Math.PI))))]);
                round.QueryRep();
            }

            round.Carrier(100_000);
        }

        return round.ToFloats();
    }
}
