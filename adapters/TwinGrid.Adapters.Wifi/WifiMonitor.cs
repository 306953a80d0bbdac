using TwinGrid.Adapters.Wifi.Frames;
using TwinGrid.Adapters.Wifi.Pcap;
using TwinGrid.Adapters.Wifi.Tags;

namespace TwinGrid.Adapters.Wifi;

/// <summary>
/// Looks at captured packets one after the other: counts them, and tells the tags that it finds. A packet without a tag costs no
/// memory. Not safe for use from several threads at once, but for <see cref="Figures"/>.
/// </summary>
public sealed class WifiMonitor
{
    private const int MostNames = 1 << 16;

    private readonly WifiOptions _options;
    private readonly FrameParser _frames;
    private readonly TagDecoder _decoder;
    private readonly TagNameTemplate? _template;
    private readonly Dictionary<uint, string> _names = [];
    private readonly WifiTally _tally = new();

    /// <summary>A monitor.</summary>
    /// <param name="options">What is known of receiver and tags; checked here.</param>
    /// <exception cref="ArgumentException">The options can't be.</exception>
    public WifiMonitor(WifiOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Checked();
        _frames = new(options.AssumesFcs);
        _decoder = new(options.Window, options.Senders);
        _template = options.NameTemplate is { } template && TagNameTemplate.TryParse(template, out TagNameTemplate? parsed) ? parsed : null;
    }

    /// <summary>What was readable so far.</summary>
    public WifiFigures Figures => _tally.Figures();

    /// <summary>Looks at a packet.</summary>
    /// <param name="packet">The packet; its bytes aren't kept.</param>
    /// <returns>The tag that was heard on it; null for none.</returns>
    public WifiTagReport? Take(in CapturedPacket packet)
    {
        if (!LinkTypes.IsReadable(packet.LinkType))
        {
            _tally.CountOtherLink();
            return null;
        }

        WifiFrame frame = _frames.Parse(packet);
        TagVerdict verdict = _decoder.Decode(frame, out uint word);
        WifiTagReport? report = null;
        if (verdict is TagVerdict.Decoded or TagVerdict.Ambiguous)
        {
            report = Report(frame, word, verdict);
            verdict = report is null && verdict == TagVerdict.Decoded ? TagVerdict.UnknownTag : verdict;
        }

        _tally.Count(frame, verdict);
        return report;
    }

    /// <summary>Counts a report that became no observation for want of a time.</summary>
    internal void CountWithoutTime() => _tally.CountWithoutTime();

    /// <summary>Counts frames that the system dropped.</summary>
    internal void CountLost(long frames) => _tally.Lost += frames;

    private WifiTagReport? Report(in WifiFrame frame, uint word, TagVerdict verdict)
    {
        uint data = TagBits.Of(word, 0, _options.Window.DataBits), id = TagBits.Of(data, _options.IdOffset, _options.IdLength);
        // A word that no check confirms is reported only where its id is one that is waited for.
        string? name = _options.Names.GetValueOrDefault(id) ?? (verdict == TagVerdict.Ambiguous ? null : NameOf(id));
        return name is null ? null : new(
            frame.Number,
            frame.Time,
            verdict,
            word,
            data,
            id,
            name,
            frame.Header.Transmitter,
            frame.Psdu.Length,
            frame.Radio.SignalDbm,
            frame.Radio.ChannelMHz * 1e6,
            frame.Radio.Antenna,
            [.. _options.Values.Select(value => value.Of(data))]);
    }

    private string? NameOf(uint id)
    {
        if (_template is null)
        {
            return null;
        }

        if (_names.TryGetValue(id, out string? known))
        {
            return known;
        }

        if (_names.Count == MostNames)
        {
            _names.Clear();
        }

        return _names[id] = _template.Name(id);
    }
}
