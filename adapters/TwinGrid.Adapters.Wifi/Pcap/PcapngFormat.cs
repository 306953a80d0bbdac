using System.Buffers.Binary;

namespace TwinGrid.Adapters.Wifi.Pcap;

/// <summary>
/// The newer form (draft-ietf-opsawg-pcapng): sections of blocks, each section with its own byte order and interfaces. Section
/// header, interface, enhanced, simple and old packet blocks are read; any other is passed over unseen.
/// </summary>
/// <remarks>
/// <code>
/// block      4  type     4  bytes of the whole block, a multiple of 4     n  body     4  bytes of the whole block again
/// section    0A0D0D0A: 4  1A2B3C4D in the byte order of the section     2  major version, 1     2  minor     8  length     options
/// interface  1: 2  link type     2  reserved     4  longest packet, 0 for no limit     options
/// old packet 2: 2  interface     2  drops     4, 4  time     4  bytes kept     4  bytes there were     data     options
/// simple     3: 4  bytes there were     data
/// enhanced   6: 4  interface     4, 4  time, high half first     4  bytes kept     4  bytes there were     data, padded to 4     options
/// </code>
/// </remarks>
internal sealed class PcapngFormat(string name) : CaptureFormat(name)
{
    /// <summary>Type of the block that begins a section, the same in both byte orders.</summary>
    public const uint SectionHeader = 0x0A0D0D0A;

    private const uint ByteOrderMagic = 0x1A2B3C4D;
    private const uint InterfaceBlock = 1, OldPacketBlock = 2, SimplePacketBlock = 3, EnhancedPacketBlock = 6;
    private const int FrameBytes = 12, PacketHeader = 20, MostInterfaces = 1 << 16;

    /// <summary>Largest block that has to be seen whole: the largest packet and its options.</summary>
    private const int MostSeenBytes = 1 << 20;

    private readonly List<PcapngInterface> _interfaces = [];
    private uint _awaitedLength;

    /// <inheritdoc/>
    public override bool HasOneLinkType => false;

    /// <inheritdoc/>
    public override bool MayEnd => _awaitedLength == 0;

    /// <inheritdoc/>
    public override CaptureStep Next(ReadOnlySpan<byte> view, long at)
    {
        if (_awaitedLength != 0)
        {
            return view.Length < 4 ? CaptureStep.Show(4) : Trailer(view, at);
        }

        if (view.Length < FrameBytes)
        {
            return CaptureStep.Show(FrameBytes);
        }

        bool isSection = BinaryPrimitives.ReadUInt32LittleEndian(view) == SectionHeader;
        if (isSection)
        {
            IsBigEndian = BinaryPrimitives.ReadUInt32BigEndian(view[8..]) == ByteOrderMagic;
            if (!IsBigEndian && BinaryPrimitives.ReadUInt32LittleEndian(view[8..]) != ByteOrderMagic)
            {
                throw Fault(at + 8, "byte order 1A2B3C4D either way round", Convert.ToHexString(view.Slice(8, 4)));
            }
        }

        uint type = U32(view), length = U32(view[4..]);
        if (length < FrameBytes || length % 4 != 0)
        {
            throw Fault(at + 4, "a block of at least 12 bytes, a multiple of 4", length);
        }

        if (!isSection && type is not (InterfaceBlock or OldPacketBlock or SimplePacketBlock or EnhancedPacketBlock))
        {
            _awaitedLength = length;
            return CaptureStep.Pass(length - 4);
        }

        if (length > MostSeenBytes)
        {
            throw Fault(at + 4, $"a block of at most {MostSeenBytes} bytes", length);
        }

        return view.Length < length ? CaptureStep.Show(length) : Block(isSection ? SectionHeader : type, view[..(int)length], at);
    }

    private CaptureStep Trailer(ReadOnlySpan<byte> view, long at)
    {
        uint found = U32(view);
        if (found != _awaitedLength)
        {
            throw Fault(at, $"the block's length {_awaitedLength} again", found);
        }

        _awaitedLength = 0;
        return CaptureStep.Pass(4);
    }

    private CaptureStep Block(uint type, ReadOnlySpan<byte> block, long at)
    {
        if (U32(block[^4..]) != block.Length)
        {
            throw Fault(at + block.Length - 4, $"the block's length {block.Length} again", U32(block[^4..]));
        }

        ReadOnlySpan<byte> body = block[8..^4];
        return type switch
        {
            SectionHeader => Section(body, block.Length, at),
            InterfaceBlock => Interface(body, block.Length, at),
            SimplePacketBlock => Simple(body, block.Length, at),
            _ => Packet(body, block.Length, at, isOld: type == OldPacketBlock),
        };
    }

    private CaptureStep Section(ReadOnlySpan<byte> body, int length, long at)
    {
        Require(body, 16, at);
        if (U16(body[4..]) != 1)
        {
            throw Fault(at + 12, "major version 1", U16(body[4..]));
        }

        _interfaces.Clear();
        return CaptureStep.Pass(length);
    }

    private CaptureStep Interface(ReadOnlySpan<byte> body, int length, long at)
    {
        Require(body, 8, at);
        if (_interfaces.Count == MostInterfaces)
        {
            throw Fault(at, $"at most {MostInterfaces} interfaces in a section", "one more");
        }

        var described = new PcapngInterface(U16(body), U32(body[4..]));
        foreach (PcapngOption option in new PcapngOptions(body[8..], IsBigEndian))
        {
            described = described.With(option, IsBigEndian) ?? throw Fault(at, "an interface with at most 10⁻¹⁹ or 2⁻⁶³ seconds a tick", Convert.ToHexString(option.Value));
        }

        _interfaces.Add(described);
        return CaptureStep.Pass(length);
    }

    private CaptureStep Simple(ReadOnlySpan<byte> body, int length, long at)
    {
        Require(body, 4, at);
        PcapngInterface from = From(0, at);
        uint original = U32(body), kept = from.LongestPacket == 0 ? original : Math.Min(original, from.LongestPacket);
        int captured = Captured(kept, at + 8);
        Require(body, 4 + captured, at);
        return new(CaptureMove.Packet, length, new(FrameBytes, captured, original, from.LinkType, from.FcsBytes, null));
    }

    private CaptureStep Packet(ReadOnlySpan<byte> body, int length, long at, bool isOld)
    {
        Require(body, PacketHeader, at);
        PcapngInterface from = From(isOld ? U16(body) : U32(body), at);
        ulong time = (ulong)U32(body[4..]) << 32 | U32(body[8..]);
        long ticks = from.TicksOf(time) ?? throw Fault(at + 12, "a time from year 1 to 9999", FormattableString.Invariant($"{time}"));
        int captured = Captured(U32(body[12..]), at + 20);
        int padded = captured + 3 & ~3;
        Require(body, PacketHeader + padded, at);
        int? fcsBytes = PcapngOptions.FcsBytesOf(body[(PacketHeader + padded)..], IsBigEndian) ?? from.FcsBytes;
        return new(CaptureMove.Packet, length, new(8 + PacketHeader, captured, U32(body[16..]), from.LinkType, fcsBytes, ticks));
    }

    private PcapngInterface From(uint index, long at) => index < (uint)_interfaces.Count
        ? _interfaces[(int)index]
        : throw Fault(at, $"a packet of one of {_interfaces.Count} interfaces", index);

    private void Require(ReadOnlySpan<byte> body, int bytes, long at)
    {
        if (body.Length < bytes)
        {
            throw Fault(at, $"a block with {bytes} bytes inside", body.Length);
        }
    }
}
