using TwinGrid.Adapters.Llrp.Wire;

namespace TwinGrid.Adapters.Llrp.Emulator;

/// <summary>What an emulated reader says of itself, after an R420 of Impinj or a plain reader.</summary>
internal sealed class EmulatedAnswers(EmulatorOptions options)
{
    private const uint ImpinjMaker = 25882, ImpinjModel = 2001002, PlainMaker = 0, PlainModel = 1;
    private const int GpioPorts = 4, MostFilters = 2, MostSpecs = 32, MostAccessSpecs = 16, MostOperations = 8;

    private readonly EmulatedBand _band = EmulatedBand.Of(options);

    /// <summary>How many ROSpecs it holds.</summary>
    public static int MostRoSpecs => 4;

    /// <summary>GET_READER_CAPABILITIES_RESPONSE.</summary>
    public LlrpMessage Capabilities(uint id, string asked)
    {
        LlrpMessage answer = LlrpMessage.Of("GET_READER_CAPABILITIES_RESPONSE", id).With(EmulatedStatus.Success.ToParameter());
        answer = asked is "All" or "General_Device_Capabilities" ? answer.With(General()) : answer;
        answer = asked is "All" or "LLRP_Capabilities" ? answer.With(Llrp()) : answer;
        answer = asked is "All" or "Regulatory_Capabilities" ? answer.With(Regulatory()) : answer;
        return asked is "All" or "LLRP_Air_Protocol_Capabilities"
            ? answer.With(LlrpParameter.Of("C1G2LLRPCapabilities", ("CanSupportBlockWrite", true), ("MaxNumSelectFiltersPerQuery", MostFilters)))
            : answer;
    }

    /// <summary>GET_READER_CONFIG_RESPONSE.</summary>
    public LlrpMessage Configuration(uint id, string asked, long antenna, LlrpParameter keepalive, LlrpParameter report)
    {
        LlrpMessage answer = LlrpMessage.Of("GET_READER_CONFIG_RESPONSE", id).With(EmulatedStatus.Success.ToParameter());
        int[] ports = [.. Enumerable.Range(1, options.Antennas).Where(port => antenna == 0 || port == antenna)];
        Include("Identification", () => [LlrpParameter.Of("Identification", ("IDType", "MAC_Address"), ("ReaderID", new byte[] { 2, 0, 0, 0xFF, 0xFE, 0, 0, (byte)options.Seed }))]);
        Include("AntennaProperties", () => [.. ports.Select(port => LlrpParameter.Of("AntennaProperties", ("AntennaConnected", port != options.Faults.UnconnectedPort), ("AntennaID", port)))]);
        Include("AntennaConfiguration", () => [.. ports.Select(Antenna)]);
        Include("ReaderEventNotificationSpec", () => [LlrpParameter.Of("ReaderEventNotificationSpec").With(
            [.. Enumerable.Range(0, 9).Select(type => LlrpParameter.Of("EventNotificationState", ("EventType", type), ("NotificationState", true)))])]);
        Include("ROReportSpec", () => [report]);
        Include("AccessReportSpec", () => [LlrpParameter.Of("AccessReportSpec")]);
        Include("LLRPConfigurationStateValue", () => [LlrpParameter.Of("LLRPConfigurationStateValue")]);
        Include("KeepaliveSpec", () => [keepalive]);
        Include("EventsAndReports", () => [LlrpParameter.Of("EventsAndReports")]);
        return answer;

        void Include(string name, Func<LlrpParameter[]> parameters) => answer = asked == "All" || asked == name ? answer.With(parameters()) : answer;
    }

    /// <summary>What is reported where a ROSpec doesn't say.</summary>
    public static LlrpParameter DefaultReport() => LlrpParameter.Of("ROReportSpec", ("ROReportTrigger", "Upon_N_Tags_Or_End_Of_ROSpec"), ("N", 1)).With(
        LlrpParameter.Of("TagReportContentSelector", ("EnableAntennaID", true), ("EnablePeakRSSI", true), ("EnableFirstSeenTimestamp", true), ("EnableLastSeenTimestamp", true)));

