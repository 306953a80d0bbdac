using System.Buffers.Binary;

namespace TwinGrid.Adapters.Llrp.Emulator;

/// <summary>
/// Writes RO_ACCESS_REPORT as the content selector of a ROSpec asks, straight into bytes, because a client is to be tried at hundreds of
/// thousands of reads a second. Tests compare what it writes with the codec.
/// </summary>
/// <remarks>
/// <code>
/// header  2 000 | version | type 61, 4 length, 4 id
/// read    2 type 240, 2 length, then parameters:
///         13 EPC_96 (12), 9 ROSpecID (4), 14 SpecIndex (2), 10 InventoryParameterSpecID (2), 1 AntennaID (2), 6 PeakRSSI (1),
///         7 ChannelIndex (2), 2 or 3 first seen and 4 or 5 last seen in UTC or uptime (8), 8 TagSeenCount (2), 12 PC, 11 CRC (2),
///         16 AccessSpecID (4): each one byte 0x80 | type, then the value
///         custom: 2 type 1023, 2 length 14, 4 vendor 25882, 4 subtype, 2 value; 56 phase, 57 RSSI, 68 Doppler shift
/// </code>
/// </remarks>
internal sealed class ReportWriter(ReportContent content)
{
    private const int HeaderLength = 10, MostOfRead = 160;
    private const uint Impinj = 25882, Nobody = 0x00FFFFF0;
    private const ushort EpcPc = 0x3000;

    private byte[] _buffer = new byte[1 << 14];
    private int _length = HeaderLength;

    /// <summary>Reads in the report so far.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a read.</summary>
    /// <param name="read">The read.</param>
    /// <param name="epc">EPC memory of its tag, 12 bytes.</param>
    /// <param name="microseconds">The reader's time of it.</param>
    public void Add(in EmulatedRead read, ReadOnlySpan<byte> epc, long microseconds)
    {
        if (_buffer.Length - _length < MostOfRead)
        {
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }

        int start = _length;
        _length += 4;
        _buffer[_length++] = 0x80 | 13;
        epc.CopyTo(_buffer.AsSpan(_length, 12));
        _length += 12;
        Put(content.HasRoSpecId, 9, 4, content.RoSpecId);
        Put(content.HasSpecIndex, 14, 2, content.SpecIndex);
        Put(content.HasInventoryParameterSpecId, 10, 2, content.InventoryParameterSpecId);
        Put(content.HasAntenna, 1, 2, read.Port);
        Put(content.HasPeakRssi, 6, 1, (long)Math.Round(read.Rssi / 100.0));
        Put(content.HasChannel, 7, 2, read.Channel);
        Put(content.HasFirstSeen, content.IsUptime ? 3 : 2, 8, microseconds);
        Put(content.HasLastSeen, content.IsUptime ? 5 : 4, 8, microseconds);
        Put(content.HasCount, 8, 2, 1);
        Put(content.HasPc, 12, 2, EpcPc);
        Put(content.HasCrc, 11, 2, Crc(epc));
        Put(content.HasAccessSpecId, 16, 4, 0);
        PutCustom(content.HasPhase, Impinj, 56, read.Phase);
        PutCustom(content.HasFineRssi, Impinj, 57, read.Rssi);
        PutCustom(content.HasDoppler, Impinj, 68, read.Doppler);
        PutCustom(content.HasUnknown, Nobody, 7, 0x1234);
        BinaryPrimitives.WriteUInt16BigEndian(_buffer.AsSpan(start), 240);
        BinaryPrimitives.WriteUInt16BigEndian(_buffer.AsSpan(start + 2), (ushort)(_length - start));
        Count++;
    }

    /// <summary>The message; valid until the next read is added, which begins another.</summary>
    /// <param name="version">Version of the protocol.</param>
    /// <param name="id">Number of the message.</param>
    public ReadOnlyMemory<byte> Finish(byte version, uint id)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_buffer, (ushort)((version << 10) | 61));
        BinaryPrimitives.WriteUInt32BigEndian(_buffer.AsSpan(2), (uint)_length);
        BinaryPrimitives.WriteUInt32BigEndian(_buffer.AsSpan(6), id);
        ReadOnlyMemory<byte> message = _buffer.AsMemory(0, _length);
        (_length, Count) = (HeaderLength, 0);
        return message;
    }

    private void Put(bool isAsked, int type, int bytes, long value)
    {
        if (isAsked)
        {
            _buffer[_length++] = (byte)(0x80 | type);
            for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
            {
                _buffer[_length++] = (byte)(value >> shift);
            }
        }
    }

    private void PutCustom(bool isAsked, uint vendor, uint subtype, int value)
    {
        if (isAsked)
        {
            Span<byte> room = _buffer.AsSpan(_length, 14);
            BinaryPrimitives.WriteUInt16BigEndian(room, 1023);
            BinaryPrimitives.WriteUInt16BigEndian(room[2..], 14);
            BinaryPrimitives.WriteUInt32BigEndian(room[4..], vendor);
            BinaryPrimitives.WriteUInt32BigEndian(room[8..], subtype);
            BinaryPrimitives.WriteInt16BigEndian(room[12..], (short)Math.Clamp(value, short.MinValue, short.MaxValue));
            _length += 14;
        }
    }

    /// <summary>CRC-16 of PC and EPC as a tag sends it: CCITT, begun with ones, complemented.</summary>
    private static ushort Crc(ReadOnlySpan<byte> epc)
    {
        int crc = 0xFFFF;
        crc = Step(Step(crc, EpcPc >> 8), EpcPc & 0xFF);
        foreach (byte part in epc)
        {
            crc = Step(crc, part);
        }

        return (ushort)~crc;
    }

    private static int Step(int crc, int part)
    {
        crc ^= part << 8;
        for (int bit = 0; bit < 8; bit++)
        {
            crc = (crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1;
        }

        return crc & 0xFFFF;
    }
}
