using System.Buffers.Binary;

namespace TwinGrid.Adapters.Wifi.Pcap;

/// <summary>One option of a block.</summary>
/// <param name="code">Its number.</param>
/// <param name="value">Its bytes.</param>
internal readonly ref struct PcapngOption(int code, ReadOnlySpan<byte> value)
{
    /// <summary>Its number; what it means depends on the block.</summary>
    public int Code { get; } = code;

    /// <summary>Its bytes, without padding.</summary>
    public ReadOnlySpan<byte> Value { get; } = value;
}

/// <summary>
/// The options at a block's end: 2 bytes of code, 2 of length, the value padded to 4. They end with code 0 or the block; one that
/// would reach beyond the block ends them too, because a packet is worth more than a remark on it.
/// </summary>
/// <param name="bytes">Bytes of the options.</param>
/// <param name="isBigEndian">Byte order of the section.</param>
internal ref struct PcapngOptions(ReadOnlySpan<byte> bytes, bool isBigEndian)
{
    private const int HeaderBytes = 4, PacketFlags = 2;
    private ReadOnlySpan<byte> _left = bytes;

    /// <summary>The option at which the walk stands.</summary>
    public PcapngOption Current { get; private set; }

    /// <summary>Walks the options from the first.</summary>
    public readonly PcapngOptions GetEnumerator() => this;

    /// <summary>Goes to the next option.</summary>
    public bool MoveNext()
    {
        if (_left.Length < HeaderBytes)
        {
            return false;
        }

        int code = Number(_left), length = Number(_left[2..]), padded = length + 3 & ~3;
        if (code == 0 || _left.Length < HeaderBytes + padded)
        {
            return false;
        }

        Current = new PcapngOption(code, _left.Slice(HeaderBytes, length));
        _left = _left[(HeaderBytes + padded)..];
        return true;
    }

    /// <summary>Bytes of check that the flags of a packet state (bits 5 to 8 of epb_flags); null where they state nothing.</summary>
    public static int? FcsBytesOf(ReadOnlySpan<byte> options, bool isBigEndian)
    {
        foreach (PcapngOption option in new PcapngOptions(options, isBigEndian))
        {
            if (option.Code == PacketFlags && option.Value.Length == 4)
            {
                uint flags = isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(option.Value) : BinaryPrimitives.ReadUInt32LittleEndian(option.Value);
                return (flags >> 5 & 0xF) is > 0 and uint stated ? (int)stated : null;
            }
        }

        return null;
    }

    private readonly int Number(ReadOnlySpan<byte> at) =>
        isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(at) : BinaryPrimitives.ReadUInt16LittleEndian(at);
}
