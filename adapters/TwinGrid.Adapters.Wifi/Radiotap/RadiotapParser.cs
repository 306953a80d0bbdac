using System.Buffers.Binary;

namespace TwinGrid.Adapters.Wifi.Radiotap;

/// <summary>
/// Walks a radiotap header. One presence word may follow another (bit 31); the fields of all of them follow the last word, in order.
/// Bits 29 and 30 of a word say what the next one is: radiotap's own again, bits counted from 0, or a vendor's. A word that neither
/// announces goes on with bits 32 and up, which nobody has defined.
/// </summary>
/// <remarks>
/// <code>1  version, 0     1  pad     2  length of the header     4 × words of presence     fields, each at a multiple of its alignment</code>
/// Numbers are little-endian.
/// </remarks>
internal ref struct RadiotapParser
{
    private const int WordBytes = 4, FirstWord = 4;

    private readonly ReadOnlySpan<byte> _header;
    private int _at;
    private ulong? _mac;
    private RadiotapFlags? _flags;
    private byte? _rate, _antenna;
    private ushort? _channel;
    private sbyte? _signal, _noise;
    private sbyte? _wordSignal, _strongest;
    private byte? _wordAntenna;
    private WifiModulation _modulation;

    private RadiotapParser(ReadOnlySpan<byte> header) => _header = header;

    /// <summary>See <see cref="RadiotapHeader.TryParse"/>.</summary>
    public static bool TryParse(ReadOnlySpan<byte> packet, out RadiotapHeader header)
    {
        header = default;
        if (packet.Length < RadiotapHeader.FewestBytes || packet[0] != 0)
        {
            return false;
        }

        int length = BinaryPrimitives.ReadUInt16LittleEndian(packet[2..]);
        if (length < RadiotapHeader.FewestBytes || length > packet.Length)
        {
            return false;
        }

        var parser = new RadiotapParser(packet[..length]);
        if (!parser.Walk())
        {
            return false;
        }

        header = new(
            length, parser._mac, parser._flags, parser._rate, parser._channel, parser._signal, parser._noise, parser._antenna, parser._modulation);
        return true;
    }

    private bool Walk()
    {
        int words = 1;
        while ((Word(words - 1) >> RadiotapFields.AnotherWord & 1) != 0)
        {
            words++;
            if (FirstWord + words * WordBytes > _header.Length)
            {
                return false;
            }
        }

        _at = FirstWord + words * WordBytes;
        bool isOwn = true;
        for (int i = 0; i < words; i++)
        {
            uint word = Word(i);
            if (isOwn && !Fields(word))
            {
                return false;
            }

            if (isOwn && (word >> RadiotapFields.TypeLengthValue & 1) != 0)
            {
                _modulation = WifiModulation.Later;
                return true;
            }

            bool isVendorNext = (word >> RadiotapFields.VendorNext & 1) != 0, isOwnNext = (word >> RadiotapFields.RadiotapNext & 1) != 0;
            if (isVendorNext && !SkipVendor())
            {
                return false;
            }

            bool goesOnPast31 = isOwn && !isVendorNext && !isOwnNext;
            if (goesOnPast31 && i + 1 < words && (Word(i + 1) & 0x1FFFFFFF) != 0)
            {
                return true;
            }

            isOwn = isOwnNext || (isOwn && !isVendorNext);
        }

        return true;
    }

    /// <summary>The fields of one word; false when one doesn't fit.</summary>
    private bool Fields(uint word)
    {
        (_wordSignal, _wordAntenna) = (null, null);
        for (int bit = 0; bit < RadiotapFields.TypeLengthValue; bit++)
        {
            if ((word >> bit & 1) == 0)
            {
                continue;
            }

            int size = RadiotapFields.Size(bit), at = Aligned(RadiotapFields.Alignment(bit));
            if (at + size > _header.Length)
            {
                return false;
            }

            Take(bit, _header.Slice(at, size));
            _at = at + size;
        }

        if (_wordAntenna is { } antenna && (_antenna is null || _wordSignal > _strongest))
        {
            (_antenna, _strongest) = (antenna, _wordSignal ?? sbyte.MinValue);
        }

        return true;
    }

    private void Take(int bit, ReadOnlySpan<byte> field)
    {
        switch (bit)
        {
            case RadiotapFields.Tsft:
                _mac ??= BinaryPrimitives.ReadUInt64LittleEndian(field);
                break;
            case RadiotapFields.Flags:
                _flags ??= (RadiotapFlags)field[0];
                break;
            case RadiotapFields.Rate:
                _rate ??= field[0];
                break;
            case RadiotapFields.Channel:
                _channel ??= BinaryPrimitives.ReadUInt16LittleEndian(field);
                break;
            case RadiotapFields.Signal:
                _wordSignal = (sbyte)field[0];
                _signal ??= _wordSignal;
                break;
            case RadiotapFields.Noise:
                _noise ??= (sbyte)field[0];
                break;
            case RadiotapFields.Antenna:
                _wordAntenna = field[0];
                break;
            case RadiotapFields.Mcs:
                Is(WifiModulation.HighThroughput);
                break;
            case RadiotapFields.Vht:
                Is(WifiModulation.VeryHighThroughput);
                break;
            case RadiotapFields.He or RadiotapFields.HeMu or RadiotapFields.HeMuOther:
                Is(WifiModulation.HighEfficiency);
                break;
            default:
                break;
        }
    }

    private void Is(WifiModulation modulation) => _modulation = modulation > _modulation ? modulation : _modulation;

    private bool SkipVendor()
    {
        int at = Aligned(RadiotapFields.VendorAlignment);
        if (at + RadiotapFields.VendorBytes > _header.Length)
        {
            return false;
        }

        _at = at + RadiotapFields.VendorBytes + BinaryPrimitives.ReadUInt16LittleEndian(_header[(at + 4)..]);
        return _at <= _header.Length;
    }

    private readonly int Aligned(int alignment) => (_at + alignment - 1) / alignment * alignment;

    private readonly uint Word(int index) => BinaryPrimitives.ReadUInt32LittleEndian(_header[(FirstWord + index * WordBytes)..]);
}
