namespace TwinGrid.Signal.Protocol;

/// <summary>
/// Packets as bits: header, payload and check (Ahmad et al., section 5.3, figure 6). The source names the parts and no widths;
/// the widths here are 2 bits of designator, 16 of tag identity, 6 of hops and 8 of sequence; 16 of next hop and 5 of count in a
/// data packet; 66 bits an entry. A probe's own payload is analogue, so that its bits are header and check alone.
/// </summary>
public static class PacketCodec
{
    /// <summary>The most entries of one data packet; five bits of count.</summary>
    public const int MostReports = 31;

    /// <summary>Bits of a header.</summary>
    public const int HeaderBits = KindBits + IdentityBits + HopBits + SequenceBits;

    /// <summary>Bits of one entry of a data packet.</summary>
    public const int ReportBits = 2 * IdentityBits + VersionBits + 3 * LinkReport.ComponentBits;

    /// <summary>Bits of the longest packet.</summary>
    public const int MostBits = HeaderBits + IdentityBits + CountBits + MostReports * ReportBits + Crc16.Bits;

    private const int KindBits = 2, IdentityBits = 16, HopBits = 6, SequenceBits = 8, CountBits = 5, VersionBits = 4;

    /// <summary>Length in bits of a packet, with its check.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="reports">Its entries; zero unless it is a data packet.</param>
    public static int BitsOf(PacketKind kind, int reports = 0) => kind switch
    {
        PacketKind.Probe => HeaderBits + Crc16.Bits,
        PacketKind.Data => HeaderBits + IdentityBits + CountBits + reports * ReportBits + Crc16.Bits,
        _ => HeaderBits + IdentityBits + Crc16.Bits,
    };

    /// <summary>The bits of a packet in the order in which they are sent.</summary>
    /// <exception cref="ArgumentException">The hop count, a version or a component does not fit its field, or there are entries too many or in the wrong kind.</exception>
    public static bool[] Encode(Packet packet)
    {
        ArgumentNullException.ThrowIfNull(packet);
        Validate(packet);
        var bits = new bool[BitsOf(packet.Header.Kind, packet.Reports.Count)];
        var writer = new BitWriter(bits);
        writer.Write((int)packet.Header.Kind, KindBits);
        writer.Write(packet.Header.Source, IdentityBits);
        writer.Write(packet.Header.Hops, HopBits);
        writer.Write(packet.Header.Sequence, SequenceBits);
        if (packet.Header.Kind != PacketKind.Probe)
        {
            writer.Write(packet.Destination, IdentityBits);
        }

        if (packet.Header.Kind == PacketKind.Data)
        {
            writer.Write(packet.Reports.Count, CountBits);
            foreach (LinkReport report in packet.Reports)
            {
                writer.Write(report.Receiver, IdentityBits);
                writer.Write(report.Transmitter, IdentityBits);
                writer.Write(report.Version, VersionBits);
                writer.Write(report.Excitation, LinkReport.ComponentBits);
                writer.Write(report.Direct, LinkReport.ComponentBits);
                writer.Write(report.Quadrature, LinkReport.ComponentBits);
            }
        }

        writer.Write(Crc16.Of(bits.AsSpan(0, writer.Count)), Crc16.Bits);
        return bits;
    }

    /// <summary>Reads a packet from its bits, or says why it can't be.</summary>
    /// <param name="bits">All bits between calibration sequence and closing symbol.</param>
    /// <param name="packet">The packet, when the answer is <see cref="PacketFault.None"/>.</param>
    public static PacketFault Decode(ReadOnlySpan<bool> bits, out Packet? packet)
    {
        packet = null;
        if (bits.Length < BitsOf(PacketKind.Probe))
        {
            return PacketFault.TooShort;
        }

        var reader = new BitReader(bits);
        var header = new PacketHeader((PacketKind)reader.Read(KindBits), (ushort)reader.Read(IdentityBits), (byte)reader.Read(HopBits), (byte)reader.Read(SequenceBits));
        if (bits.Length < BitsOf(header.Kind))
        {
            return PacketFault.TooShort;
        }

        ushort destination = header.Kind == PacketKind.Probe ? Packet.Everybody : (ushort)reader.Read(IdentityBits);
        int count = header.Kind == PacketKind.Data ? reader.Read(CountBits) : 0;
        int expected = BitsOf(header.Kind, count);
        if (bits.Length != expected)
        {
            return bits.Length < expected ? PacketFault.TooShort : PacketFault.TooLong;
        }

        // The check comes before the entries, and after the length, which it can't be found without.
        int check = new BitReader(bits[^Crc16.Bits..]).Read(Crc16.Bits);
        if (check != Crc16.Of(bits[..^Crc16.Bits]))
        {
            return PacketFault.Checksum;
        }

        var reports = new LinkReport[count];
        for (int i = 0; i < count; i++)
        {
            reports[i] = new LinkReport(
                (ushort)reader.Read(IdentityBits),
                (ushort)reader.Read(IdentityBits),
                (byte)reader.Read(VersionBits),
                (short)reader.ReadSigned(LinkReport.ComponentBits),
                (short)reader.ReadSigned(LinkReport.ComponentBits),
                (short)reader.ReadSigned(LinkReport.ComponentBits));
        }

        packet = new Packet(header, destination, reports);
        return PacketFault.None;
    }

    private static void Validate(Packet packet)
    {
        PacketHeader header = packet.Header;
        if (header.Kind is < PacketKind.Probe or > PacketKind.Grant || header.Hops > PacketHeader.UnknownHops)
        {
            throw new ArgumentException($"expected a known kind and at most {PacketHeader.UnknownHops} hops, found {header.Kind} and {header.Hops}", nameof(packet));
        }

        if (packet.Reports.Count > (header.Kind == PacketKind.Data ? MostReports : 0))
        {
            throw new ArgumentException($"expected at most {MostReports} entries and only in a data packet, found {packet.Reports.Count} in {header.Kind}", nameof(packet));
        }

        if (header.Kind == PacketKind.Probe && packet.Destination != Packet.Everybody)
        {
            throw new ArgumentException($"expected a probe for everybody, found one for {packet.Destination}", nameof(packet));
        }

        const int limit = 1 << (LinkReport.ComponentBits - 1);
        foreach (LinkReport report in packet.Reports)
        {
            if (report.Version >= 1 << VersionBits || !Fits(report.Excitation) || !Fits(report.Direct) || !Fits(report.Quadrature))
            {
                throw new ArgumentException($"expected versions below {1 << VersionBits} and components from {-limit} to {limit - 1}, found {report}", nameof(packet));
            }
        }

        static bool Fits(short value) => value is >= -limit and < limit;
    }
}
