using System.Collections.Immutable;
using TwinGrid.Adapters.Llrp.Wire;

namespace TwinGrid.Adapters.Llrp.Emulator;

/// <summary>A ROSpec as an emulated reader holds it: checked against what the reader can do.</summary>
internal sealed class EmulatedRoSpec
{
    private EmulatedRoSpec(LlrpParameter source, ImmutableArray<EmulatedAiSpec> antennas)
    {
        (Source, AiSpecs) = (source, antennas);
        LlrpParameter start = source.Require("ROBoundarySpec").Require("ROSpecStartTrigger"), stop = source.Require("ROBoundarySpec").Require("ROSpecStopTrigger");
        StartTrigger = start.Text("ROSpecStartTriggerType");
        Duration = stop.Text("ROSpecStopTriggerType") == "Duration" ? TimeSpan.FromMilliseconds(stop.Number("DurationTriggerValue")) : null;
        Offset = TimeSpan.FromMilliseconds(start.Find("PeriodicTriggerValue")?.Number("Offset") ?? 0);
        Period = TimeSpan.FromMilliseconds(start.Find("PeriodicTriggerValue")?.Number("Period") ?? 0);
    }

    /// <summary>Number of the ROSpec.</summary>
    public uint Id => (uint)Source.Number("ROSpecID");

    /// <summary>As it was added.</summary>
    public LlrpParameter Source { get; }

    /// <summary>Its inventories, one after another.</summary>
    public ImmutableArray<EmulatedAiSpec> AiSpecs { get; }

    /// <summary>Null, Immediate or Periodic.</summary>
    public string StartTrigger { get; }

    /// <summary>When to begin after being enabled, and again and again; zero where not told.</summary>
    public TimeSpan Offset { get; }

    /// <summary>After which time to begin again; zero for never.</summary>
    public TimeSpan Period { get; }

    /// <summary>After which time it ends; null for when it is told to.</summary>
    public TimeSpan? Duration { get; }

    /// <summary>What it asks for in reports, or null.</summary>
    public LlrpParameter? Report => Source.Find("ROReportSpec");

    /// <summary>Disabled, Inactive or Active.</summary>
    public string State { get; set; } = "Disabled";

    /// <summary>Ends what is running; null while nothing is.</summary>
    public CancellationTokenSource? Running { get; private set; }

    /// <summary>Whether the client asked for what was read so far.</summary>
    public bool IsReportAsked { get; set; }

    /// <summary>It runs from now on.</summary>
    public CancellationToken Start()
    {
        (Running, State) = (new CancellationTokenSource(), "Active");
        return Running.Token;
    }

    /// <summary>Ends it, if it runs.</summary>
    public void Stop()
    {
        Running?.Cancel();
        (Running, State) = (null, State == "Active" ? "Inactive" : State);
    }

    /// <summary>Takes a ROSpec, or says why the reader can't do what it asks.</summary>
    public static (EmulatedRoSpec? Spec, EmulatedStatus Status) Take(LlrpParameter source, EmulatorOptions options, bool hasExtensions)
    {
        EmulatorFaults faults = options.Faults;
        if (source.Number("ROSpecID") == 0)
        {
            return (null, EmulatedStatus.Parameter("expected a ROSpecID above 0"));
        }

        if (source.Require("ROBoundarySpec").Require("ROSpecStartTrigger").Text("ROSpecStartTriggerType") is not ("Null" or "Immediate" or "Periodic"))
        {
            return (null, new EmulatedStatus("P_UnsupportedParameter", "there are no inputs to start by"));
        }

        var specs = ImmutableArray.CreateBuilder<EmulatedAiSpec>();
        foreach (LlrpParameter spec in source.FindAll("AISpec"))
        {
            (EmulatedAiSpec? taken, EmulatedStatus status) = EmulatedAiSpec.Take(spec, options, hasExtensions);
            if (taken is null)
            {
                return (null, status);
            }

            specs.Add(taken);
        }

        string stop = source.Require("ROBoundarySpec").Require("ROSpecStopTrigger").Text("ROSpecStopTriggerType");
        return stop == "GPI_With_Timeout" || (faults.RefusesStopTriggers && stop != "Null") ? (null, new EmulatedStatus("P_UnsupportedParameter", $"ROSpecStopTrigger {stop} is not supported"))
            : specs.Count == 0 ? (null, new EmulatedStatus("M_ParameterError", "expected an AISpec"))
            : (new EmulatedRoSpec(source, specs.DrainToImmutable()), EmulatedStatus.Success);
    }
}
