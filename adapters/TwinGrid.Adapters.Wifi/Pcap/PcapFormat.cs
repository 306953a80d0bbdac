namespace TwinGrid.Adapters.Wifi.Pcap;

/// <summary>The classic form (draft-ietf-opsawg-pcap): one header, then a record a packet, all of one link type.</summary>
/// <remarks>
/// <code>
/// header   4  A1B2C3D4 with microseconds or A1B23C4D with nanoseconds, in the byte order of all that follows
///          2  major version, 2     2  minor version, 4     4, 4  reserved     4  longest packet
///          4  link type in the low 16 bits; bit 26: the top four bits count the 16-bit words of check behind each packet
/// record   4  seconds since 1970     4  micro- or nanoseconds     4  bytes kept     4  bytes there were     n  bytes
/// </code>
/// </remarks>
internal sealed class PcapFormat : CaptureFormat
{
    private const uint Microseconds = 0xA1B2C3D4, Nanoseconds = 0xA1B23C4D;
    private const int HeaderBytes = 24, RecordBytes = 16;

    private readonly bool _isNano;
    private bool _hasHeader;
    private int _linkType;
    private int? _fcsBytes;

    private PcapFormat(string name, bool isBigEndian, bool isNano)
        : base(name) => (IsBigEndian, _isNano) = (isBigEndian, isNano);

    /// <inheritdoc/>
    public override bool HasOneLinkType => true;

    /// <inheritdoc/>
    public override bool MayEnd => _hasHeader;

    /// <summary>The form with its byte order and unit of time, or null when the first four bytes aren't its own.</summary>
    /// <param name="name">The capture as messages name it.</param>
    /// <param name="magic">The first four bytes, read in network order.</param>
    public static PcapFormat? Recognise(string name, uint magic)
    {
        uint swapped = System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(magic);
        return magic is Microseconds or Nanoseconds ? new(name, isBigEndian: true, magic == Nanoseconds)
            : swapped is Microseconds or Nanoseconds ? new(name, isBigEndian: false, swapped == Nanoseconds)
            : null;
    }

    /// <inheritdoc/>
    public override CaptureStep Next(ReadOnlySpan<byte> view, long at)
    {
        if (!_hasHeader)
        {
            return view.Length < HeaderBytes ? CaptureStep.Show(HeaderBytes) : Header(view);
        }

        if (view.Length < RecordBytes)
        {
            return CaptureStep.Show(RecordBytes);
        }

        int captured = Captured(U32(view[8..]), at + 8);
        if (view.Length < RecordBytes + captured)
        {
            return CaptureStep.Show(RecordBytes + captured);
        }

        long parts = U32(view[4..]);
        long ticks = DateTimeOffset.UnixEpoch.Ticks + U32(view) * TimeSpan.TicksPerSecond + (_isNano ? parts / TimeSpan.NanosecondsPerTick : parts * TimeSpan.TicksPerMicrosecond);
        return new(CaptureMove.Packet, RecordBytes + captured, new(RecordBytes, captured, U32(view[12..]), _linkType, _fcsBytes, ticks));
    }

    private CaptureStep Header(ReadOnlySpan<byte> view)
    {
        (int major, int minor) = (U16(view[4..]), U16(view[6..]));
        if ((major, minor) is not (2, 4))
        {
            throw Fault(4, "version 2.4", FormattableString.Invariant($"{major}.{minor}"));
        }

        uint network = U32(view[20..]);
        _linkType = (int)(network & 0xFFFF);
        _fcsBytes = (network >> 26 & 1) != 0 ? (int)(network >> 28) * 2 : null;
        _hasHeader = true;
        return CaptureStep.Pass(HeaderBytes);
    }
}
