using System.Collections.Immutable;
using TwinGrid.Model;

namespace TwinGrid.Grains.Adapters;

/// <summary>What a polling cycle must be to enter; see <see cref="IntakeCheck"/>.</summary>
internal static class CycleCheck
{
    private const int MostAntennas = 64;
    private const double LongestReply = 1_000_000, LargestLengthDeviation = 100;

    /// <summary>Refuses a cycle that can't be taken.</summary>
    /// <exception cref="ArgumentException">The cycle is not well-formed.</exception>
    public static void Require(PollingCycle cycle, string reader)
    {
        IntakeCheck.Hold(Enum.IsDefined(cycle.Purpose), cycle.Id, "an inventory or a poll", cycle.Purpose);
        IntakeCheck.Hold(!cycle.Replies.IsDefault, cycle.Id, "replies", "none");
        int antennas = cycle.Replies.IsEmpty ? 0 : CountOf(cycle.Replies[0].Phases);
        IntakeCheck.Hold(cycle.Replies.IsEmpty || antennas is >= 1 and <= MostAntennas, cycle.Id, $"1 to {MostAntennas} phases in a reply", antennas);
        foreach (CycleReply reply in cycle.Replies)
        {
            RequireName(cycle, reply, reader);
            RequirePhases(cycle.Id, reply, antennas);
            RequireLength(cycle.Id, reply);
        }
    }

    private static void RequireName(PollingCycle cycle, CycleReply reply, string reader)
    {
        if (cycle.Purpose == PollingPurpose.Inventory)
        {
            IntakeCheck.Name(cycle.Id, "tag", reply.Tag);
            IntakeCheck.Hold(reply.Tag != reader, cycle.Id, "a tag with another name than its reader", reply.Tag);
        }
        else
        {
            IntakeCheck.Hold(reply.Tag.Length == 0, cycle.Id, "no name of a tag in a poll", reply.Tag);
        }
    }

    private static void RequirePhases(ObservationId id, CycleReply reply, int antennas)
    {
        IntakeCheck.Hold(CountOf(reply.Phases) == antennas, id, $"{antennas} phases in every reply", CountOf(reply.Phases));
        IntakeCheck.Hold(CountOf(reply.PhaseDeviations) == antennas, id, $"{antennas} deviations in every reply", CountOf(reply.PhaseDeviations));
        for (int antenna = 0; antenna < antennas; antenna++)
        {
            double phase = reply.Phases[antenna], deviation = reply.PhaseDeviations[antenna];
            IntakeCheck.Hold(!double.IsInfinity(phase), id, "finite phases, or NaN where an antenna heard nothing", phase);
            IntakeCheck.Hold(double.IsNaN(phase) || deviation is > 0 and <= Math.PI, id, "a deviation above zero and at most π beside each phase", deviation);
        }
    }

    private static void RequireLength(ObservationId id, CycleReply reply)
    {
        if (double.IsNaN(reply.LengthSamples))
        {
            return;
        }

        IntakeCheck.Hold(reply.LengthSamples is > 0 and <= LongestReply, id, $"a length above zero and at most {LongestReply} samples, or NaN", reply.LengthSamples);
        IntakeCheck.Hold(
            reply.LengthDeviation is > 0 and <= LargestLengthDeviation,
            id,
            $"a deviation of the length above zero and at most {LargestLengthDeviation} samples",
            reply.LengthDeviation);
    }

    private static int CountOf(ImmutableArray<double> values) => values.IsDefault ? 0 : values.Length;
}
