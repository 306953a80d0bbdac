using TwinGrid.Adapters.Wifi.Dot11;
using TwinGrid.Adapters.Wifi.Frames;
using TwinGrid.Adapters.Wifi.Radiotap;
using TwinGrid.Adapters.Wifi.Tags;

namespace TwinGrid.Adapters.Wifi;

/// <summary>Counts frames; written by one thread, read at any time by others, who may see a frame in one group and not yet in the next.</summary>
internal sealed class WifiTally
{
    private const int RateUnits = 256;
    private static readonly int Modulations = Enum.GetValues<WifiModulation>().Length;

    private readonly long[] _types = new long[Enum.GetValues<Dot11Type>().Length], _fcs = new long[Enum.GetValues<FcsStatus>().Length];
    private readonly long[] _faults = new long[Enum.GetValues<FrameFault>().Length], _tags = new long[Enum.GetValues<TagVerdict>().Length];
    private readonly long[] _rates = new long[RateUnits + Modulations], _goodAtRate = new long[RateUnits + Modulations];
    private long _packets, _otherLinks, _truncated, _flaggedBad, _withoutTime;

    /// <summary>Frames that the system dropped.</summary>
    public long Lost { get; set; }

    /// <summary>A packet that is no frame.</summary>
    public void CountOtherLink() => (_packets, _otherLinks) = (_packets + 1, _otherLinks + 1);

    /// <summary>A word that became no observation for want of a time.</summary>
    public void CountWithoutTime() => _withoutTime++;

    /// <summary>A frame and what it said of a tag.</summary>
    public void Count(in WifiFrame frame, TagVerdict verdict)
    {
        _packets++;
        _tags[(int)verdict]++;
        _truncated += frame.IsTruncated ? 1 : 0;
        _faults[(int)frame.Fault]++;
        WifiRate rate = frame.Rate;
        int at = rate.Modulation == WifiModulation.Legacy ? rate.Units : RateUnits + (int)rate.Modulation;
        _rates[at]++;
        if (frame.Fault == FrameFault.Radiotap)
        {
            // Where the frame begins isn't known, so nothing is known of its check.
            _fcs[(int)(frame.IsTruncated ? FcsStatus.Cut : FcsStatus.NotStated)]++;
            return;
        }

        _goodAtRate[at] += frame.Fcs == FcsStatus.Good ? 1 : 0;
        _fcs[(int)frame.Fcs]++;
        _flaggedBad += ((frame.Radio.Flags ?? 0) & RadiotapFlags.BadFcs) != 0 ? 1 : 0;
        if (frame.Fault == FrameFault.None)
        {
            _types[(int)frame.Header.Type]++;
        }
    }

    /// <summary>The counts as they are now.</summary>
    public WifiFigures Figures() => new(
        _packets,
        _otherLinks,
        _truncated,
        Lost,
        new(Of(Dot11Type.Management), Of(Dot11Type.Control), Of(Dot11Type.Data), Of(Dot11Type.Extension), _faults[(int)FrameFault.Radiotap], _faults[(int)FrameFault.Header]),
        [.. Rates()],
        new(Of(FcsStatus.Good), Of(FcsStatus.Bad), Of(FcsStatus.Absent), Of(FcsStatus.NotStated), Of(FcsStatus.Cut), _flaggedBad),
        new(
            Of(TagVerdict.NotCarried),
            Of(TagVerdict.NoCheck),
            Of(TagVerdict.OtherSender),
            Of(TagVerdict.OutsideBody),
            Of(TagVerdict.Untouched),
            Of(TagVerdict.Unexplained),
            Of(TagVerdict.ParityFailed),
            Of(TagVerdict.Ambiguous),
            Of(TagVerdict.UnknownTag),
            Of(TagVerdict.Decoded),
            _withoutTime));

    private IEnumerable<RateFigure> Rates()
    {
        for (int at = 0; at < _rates.Length; at++)
        {
            if (_rates[at] > 0)
            {
                WifiRate rate = at < RateUnits ? new((byte)at, WifiModulation.Legacy) : new(0, (WifiModulation)(at - RateUnits));
                yield return new(rate, _rates[at], _goodAtRate[at]);
            }
        }
    }

    private long Of(Dot11Type type) => _types[(int)type];

    private long Of(FcsStatus status) => _fcs[(int)status];

    private long Of(TagVerdict verdict) => _tags[(int)verdict];
}
