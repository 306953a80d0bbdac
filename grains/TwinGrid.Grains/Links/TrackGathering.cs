using System.Collections.Immutable;
using System.Runtime.InteropServices;
using TwinGrid.Model;

namespace TwinGrid.Grains.Links;

/// <summary>
/// Joins reads of one tag by antenna place and channel into circular means weighted by their number of reads. Reads without a phase
/// are not for it.
/// </summary>
internal sealed class TrackGathering
{
    private readonly Dictionary<(Position Antenna, double Frequency), Mean> _means = [];
    private readonly HashSet<(Position Antenna, double Frequency)> _touched = [];
    private readonly HashSet<Position> _places = [];
    private string _tag = "";
    private DateTimeOffset _time = DateTimeOffset.MinValue;

    /// <summary>Goes on from a track; null for none.</summary>
    public TrackGathering(TrackEstimate? known)
    {
        if (known is null)
        {
            return;
        }

        (_tag, _time) = (known.Tag, known.Time);
        foreach (TrackPhase point in known.Points)
        {
            _places.Add(point.Antenna);
            _means[(point.Antenna, point.FrequencyHz)] = new Mean(
                point.Reads * Math.Cos(point.PhaseRadians), point.Reads * Math.Sin(point.PhaseRadians), point.Reads, point.Reads * point.RssiDbm);
        }
    }

    /// <summary>Distinct antenna places.</summary>
    public int Places => _places.Count;

    /// <summary>Adds reads of the tag.</summary>
    /// <param name="reads">At least one read, all of the same tag.</param>
    public void Add(ImmutableArray<PhaseRead> reads)
    {
        _tag = reads[0].Tag;
        _touched.Clear();
        foreach (PhaseRead read in reads)
        {
            _places.Add(read.Antenna);
            _touched.Add((read.Antenna, read.FrequencyHz));
            ref Mean mean = ref CollectionsMarshal.GetValueRefOrAddDefault(_means, (read.Antenna, read.FrequencyHz), out _);
            double weight = read.Reads * read.Concentration;
            mean = new Mean(
                mean.Cosine + weight * Math.Cos(read.PhaseRadians),
                mean.Sine + weight * Math.Sin(read.PhaseRadians),
                mean.Reads + read.Reads,
                mean.Power + read.Reads * read.RssiDbm);
            _time = read.Time > _time ? read.Time : _time;
        }

        foreach ((Position Antenna, double Frequency) point in _touched)
        {
            // From one batch to the next a mean weighs as its reads, stored in between or not.
            ref Mean mean = ref CollectionsMarshal.GetValueRefOrNullRef(_means, point);
            double length = Math.Sqrt(mean.Cosine * mean.Cosine + mean.Sine * mean.Sine);
            mean = length > 0 ? mean with { Cosine = mean.Cosine * mean.Reads / length, Sine = mean.Sine * mean.Reads / length } : mean;
        }
    }

    /// <summary>What was gathered, in a fixed order.</summary>
    public TrackEstimate ToTrack() => new(_tag, _time, [.. _means
        .Select(entry => new TrackPhase(
            entry.Key.Antenna,
            entry.Key.Frequency,
            Math.Atan2(entry.Value.Sine, entry.Value.Cosine),
            entry.Value.Reads,
            entry.Value.Power / entry.Value.Reads))
        .OrderBy(point => point.FrequencyHz).ThenBy(point => point.Antenna.X).ThenBy(point => point.Antenna.Y).ThenBy(point => point.Antenna.Z)]);

    private readonly record struct Mean(double Cosine, double Sine, int Reads, double Power);
}