    private LlrpParameter General() => LlrpParameter.Of(
        "GeneralDeviceCapabilities",
        ("MaxNumberOfAntennaSupported", options.Antennas),
        ("HasUTCClockCapability", options.HasTimeOfDay),
        ("DeviceManufacturerName", (long)(options.IsImpinj ? ImpinjMaker : PlainMaker)),
        ("ModelName", (long)(options.IsImpinj ? ImpinjModel : PlainModel)),
        ("ReaderFirmwareVersion", "emulated")).With(
        [
            .. Enumerable.Range(1, 10).Select(index => LlrpParameter.Of("ReceiveSensitivityTableEntry", ("Index", index), ("ReceiveSensitivityValue", index - 1))),
            LlrpParameter.Of("GPIOCapabilities", ("NumGPIs", GpioPorts), ("NumGPOs", GpioPorts)),
            .. Enumerable.Range(1, options.Antennas).Select(port => LlrpParameter.Of("PerAntennaAirProtocol", ("AntennaID", port), ("ProtocolID", new byte[] { 1 }))),
        ]);

    private static LlrpParameter Llrp() => LlrpParameter.Of(
        "LLRPCapabilities",
        ("CanReportBufferFillWarning", true),
        ("SupportsEventAndReportHolding", true),
        ("MaxNumPriorityLevelsSupported", 1),
        ("MaxNumROSpecs", MostRoSpecs),
        ("MaxNumSpecsPerROSpec", MostSpecs),
        ("MaxNumInventoryParameterSpecsPerAISpec", 1),
        ("MaxNumAccessSpecs", MostAccessSpecs),
        ("MaxNumOpSpecsPerAccessSpec", MostOperations));

    private LlrpParameter Regulatory()
    {
        uint[] channels = [.. _band.Kilohertz];
        LlrpParameter table = _band.IsHopping
            ? LlrpParameter.Of("FrequencyHopTable", ("HopTableID", EmulatedBand.HopTable), ("Frequency", channels))
            : LlrpParameter.Of("FixedFrequencyTable", ("Frequency", channels));
        return LlrpParameter.Of("RegulatoryCapabilities", ("CountryCode", _band.IsHopping ? 840 : 276), ("CommunicationsStandard", _band.IsHopping ? "US_FCC_Part_15" : "ETSI_302_208")).With(
            LlrpParameter.Of("UHFBandCapabilities").With(
            [
                .. EmulatedBand.Powers.Select((power, place) => LlrpParameter.Of("TransmitPowerLevelTableEntry", ("Index", place + 1), ("TransmitPowerValue", power))),
                LlrpParameter.Of("FrequencyInformation", ("Hopping", _band.IsHopping)).With(table),
                LlrpParameter.Of("C1G2UHFRFModeTable").With([.. EmulatedBand.Modes.Select(Mode)]),
            ]));
    }

    private static LlrpParameter Mode(int identifier) => LlrpParameter.Of(
        "C1G2UHFRFModeTableEntry",
        ("ModeIdentifier", identifier),
        ("DRValue", 1),
        ("MValue", Math.Min(identifier, 3)),
        ("ForwardLinkModulation", 2),
        ("SpectralMaskIndicator", 2),
        ("BDRValue", 640_000),
        ("PIEValue", 1500),
        ("MinTariValue", 6250),
        ("MaxTariValue", 25_000));

    private LlrpParameter Antenna(int port) => LlrpParameter.Of("AntennaConfiguration", ("AntennaID", port)).With(
        LlrpParameter.Of("RFReceiver", ("ReceiverSensitivity", 1)),
        LlrpParameter.Of("RFTransmitter", ("HopTableID", _band.IsHopping ? EmulatedBand.HopTable : 0), ("ChannelIndex", 1), ("TransmitPower", EmulatedBand.Powers.Length)),
        LlrpParameter.Of("C1G2InventoryCommand").With(
            LlrpParameter.Of("C1G2RFControl", ("ModeIndex", EmulatedBand.Modes[0])),
            LlrpParameter.Of("C1G2SingulationControl", ("Session", 1), ("TagPopulation", 32))));
}
