namespace TwinGrid.Adapters.Iq.Slots;

/// <summary>
/// Reads a reader's commands from the times at which its carrier comes on: pulse intervals, EPC C1G2 section 6.3.1.2.3. Each symbol is
/// carrier and then a short gap, so it lasts from one rise to the next.
/// </summary>
/// <remarks>
/// <code>
/// frame-sync  delimiter (gap, 12.5 µs)  data-0 (Tari)  RTcal (2.5 to 3 Tari)
/// preamble    frame-sync                TRcal (1.1 to 3 RTcal); Query alone
/// bits        a symbol below RTcal/2 is a 0, above it a 1
/// Query       1000  DR 1  M 2  TRext 1  Sel 2  Session 2  Target 1  Q 4  CRC-5
/// QueryRep    00  Session 2     QueryAdjust 1001 …     ACK 01 RN16     Select 1010 …
/// </code>
/// </remarks>
internal sealed class PulseReader(double sampleRate, TagLink link)
{
    private const double LongestQuiet = 240e-6, LeastTari = 5e-6, GreatestTari = 28e-6, Slack = 1.15;
    private const int MostBits = 64;
    private double _tari, _calibration, _tagCalibration;
    private long _fall = -1, _rise = -1;
    private int _symbols, _bits;
    private ulong _word;

    /// <summary>How tags reply now.</summary>
    public TagLink Link { get; private set; } = link;

    /// <summary>Whether a command is being received: its first gap has come and its end has not.</summary>
    public bool IsReceiving => _fall >= 0;

    /// <summary>The sample up to which a carrier without a gap still may belong to a symbol.</summary>
    public long QuietUntil => _rise + (long)(sampleRate * (_symbols < 2 ? LongestQuiet : _bits == 0 && _tagCalibration == 0 ? 3 * Slack * _calibration : Slack * _calibration));

    /// <summary>The carrier went away.</summary>
    public void Fall(long sample) => _fall = _fall < 0 ? sample : _fall;

    /// <summary>The carrier came: the end of a symbol.</summary>
    public void Rise(long sample)
    {
        if (_fall < 0)
        {
            return;
        }

        if (_rise >= 0)
        {
            Take((sample - _rise) / sampleRate);
        }

        _rise = sample;
    }

    /// <summary>The carrier has stood for longer than a symbol: the command is over.</summary>
    public ReaderCommand Finish()
    {
        CommandKind kind = Kind();
        if (kind == CommandKind.Query)
        {
            double ratio = Bit(4) == 1 ? 64.0 / 3 : 8;
            Link = new TagLink(ratio / _tagCalibration, _calibration, 1 << (Bit(5) * 2 + Bit(6)), Bit(7) == 1);
        }

        var command = new ReaderCommand(kind, _fall, _rise >= 0 ? _rise : _fall, Link);
        (_fall, _rise, _symbols, _bits, _word, _calibration, _tagCalibration) = (-1, -1, 0, 0, 0, 0, 0);
        return command;
    }

    private void Take(double seconds)
    {
        switch (_symbols++)
        {
            case 0:
                _tari = seconds;
                break;
            case 1:
                _calibration = seconds;
                break;
            case 2 when seconds > 1.05 * _calibration:
                _tagCalibration = seconds;
                break;
            default:
                _word = _bits < MostBits ? (_word << 1) | (seconds > _calibration / 2 ? 1ul : 0) : _word;
                _bits++;
                break;
        }
    }

    private CommandKind Kind()
    {
        if (!(_tari is >= LeastTari and <= GreatestTari && _calibration >= 2.3 * _tari && _calibration <= 3.2 * _tari))
        {
            return CommandKind.Other;
        }

        return (_bits, _tagCalibration > 0) switch
        {
            (22, true) when Head(4) == 0b1000 => CommandKind.Query,
            (4, false) when Head(2) == 0b00 => CommandKind.QueryRep,
            (9, false) when Head(4) == 0b1001 => CommandKind.QueryAdjust,
            (18, false) when Head(2) == 0b01 => CommandKind.Acknowledge,
            (> 22, _) when _bits > MostBits || Head(4) == 0b1010 => CommandKind.Select,
            _ => CommandKind.Other,
        };
    }

    private int Head(int bits) => (int)(_word >> (_bits - bits));

    private int Bit(int place) => (int)((_word >> (_bits - 1 - place)) & 1);
}
