using TwinGrid.Adapters.Llrp.Wire;

namespace TwinGrid.Adapters.Llrp.Session;

/// <summary>
/// A plan as the ROSpec that a reader takes. It starts when it is told to and stops when it is told to, because that needs nothing of
/// a reader; readers that lack some stop trigger refuse a ROSpec that has it.
/// </summary>
public static class RoSpecMessage
{
    private const int ParameterId = 1;

    /// <summary>ADD_ROSPEC for a plan.</summary>
    /// <param name="plan">What the reader is asked to do.</param>
    /// <param name="id">Number of the message.</param>
    public static LlrpMessage Add(RoSpecPlan plan, uint id)
    {
        ArgumentNullException.ThrowIfNull(plan);
        LlrpParameter boundary = LlrpParameter.Of("ROBoundarySpec").With(
            LlrpParameter.Of("ROSpecStartTrigger", ("ROSpecStartTriggerType", "Null")),
            LlrpParameter.Of("ROSpecStopTrigger", ("ROSpecStopTriggerType", "Null")));
        LlrpParameter inventory = LlrpParameter.Of("InventoryParameterSpec", ("InventoryParameterSpecID", ParameterId), ("ProtocolID", "EPCGlobalClass1Gen2"));
        if (!plan.IsPlain)
        {
            inventory = inventory.With([.. plan.Antennas.Select(antenna => Antenna(plan, antenna))]);
        }

        LlrpParameter antennas = LlrpParameter.Of("AISpec", ("AntennaIDs", plan.Antennas.Select(antenna => (ushort)antenna.Port).ToArray()))
            .With(LlrpParameter.Of("AISpecStopTrigger", ("AISpecStopTriggerType", "Null")), inventory);
        return LlrpMessage.Of("ADD_ROSPEC", id).With(
            LlrpParameter.Of("ROSpec", ("ROSpecID", (long)plan.Id), ("CurrentState", "Disabled")).With(boundary, antennas, Report(plan)));
    }

    private static LlrpParameter Antenna(RoSpecPlan plan, RoSpecAntenna antenna)
    {
        LlrpParameter configuration = LlrpParameter.Of("AntennaConfiguration", ("AntennaID", antenna.Port));
        if (antenna.Transmitter is { } transmitter)
        {
            configuration = configuration.With(LlrpParameter.Of(
                "RFTransmitter", ("HopTableID", transmitter.HopTable), ("ChannelIndex", transmitter.Channel), ("TransmitPower", transmitter.Power)));
        }

        LlrpParameter command = LlrpParameter.Of("C1G2InventoryCommand");
        if (plan.Mode is { } mode)
        {
            command = command.With(LlrpParameter.Of("C1G2RFControl", ("ModeIndex", mode)));
        }

        if (plan.Session is { } session)
        {
            command = command.With(LlrpParameter.Of("C1G2SingulationControl", ("Session", session), ("TagPopulation", plan.TagPopulation)));
        }

        if (plan.IsDualTarget)
        {
            command = command.With(LlrpParameter.Of("ImpinjInventorySearchMode", ("InventorySearchMode", "Dual_Target")));
        }

        return configuration.With(command);
    }

    private static LlrpParameter Report(RoSpecPlan plan)
    {
        LlrpParameter report = LlrpParameter.Of("ROReportSpec", ("ROReportTrigger", "Upon_N_Tags_Or_End_Of_AISpec_Or_End_Of_RFSurveySpec"), ("N", plan.ReportEvery)).With(
            LlrpParameter.Of(
                "TagReportContentSelector",
                ("EnableAntennaID", true),
                ("EnableChannelIndex", true),
                ("EnablePeakRSSI", true),
                ("EnableFirstSeenTimestamp", true),
                ("EnableLastSeenTimestamp", true),
                ("EnableTagSeenCount", true)));
        return plan.MeasuresPhase
            ? report.With(LlrpParameter.Of("ImpinjTagReportContentSelector").With(
                LlrpParameter.Of("ImpinjEnableRFPhaseAngle", ("RFPhaseAngleMode", "Enabled")),
                LlrpParameter.Of("ImpinjEnablePeakRSSI", ("PeakRSSIMode", "Enabled")),
                LlrpParameter.Of("ImpinjEnableRFDopplerFrequency", ("RFDopplerFrequencyMode", "Enabled"))))
            : report;
    }
}
