using TwinGrid.Adapters.Wifi.Dot11;
using TwinGrid.Adapters.Wifi.Pcap;
using TwinGrid.Adapters.Wifi.Radiotap;
using TwinGrid.Signal.Wifi;

namespace TwinGrid.Adapters.Wifi.Frames;

/// <summary>
/// From captured packets to frames with their check done. A damaged packet is no fault of the capture's: it comes out as a frame that
/// says what is wrong with it. Holds working memory; not safe for use from several threads at once.
/// </summary>
/// <param name="assumesFcs">Whether a frame of which the capture doesn't say so ends with its check sequence.</param>
public sealed class FrameParser(bool assumesFcs = false)
{
    /// <summary>Bytes of the check sequence.</summary>
    public const int FcsBytes = FrameSyndrome.CheckBytes;

    private const int PaddingMultiple = 4;

    private byte[] _unpadded = [];

    /// <summary>Reads the frame of a packet.</summary>
    /// <param name="packet">A packet of a link type that is read: <see cref="LinkTypes.IsReadable"/>.</param>
    public WifiFrame Parse(in CapturedPacket packet)
    {
        ReadOnlySpan<byte> psdu = packet.Data.Span;
        RadiotapHeader radio = default;
        if (packet.LinkType == LinkTypes.Radiotap)
        {
            if (!RadiotapHeader.TryParse(psdu, out radio))
            {
                return new() { Number = packet.Number, Time = packet.Time, Fault = FrameFault.Radiotap, IsTruncated = packet.IsTruncated };
            }

            psdu = psdu[radio.Length..];
        }

        bool? isStated = radio.Flags is { } flags ? (flags & RadiotapFlags.FcsAtEnd) != 0 : packet.FcsBytes is { } bytes ? bytes == FcsBytes : null;
        bool? hasFcs = packet.IsTruncated ? false : isStated ?? (assumesFcs ? true : null);
        bool isParsed = Dot11Header.TryParse(hasFcs == true && psdu.Length >= FcsBytes ? psdu[..^FcsBytes] : psdu, out Dot11Header header);
        if (isParsed && ((radio.Flags ?? 0) & RadiotapFlags.DataPadded) != 0)
        {
            psdu = Unpad(psdu, header.Length, hasFcs == true ? FcsBytes : 0);
        }

        return new()
        {
            Number = packet.Number,
            Time = packet.Time,
            Fault = isParsed ? FrameFault.None : FrameFault.Header,
            Radio = radio,
            Header = header,
            Psdu = psdu,
            Fcs = packet.IsTruncated ? FcsStatus.Cut : Check(psdu, isParsed ? header.Length : 1, hasFcs),
            IsTruncated = packet.IsTruncated,
        };
    }

    private static FcsStatus Check(ReadOnlySpan<byte> psdu, int headerBytes, bool? hasFcs)
    {
        if (hasFcs == false)
        {
            return FcsStatus.Absent;
        }

        bool isGood = psdu.Length >= headerBytes + FcsBytes && FrameSyndrome.Of(psdu) == 0;
        return isGood ? FcsStatus.Good : hasFcs == true ? FcsStatus.Bad : FcsStatus.NotStated;
    }

    /// <summary>Takes out what the receiver put behind the MAC header, which was never on the air and isn't in the check.</summary>
    private ReadOnlySpan<byte> Unpad(ReadOnlySpan<byte> psdu, int headerBytes, int fcsBytes)
    {
        int padding = (PaddingMultiple - headerBytes % PaddingMultiple) % PaddingMultiple;
        if (padding == 0 || psdu.Length < headerBytes + padding + fcsBytes)
        {
            return psdu;
        }

        int length = psdu.Length - padding;
        if (_unpadded.Length < length)
        {
            _unpadded = new byte[length];
        }

        psdu[..headerBytes].CopyTo(_unpadded);
        psdu[(headerBytes + padding)..].CopyTo(_unpadded.AsSpan(headerBytes));
        return _unpadded.AsSpan(0, length);
    }
}
