using TwinGrid.Adapters.Wifi.Dot11;
using TwinGrid.Adapters.Wifi.Frames;
using TwinGrid.Signal.Wifi;

namespace TwinGrid.Adapters.Wifi.Tags;

/// <summary>
/// The words of tags on the 1 Mb/s frames of a capture (Liu et al., section 3; by the frame's syndrome, see
/// <see cref="SyndromeDecoder"/>). The frame's own check and the tag's parity judge each word. Holds the solved windows of the frame
/// lengths met last; not safe for use from several threads at once.
/// </summary>
public sealed class TagDecoder
{
    private const int SolvedWindows = 512;

    private readonly TagWindow _window;
    private readonly TagCode _code;
    private readonly HashSet<MacAddress> _senders;
    private readonly Dictionary<(int PsduBytes, int First), SyndromeDecoder> _solved = [];

    /// <summary>A decoder.</summary>
    /// <param name="window">Which symbols tags turn; checked.</param>
    /// <param name="senders">Stations whose frames tags ride on; empty for any.</param>
    /// <exception cref="ArgumentException">The window can't be.</exception>
    public TagDecoder(TagWindow window, IEnumerable<MacAddress> senders)
    {
        ArgumentNullException.ThrowIfNull(window);
        _window = window.Checked();
        _code = window.Code;
        _senders = [.. senders];
    }

    /// <summary>Looks for a tag's word in a frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="word">
    /// The tag's bits, the first lowest, where the verdict is <see cref="TagVerdict.Decoded"/>, <see cref="TagVerdict.Ambiguous"/> or
    /// <see cref="TagVerdict.ParityFailed"/>.
    /// </param>
    public TagVerdict Decode(in WifiFrame frame, out uint word)
    {
        word = 0;
        WifiRate rate = frame.Rate;
        if (frame.Fault != FrameFault.None || (rate.IsStated && !rate.IsOneMegabit))
        {
            return TagVerdict.NotCarried;
        }

        if (frame.Fcs is not (FcsStatus.Good or FcsStatus.Bad) || frame.Psdu.Length > PlcpHeader.MostBytes)
        {
            return TagVerdict.NoCheck;
        }

        if (_senders.Count > 0 && !(frame.Header.Transmitter is { } sender && _senders.Contains(sender)))
        {
            return TagVerdict.OtherSender;
        }

        return _window.FirstSymbol(frame) is not { } first ? TagVerdict.OutsideBody
            : frame.Fcs == FcsStatus.Good ? TagVerdict.Untouched
            : Judge(Solved(frame.Psdu.Length, first), frame.Psdu, out word);
    }

    private TagVerdict Judge(SyndromeDecoder decoder, ReadOnlySpan<byte> psdu, out uint word) =>
        !decoder.TryDecode(FrameSyndrome.Of(psdu), out word) ? TagVerdict.Unexplained
        : !_code.Accepts(word) ? TagVerdict.ParityFailed
        : _window.CheckBits == 0 ? TagVerdict.Ambiguous
        : TagVerdict.Decoded;

    private SyndromeDecoder Solved(int psduBytes, int first)
    {
        if (_solved.TryGetValue((psduBytes, first), out SyndromeDecoder? decoder))
        {
            return decoder;
        }

        if (_solved.Count == SolvedWindows)
        {
            _solved.Clear();
        }

        decoder = new SyndromeDecoder(new FrameSyndrome(psduBytes, LineCoding.Scrambled).Columns(_window.Layout(first)));
        return _solved[(psduBytes, first)] = decoder;
    }
}
