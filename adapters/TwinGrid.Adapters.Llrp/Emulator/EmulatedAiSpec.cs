using System.Collections.Immutable;
using TwinGrid.Adapters.Llrp.Wire;

namespace TwinGrid.Adapters.Llrp.Emulator;

/// <summary>One inventory of a ROSpec: which antennas read how, and when it ends.</summary>
internal sealed record EmulatedAiSpec
{
    private const int MostSession = 3;

    /// <summary>The antennas in their order.</summary>
    public required ImmutableArray<AntennaSetting> Antennas { get; init; }

    /// <summary>Number of the inventory's parameters.</summary>
    public required int ParameterId { get; init; }

    /// <summary>After which time it ends; null for never.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>After how many reads it ends; zero for never.</summary>
    public int Reads { get; init; }

    /// <summary>Takes an AISpec, or says why the reader can't do what it asks.</summary>
    public static (EmulatedAiSpec? Spec, EmulatedStatus Status) Take(LlrpParameter source, EmulatorOptions options, bool hasExtensions)
    {
        LlrpParameter stop = source.Require("AISpecStopTrigger"), inventory = source.Require("InventoryParameterSpec");
        string trigger = stop.Text("AISpecStopTriggerType");
        LlrpParameter? observation = stop.Find("TagObservationTrigger");
        if (trigger == "GPI_With_Timeout" || (options.Faults.RefusesStopTriggers && trigger != "Null"))
        {
            return (null, new EmulatedStatus("P_UnsupportedParameter", $"AISpecStopTrigger {trigger} is not supported"));
        }

        int[] ports = Ports(source, options);
        if (ports.FirstOrDefault(port => port > options.Antennas) is > 0 and int missing)
        {
            return (null, EmulatedStatus.Parameter($"AntennaIDs: expected ports 1 to {options.Antennas}, found {missing}"));
        }

        LlrpParameter[] configurations = [.. inventory.FindAll("AntennaConfiguration")];
        if (configurations.Select(configuration => Fault(configuration, options, hasExtensions)).FirstOrDefault(fault => fault is not null) is { } fault)
        {
            return (null, fault);
        }

        long milliseconds = trigger == "Duration" ? stop.Number("DurationTrigger") : trigger == "Tag_Observation" ? observation?.Number("Timeout") ?? 0 : 0;
        return (new EmulatedAiSpec
        {
            Antennas = [.. ports.Select(port => Setting(port, configurations, options))],
            ParameterId = (int)inventory.Number("InventoryParameterSpecID"),
            Duration = milliseconds > 0 ? TimeSpan.FromMilliseconds(milliseconds) : null,
            Reads = trigger == "Tag_Observation" ? (int)(observation?.Number("NumberOfTags") ?? 0) : 0,
        }, EmulatedStatus.Success);
    }

    /// <summary>Port 0 stands for all.</summary>
    private static int[] Ports(LlrpParameter source, EmulatorOptions options)
    {
        int[] ports = [.. source["AntennaIDs"].Words.ToArray().Select(port => (int)port)];
        return ports.Length == 0 || ports.Contains(0) ? [.. Enumerable.Range(1, options.Antennas)] : ports;
    }

    private static EmulatedStatus? Fault(LlrpParameter configuration, EmulatorOptions options, bool hasExtensions)
    {
        if (options.Faults.RefusesConfiguration)
        {
            return new EmulatedStatus("P_UnsupportedParameter", "AntennaConfiguration is not supported");
        }

        var band = EmulatedBand.Of(options);
        if (configuration.Find("RFTransmitter") is { } transmitter)
        {
            long table = transmitter.Number("HopTableID"), channel = transmitter.Number("ChannelIndex"), power = transmitter.Number("TransmitPower");
            if (options.Faults.RefusesTransmitter || (band.IsHopping && table != EmulatedBand.HopTable))
            {
                return EmulatedStatus.Parameter($"HopTableID: expected {EmulatedBand.HopTable}, found {table}");
            }

            if (channel > band.Kilohertz.Length || (!band.IsHopping && channel == 0))
            {
                return EmulatedStatus.Parameter($"ChannelIndex: expected 1 to {band.Kilohertz.Length}, found {channel}");
            }

            if (power < 1 || power > EmulatedBand.Powers.Length)
            {
                return EmulatedStatus.Parameter($"TransmitPower: expected an index from 1 to {EmulatedBand.Powers.Length}, found {power}");
            }
        }

        LlrpParameter? command = configuration.Find("C1G2InventoryCommand");
        long mode = command?.Find("C1G2RFControl")?.Number("ModeIndex") ?? EmulatedBand.Modes[0];
        return !EmulatedBand.Modes.Contains((int)mode) ? EmulatedStatus.Parameter($"ModeIndex: expected one of {string.Join(", ", EmulatedBand.Modes)}, found {mode}")
            : (command?.Find("C1G2SingulationControl")?.Number("Session") ?? 0) > MostSession ? EmulatedStatus.Parameter("Session: expected 0 to 3")
            : command?.Find("ImpinjInventorySearchMode") is not null && !hasExtensions ? new EmulatedStatus("P_UnknownParameter", "ImpinjInventorySearchMode: extensions are not enabled")
            : null;
    }

    /// <summary>A configuration of port 0 is for all that have none of their own. A plain reader asks for tags of one state alone.</summary>
    private static AntennaSetting Setting(int port, LlrpParameter[] configurations, EmulatorOptions options)
    {
        LlrpParameter? found = configurations.FirstOrDefault(each => each.Number("AntennaID") == port) ?? configurations.FirstOrDefault(each => each.Number("AntennaID") == 0);
        LlrpParameter? transmitter = found?.Find("RFTransmitter"), command = found?.Find("C1G2InventoryCommand");
        string? search = command?.Find("ImpinjInventorySearchMode")?.Text("InventorySearchMode");
        return new AntennaSetting(
            port,
            EmulatedBand.Powers[(int)(transmitter?.Number("TransmitPower") ?? EmulatedBand.Powers.Length) - 1] / 100.0,
            options.IsHopping ? 0 : (int)(transmitter?.Number("ChannelIndex") ?? 1),
            (int)(command?.Find("C1G2SingulationControl")?.Number("Session") ?? 0),
            search is "Dual_Target" || (options.IsImpinj && search is null or "Reader_Selected"));
    }
}
