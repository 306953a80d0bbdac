namespace TwinGrid.Adapters.Llrp.Wire.Reports;

/// <summary>
/// One tag report as it lies in its message; its spans point into the message and live as long as it does. A value that the reader
/// left out is 0; <see cref="Present"/> tells. Where a reader repeats a value the first stands.
/// </summary>
public ref struct TagReport
{
    private const double Turn = 4096, CentiDbm = 100, SixteenthsHertz = 16;

    /// <summary>The values that the report has.</summary>
    public TagReportFields Present { get; internal set; }

    /// <summary>The EPC, its first bit in the most significant bit of the first byte.</summary>
    public ReadOnlySpan<byte> Epc { get; internal set; }

    /// <summary>Length of the EPC in bits; 96 unless the reader said another.</summary>
    public int EpcBits { get; internal set; }

    /// <summary>The ROSpec that saw the tag.</summary>
    public uint RoSpecId { get; internal set; }

    /// <summary>Place of the AISpec within its ROSpec, from 1.</summary>
    public ushort SpecIndex { get; internal set; }

    /// <summary>The inventory parameter spec.</summary>
    public ushort InventoryParameterSpecId { get; internal set; }

    /// <summary>The antenna, from 1.</summary>
    public ushort AntennaId { get; internal set; }

    /// <summary>Peak received power in dBm.</summary>
    public sbyte PeakRssiDbm { get; internal set; }

    /// <summary>The channel, from 1, in the reader's hop table or list of fixed frequencies.</summary>
    public ushort ChannelIndex { get; internal set; }

    /// <summary>First sight, microseconds since 1970 by the reader's UTC clock.</summary>
    public ulong FirstSeenUtc { get; internal set; }

    /// <summary>First sight, microseconds of the reader's uptime.</summary>
    public ulong FirstSeenUptime { get; internal set; }

    /// <summary>Last sight, microseconds since 1970 by the reader's UTC clock.</summary>
    public ulong LastSeenUtc { get; internal set; }

    /// <summary>Last sight, microseconds of the reader's uptime.</summary>
    public ulong LastSeenUptime { get; internal set; }

    /// <summary>Number of sights that the report stands for.</summary>
    public ushort TagSeenCount { get; internal set; }

    /// <summary>The AccessSpec that worked on the tag.</summary>
    public uint AccessSpecId { get; internal set; }

    /// <summary>Protocol-control bits of the tag's EPC memory.</summary>
    public ushort ProtocolControl { get; internal set; }

    /// <summary>The CRC that the tag sent.</summary>
    public ushort Crc { get; internal set; }

    /// <summary>First word of extended protocol control.</summary>
    public ushort ExtendedProtocolControl1 { get; internal set; }

    /// <summary>Second word of extended protocol control.</summary>
    public ushort ExtendedProtocolControl2 { get; internal set; }

    /// <summary>Impinj: phase in 4096ths of a turn.</summary>
    public ushort PhaseAngle { get; internal set; }

    /// <summary>Impinj: peak received power in hundredths of a dBm.</summary>
    public short PeakRssiCentiDbm { get; internal set; }

    /// <summary>Impinj: Doppler shift in sixteenths of a hertz.</summary>
    public short DopplerSixteenths { get; internal set; }

    /// <summary>Impinj: index of the transmit power.</summary>
    public ushort TransmitPower { get; internal set; }

    /// <summary>Impinj: the tag's TID memory.</summary>
    public ReadOnlySpan<byte> SerializedTid { get; internal set; }

    /// <summary>Impinj: phase in radians, 0 to 2π.</summary>
    public readonly double PhaseRadians => PhaseAngle * (2 * Math.PI / Turn);

    /// <summary>Peak received power in dBm: Impinj's finer figure where the report has it.</summary>
    public readonly double RssiDbm => Has(TagReportFields.FinePeakRssi) ? PeakRssiCentiDbm / CentiDbm : PeakRssiDbm;

    /// <summary>Impinj: Doppler shift in hertz.</summary>
    public readonly double DopplerHertz => DopplerSixteenths / SixteenthsHertz;

    /// <summary>Whether the report has all of some values.</summary>
    /// <param name="fields">The values.</param>
    /// <returns>True when none is missing.</returns>
    public readonly bool Has(TagReportFields fields) => (Present & fields) == fields;

    /// <summary>Notes a value; false when the report had it already.</summary>
    internal bool Note(TagReportFields field)
    {
        bool first = (Present & field) == 0;
        Present |= field;
        return first;
    }
}
