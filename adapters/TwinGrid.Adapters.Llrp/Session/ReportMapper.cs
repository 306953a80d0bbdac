using System.Collections.Immutable;
using TwinGrid.Adapters.Llrp.Wire;
using TwinGrid.Adapters.Llrp.Wire.Reports;
using TwinGrid.Adapters.Readers;
using TwinGrid.Model;
using TwinGrid.Signal;

namespace TwinGrid.Adapters.Llrp.Session;

/// <summary>
/// Reports of a reader as observations: place and phase offset of the antenna, frequency of the channel, power, Doppler shift, and the
/// time by this machine's clock. Phases keep the reader's sign; those of Impinj grow with distance. A read without a phase, or on an
/// unknown channel so that its phase says nothing, has a concentration of zero.
/// </summary>
internal sealed class ReportMapper
{
    private const int MostEpcBytes = 62;
    private const ulong MostMicroseconds = 1UL << 56;
    // What stands for a power or frequency that the reader doesn't tell, because an observation has to have one.
    private const double UnknownRssi = -128, UnknownFrequency = 915e6;

    private readonly string _source;
    private readonly Dictionary<int, AntennaPlan> _antennas;
    private readonly TagNames _names;
    private readonly SessionSequence _sequence;
    private readonly TimeProvider _time;
    private readonly SessionNotes _notes;
    private readonly ClockOffset _utc = new(), _uptime = new();
    private readonly int _onlyPort;
    private ChannelTable? _channels;

    /// <summary>
    /// A mapper for one session. With the channels of the session before, what a reader that was lost goes on reporting is understood from
    /// its first word; without, it is counted as unplaced until this session's ROSpec is there.
    /// </summary>
    public ReportMapper(string source, ImmutableArray<AntennaPlan> antennas, TagNames names, SessionSequence sequence, TimeProvider time, SessionNotes notes, ChannelTable? channels)
    {
        (_source, _names, _sequence, _time, _notes, _channels) = (source, names, sequence, time, notes, channels);
        _antennas = antennas.ToDictionary(antenna => antenna.Port);
        _onlyPort = antennas.Length == 1 ? antennas[0].Port : 0;
    }

    /// <summary>The channels in use; null before they are known.</summary>
    public ChannelTable? Channels => Volatile.Read(ref _channels);

    /// <summary>Drift of the reader's clock in seconds a second.</summary>
    public double Drift => _utc.IsKnown ? _utc.Drift : _uptime.Drift;

    /// <summary>The reader has been told what to do: reports from now on are this session's.</summary>
    public void Begin(ChannelTable channels) => Volatile.Write(ref _channels, channels);

    /// <summary>Takes the time of an event.</summary>
    public void Hear(LlrpParameter data)
    {
        long now = Now();
        if (data.Find("UTCTimestamp") is { } utc)
        {
            Time(_utc, (ulong)utc.Number("Microseconds"), now);
        }
        else if (data.Find("Uptime") is { } uptime)
        {
            Time(_uptime, (ulong)uptime.Number("Microseconds"), now);
        }
    }

    /// <summary>Adds the reads of a report to a buffer.</summary>
    /// <returns>How many reads stood in the report.</returns>
    public int Take(ReadOnlySpan<byte> message, ReadBuffer buffer)
    {
        long now = Now();
        int reads = 0;
        foreach (TagReport tag in TagReports.In(message))
        {
            reads++;
            if (tag.Has(TagReportFields.Other))
            {
                _notes.Unknown();
            }

            int port = tag.Has(TagReportFields.AntennaId) ? tag.AntennaId : _onlyPort;
            if (Channels is { } channels && tag.Epc.Length is > 0 and <= MostEpcBytes && _antennas.TryGetValue(port, out AntennaPlan? antenna))
            {
                buffer.Add(Read(tag, antenna, channels, now));
                _notes.Read();
            }
            else
            {
                _notes.Unplaced();
            }
        }

        return reads;
    }

    private PhaseRead Read(in TagReport tag, AntennaPlan antenna, ChannelTable channels, long now)
    {
        double frequency = tag.Has(TagReportFields.ChannelIndex) ? channels.FrequencyHz(antenna.Port, tag.ChannelIndex) : double.NaN;
        bool hasPhase = frequency > 0 && tag.Has(TagReportFields.PhaseAngle);
        return new PhaseRead(
            new ObservationId(_source, _sequence.Next()),
            DateTimeOffset.UnixEpoch.AddTicks(Time(tag, now) * TimeSpan.TicksPerMicrosecond),
            _names.Of(tag.Epc),
            antenna.Place,
            frequency > 0 ? frequency : UnknownFrequency,
            hasPhase ? AngleMath.Modulo(tag.PhaseRadians - antenna.PhaseOffset.Value, 2 * Math.PI) : 0,
            Math.Max(1, (int)tag.TagSeenCount),
            hasPhase ? 1 : 0,
            tag.Has(TagReportFields.FinePeakRssi) || tag.Has(TagReportFields.PeakRssi) ? tag.RssiDbm : UnknownRssi,
            antenna.Port,
            tag.Has(TagReportFields.Doppler) ? tag.DopplerHertz : double.NaN);
    }

    /// <summary>When the last read was made, by this machine's clock, in microseconds since 1970; never after it arrived.</summary>
    private long Time(in TagReport tag, long now)
    {
        bool hasLast = tag.Has(TagReportFields.LastSeenUtc);
        if (hasLast || tag.Has(TagReportFields.FirstSeenUtc))
        {
            return Time(_utc, hasLast ? tag.LastSeenUtc : tag.FirstSeenUtc, now);
        }

        hasLast = tag.Has(TagReportFields.LastSeenUptime);
        return hasLast || tag.Has(TagReportFields.FirstSeenUptime) ? Time(_uptime, hasLast ? tag.LastSeenUptime : tag.FirstSeenUptime, now) : now;
    }

    private static long Time(ClockOffset clock, ulong stamp, long now)
    {
        // A stamp that no clock shows would be no time at all.
        if (stamp > MostMicroseconds)
        {
            return now;
        }

        clock.Add((long)stamp, now);
        return Math.Min(clock.ToHost((long)stamp), now);
    }

    private long Now() => (_time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
