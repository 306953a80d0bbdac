using System.Buffers.Binary;
using TwinGrid.Adapters.Wifi.Pcap;

namespace TwinGrid.Adapters.Wifi.Tests.Support;

/// <summary>Small captures in both forms and byte orders, made byte by byte.</summary>
internal sealed class Captures(bool isBigEndian = false)
{
    private readonly List<byte> _bytes = [];

    public byte[] Bytes => [.. _bytes];

    public static byte[] Classic(params byte[][] packets)
    {
        var capture = new Captures().PcapHeader(0xA1B2C3D4, LinkTypes.Radiotap);
        for (int i = 0; i < packets.Length; i++)
        {
            capture.Record(1_700_000_000 + (uint)i, 250_000, packets[i]);
        }

        return capture.Bytes;
    }

    public Captures PcapHeader(uint magic, int linkType) => U32(magic).U16(2).U16(4).U32(0).U32(0).U32(262_144).U32((uint)linkType);

    public Captures Record(uint seconds, uint parts, byte[] data, uint? original = null) =>
        U32(seconds).U32(parts).U32((uint)data.Length).U32(original ?? (uint)data.Length).Raw(data);

    public Captures Section() => Block(0x0A0D0D0A, body => body.U32(0x1A2B3C4D).U16(1).U16(0).U32(uint.MaxValue).U32(uint.MaxValue));

    public Captures Interface(int linkType, uint longest, params (ushort Code, byte[] Value)[] options) =>
        Block(1, body => body.U16((ushort)linkType).U16(0).U32(longest).Options(options));

    public Captures Enhanced(uint at, ulong time, byte[] data, uint? original = null, params (ushort Code, byte[] Value)[] options) => Block(
        6,
        body => body.U32(at).U32((uint)(time >> 32)).U32((uint)time).U32((uint)data.Length).U32(original ?? (uint)data.Length).Padded(data).Options(options));

    public Captures Simple(byte[] data, uint original) => Block(3, body => body.U32(original).Padded(data));

    public Captures Old(ushort at, ulong time, byte[] data) => Block(
        2,
        body => body.U16(at).U16(0).U32((uint)(time >> 32)).U32((uint)time).U32((uint)data.Length).U32((uint)data.Length).Padded(data));

    public Captures Block(uint type, Action<Captures> fill)
    {
        var body = new Captures(isBigEndian);
        fill(body);
        uint length = (uint)body._bytes.Count + 12;
        return U32(type).U32(length).Raw(body.Bytes).U32(length);
    }

    public Captures Raw(ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public Captures Padded(byte[] bytes) => Raw(bytes).Raw(new byte[-bytes.Length & 3]);

    public Captures U16(ushort value)
    {
        Span<byte> room = stackalloc byte[2];
        if (isBigEndian)
        {
            BinaryPrimitives.WriteUInt16BigEndian(room, value);
        }
        else
        {
            BinaryPrimitives.WriteUInt16LittleEndian(room, value);
        }

        return Raw(room);
    }

    public Captures U32(uint value)
    {
        Span<byte> room = stackalloc byte[4];
        if (isBigEndian)
        {
            BinaryPrimitives.WriteUInt32BigEndian(room, value);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(room, value);
        }

        return Raw(room);
    }

    private Captures Options((ushort Code, byte[] Value)[] options)
    {
        foreach ((ushort code, byte[] value) in options)
        {
            U16(code).U16((ushort)value.Length).Padded(value);
        }

        return options.Length > 0 ? U16(0).U16(0) : this;
    }
}
