using System.Collections.Immutable;
using TwinGrid.Model;

namespace TwinGrid.Grains.Links;

/// <summary>Joins reads of one tag by antenna place and channel into circular means weighted by their number of reads.</summary>
internal static class TrackGathering
{
    /// <summary>The track with further reads in it.</summary>
    /// <param name="known">The track so far, or null.</param>
    /// <param name="reads">At least one read of the same tag.</param>
    public static TrackEstimate Join(TrackEstimate? known, ImmutableArray<PhaseRead> reads)
    {
        var means = new Dictionary<(Position Antenna, double Frequency), Mean>();
        foreach (TrackPhase point in known?.Points ?? [])
        {
            means[(point.Antenna, point.FrequencyHz)] = new Mean(
                point.Reads * Math.Cos(point.PhaseRadians), point.Reads * Math.Sin(point.PhaseRadians), point.Reads, point.Reads * point.RssiDbm);
        }

        DateTimeOffset time = known?.Time ?? DateTimeOffset.MinValue;
        foreach (PhaseRead read in reads)
        {
            means.TryGetValue((read.Antenna, read.FrequencyHz), out Mean mean);
            double weight = read.Reads * read.Concentration;
            means[(read.Antenna, read.FrequencyHz)] = new Mean(
                mean.Cosine + weight * Math.Cos(read.PhaseRadians),
                mean.Sine + weight * Math.Sin(read.PhaseRadians),
                mean.Reads + read.Reads,
                mean.Power + read.Reads * read.RssiDbm);
            time = read.Time > time ? read.Time : time;
        }

        return new TrackEstimate(reads[0].Tag, time, [.. means
            .Select(entry => new TrackPhase(
                entry.Key.Antenna,
                entry.Key.Frequency,
                Math.Atan2(entry.Value.Sine, entry.Value.Cosine),
                entry.Value.Reads,
                entry.Value.Power / entry.Value.Reads))
            .OrderBy(point => point.FrequencyHz).ThenBy(point => point.Antenna.X).ThenBy(point => point.Antenna.Y).ThenBy(point => point.Antenna.Z)]);
    }

    private readonly record struct Mean(double Cosine, double Sine, int Reads, double Power);
}
