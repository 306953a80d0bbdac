namespace TwinGrid.Adapters.Llrp.Wire.Reports;

/// <summary>Which values a reader put into a tag report.</summary>
[Flags]
public enum TagReportFields
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The EPC.</summary>
    Epc = 1 << 0,

    /// <summary>The ROSpec that saw the tag.</summary>
    RoSpecId = 1 << 1,

    /// <summary>Place of the AISpec within its ROSpec.</summary>
    SpecIndex = 1 << 2,

    /// <summary>The inventory parameter spec.</summary>
    InventoryParameterSpecId = 1 << 3,

    /// <summary>The antenna.</summary>
    AntennaId = 1 << 4,

    /// <summary>Peak received power in whole dBm.</summary>
    PeakRssi = 1 << 5,

    /// <summary>The channel.</summary>
    ChannelIndex = 1 << 6,

    /// <summary>First sight by the reader's UTC clock.</summary>
    FirstSeenUtc = 1 << 7,

    /// <summary>First sight by the reader's uptime.</summary>
    FirstSeenUptime = 1 << 8,

    /// <summary>Last sight by the reader's UTC clock.</summary>
    LastSeenUtc = 1 << 9,

    /// <summary>Last sight by the reader's uptime.</summary>
    LastSeenUptime = 1 << 10,

    /// <summary>Number of sights.</summary>
    TagSeenCount = 1 << 11,

    /// <summary>The AccessSpec that worked on the tag.</summary>
    AccessSpecId = 1 << 12,

    /// <summary>Protocol-control bits.</summary>
    ProtocolControl = 1 << 13,

    /// <summary>The CRC that the tag sent.</summary>
    Crc = 1 << 14,

    /// <summary>First word of extended protocol control.</summary>
    ExtendedProtocolControl1 = 1 << 15,

    /// <summary>Second word of extended protocol control.</summary>
    ExtendedProtocolControl2 = 1 << 16,

    /// <summary>Impinj: phase of the carrier.</summary>
    PhaseAngle = 1 << 17,

    /// <summary>Impinj: peak received power in hundredths of a dBm.</summary>
    FinePeakRssi = 1 << 18,

    /// <summary>Impinj: Doppler shift.</summary>
    Doppler = 1 << 19,

    /// <summary>Impinj: serialized TID.</summary>
    SerializedTid = 1 << 20,

    /// <summary>Impinj: transmit power.</summary>
    TransmitPower = 1 << 21,

    /// <summary>Something else, such as the result of a memory operation; <see cref="LlrpCodec"/> reads it.</summary>
    Other = 1 << 22,
}
