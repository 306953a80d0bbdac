using System.Collections.Immutable;
using TwinGrid.Adapters.Llrp.Wire;

namespace TwinGrid.Adapters.Llrp.Session;

/// <summary>
/// Reads what a reader says of itself. Readers leave out what the standard demands, so only the number of antennas has to be there.
/// </summary>
public static class CapabilityReader
{
    private const double HertzPerKilohertz = 1e3, DbmPerStep = 0.01;

    /// <summary>The capabilities in a pair of answers.</summary>
    /// <param name="capabilities">GET_READER_CAPABILITIES_RESPONSE.</param>
    /// <param name="configuration">GET_READER_CONFIG_RESPONSE, or null when the reader refused to tell.</param>
    /// <exception cref="FormatException">The general capabilities are missing.</exception>
    public static ReaderCapabilities Read(LlrpMessage capabilities, LlrpMessage? configuration)
    {
        ArgumentNullException.ThrowIfNull(capabilities);
        LlrpParameter general = capabilities.Require("GeneralDeviceCapabilities");
        LlrpParameter? band = capabilities.Find("RegulatoryCapabilities")?.Find("UHFBandCapabilities");
        LlrpParameter? frequencies = band?.Find("FrequencyInformation");
        return new ReaderCapabilities
        {
            Maker = (uint)general.Number("DeviceManufacturerName"),
            Model = (uint)general.Number("ModelName"),
            Firmware = general.Text("ReaderFirmwareVersion"),
            Antennas = (int)general.Number("MaxNumberOfAntennaSupported"),
            Unconnected = [.. All(configuration, "AntennaProperties").Where(antenna => !antenna.Flag("AntennaConnected")).Select(antenna => (int)antenna.Number("AntennaID"))],
            PowersDbm = Table(All(band, "TransmitPowerLevelTableEntry"), entry => (int)entry.Number("Index"), entry => entry.Number("TransmitPowerValue") * DbmPerStep),
            IsHopping = frequencies?.Flag("Hopping") ?? false,
            HopTables = Table(All(frequencies, "FrequencyHopTable"), table => (int)table.Number("HopTableID"), Hertz),
            FixedFrequencies = frequencies?.Find("FixedFrequencyTable") is { } fixedTable ? Hertz(fixedTable) : [],
            Modes = [.. All(band, "C1G2UHFRFModeTable").SelectMany(table => table.FindAll("C1G2UHFRFModeTableEntry")).Select(mode => (int)mode.Number("ModeIdentifier"))],
            Transmitters = Table(
                All(configuration, "AntennaConfiguration").Where(antenna => antenna.Find("RFTransmitter") is not null),
                antenna => (int)antenna.Number("AntennaID"),
                antenna => Transmitter(antenna.Require("RFTransmitter"))),
        };
    }

    private static IEnumerable<LlrpParameter> All(LlrpElement? element, string name) => element?.FindAll(name) ?? [];

    private static (int HopTable, int Channel) Transmitter(LlrpParameter transmitter) => ((int)transmitter.Number("HopTableID"), (int)transmitter.Number("ChannelIndex"));

    private static ImmutableArray<double> Hertz(LlrpParameter table)
    {
        var hertz = ImmutableArray.CreateBuilder<double>();
        foreach (uint kilohertz in table["Frequency"].Longs.Span)
        {
            hertz.Add(kilohertz * HertzPerKilohertz);
        }

        return hertz.DrainToImmutable();
    }

    /// <summary>Of entries with one key, which no reader should have, the last counts.</summary>
    private static ImmutableSortedDictionary<int, TValue> Table<TValue>(IEnumerable<LlrpParameter> entries, Func<LlrpParameter, int> key, Func<LlrpParameter, TValue> value)
    {
        var table = ImmutableSortedDictionary.CreateBuilder<int, TValue>();
        foreach (LlrpParameter entry in entries)
        {
            table[key(entry)] = value(entry);
        }

        return table.ToImmutable();
    }
}
