using TwinGrid.Adapters.Llrp.Wire;

namespace TwinGrid.Adapters.Llrp.Emulator;

/// <summary>What stands in the reports of a ROSpec.</summary>
internal sealed record ReportContent
{
    /// <summary>Number of the ROSpec.</summary>
    public uint RoSpecId { get; init; }

    /// <summary>Place of the AISpec in it, from 1.</summary>
    public int SpecIndex { get; init; }

    /// <summary>Number of the inventory's parameters.</summary>
    public int InventoryParameterSpecId { get; init; }

    /// <summary>Whether times count from the reader's start.</summary>
    public bool IsUptime { get; init; }

    /// <summary>Whether the number of the ROSpec is in it.</summary>
    public bool HasRoSpecId { get; init; }

    /// <summary>Whether the place of the AISpec is in it.</summary>
    public bool HasSpecIndex { get; init; }

    /// <summary>Whether the number of the inventory's parameters is in it.</summary>
    public bool HasInventoryParameterSpecId { get; init; }

    /// <summary>Whether the port is in it.</summary>
    public bool HasAntenna { get; init; }

    /// <summary>Whether the channel is in it.</summary>
    public bool HasChannel { get; init; }

    /// <summary>Whether the power in whole dBm is in it.</summary>
    public bool HasPeakRssi { get; init; }

    /// <summary>Whether the time of the first read is in it.</summary>
    public bool HasFirstSeen { get; init; }

    /// <summary>Whether the time of the last read is in it.</summary>
    public bool HasLastSeen { get; init; }

    /// <summary>Whether the number of reads is in it.</summary>
    public bool HasCount { get; init; }

    /// <summary>Whether the tag's protocol-control word is in it.</summary>
    public bool HasPc { get; init; }

    /// <summary>Whether the tag's checksum is in it.</summary>
    public bool HasCrc { get; init; }

    /// <summary>Whether the number of the AccessSpec is in it.</summary>
    public bool HasAccessSpecId { get; init; }

    /// <summary>Whether the phase is in it.</summary>
    public bool HasPhase { get; init; }

    /// <summary>Whether the power in hundredths of a dBm is in it.</summary>
    public bool HasFineRssi { get; init; }

    /// <summary>Whether the Doppler shift is in it.</summary>
    public bool HasDoppler { get; init; }

    /// <summary>Whether a parameter of an unknown vendor is in it.</summary>
    public bool HasUnknown { get; init; }

    /// <summary>The content that a report specification asks for; without one, all of the standard's.</summary>
    public static ReportContent Of(LlrpParameter? report)
    {
        LlrpParameter? selector = report?.Find("TagReportContentSelector");
        LlrpParameter? vendor = report?.Find("ImpinjTagReportContentSelector");
        LlrpParameter? memory = selector?.Find("C1G2EPCMemorySelector");
        return new ReportContent
        {
            HasRoSpecId = Asked("EnableROSpecID"),
            HasSpecIndex = Asked("EnableSpecIndex"),
            HasInventoryParameterSpecId = Asked("EnableInventoryParameterSpecID"),
            HasAntenna = Asked("EnableAntennaID"),
            HasChannel = Asked("EnableChannelIndex"),
            HasPeakRssi = Asked("EnablePeakRSSI"),
            HasFirstSeen = Asked("EnableFirstSeenTimestamp"),
            HasLastSeen = Asked("EnableLastSeenTimestamp"),
            HasCount = Asked("EnableTagSeenCount"),
            HasAccessSpecId = Asked("EnableAccessSpecID"),
            HasPc = memory?.Flag("EnablePCBits") ?? false,
            HasCrc = memory?.Flag("EnableCRC") ?? false,
            HasPhase = vendor?.Find("ImpinjEnableRFPhaseAngle")?.Flag("RFPhaseAngleMode") ?? false,
            HasFineRssi = vendor?.Find("ImpinjEnablePeakRSSI")?.Flag("PeakRSSIMode") ?? false,
            HasDoppler = vendor?.Find("ImpinjEnableRFDopplerFrequency")?.Flag("RFDopplerFrequencyMode") ?? false,
        };

        bool Asked(string field) => selector?.Flag(field) ?? true;
    }
}
