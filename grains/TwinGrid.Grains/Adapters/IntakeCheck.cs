using System.Globalization;
using TwinGrid.Model;
using TwinGrid.Signal.Probing;

namespace TwinGrid.Grains.Adapters;

/// <summary>
/// What an observation must be to enter. Checked once, at the door and before the journal: what a twin further down would
/// refuse must not be accepted, for it would come again from the journal for ever.
/// </summary>
internal static class IntakeCheck
{
    private const int MostAntennas = 64;

    /// <summary>Refuses a batch as a whole when one of its observations can't be taken.</summary>
    /// <exception cref="ArgumentException">An observation is not well-formed; the message names it and says what was expected and found.</exception>
    public static void Require(ObservationBatch batch, IReadOnlyDictionary<string, ReflectionPalette> palettes, string reader)
    {
        foreach (Probe probe in batch.Probes)
        {
            Require(probe, palettes);
        }

        foreach (PhaseRead read in batch.Reads)
        {
            Require(read, reader);
        }

        foreach (PollingCycle cycle in batch.Cycles)
        {
            Require(cycle, reader);
        }
    }

    private static void Require(Probe probe, IReadOnlyDictionary<string, ReflectionPalette> palettes)
    {
        Name(probe.Id, "transmitter", probe.Transmitter);
        Name(probe.Id, "receiver", probe.Receiver);
        Name(probe.Id, "exciter", probe.Exciter);
        Hold(probe.Transmitter != probe.Receiver, probe.Id, "a receiver other than the transmitter", probe.Receiver);
        Hold(probe.FrequencyHz is > 0 and < double.PositiveInfinity, probe.Id, "a frequency above zero", probe.FrequencyHz);
        Hold(probe.NoiseVolts is >= 0 and < double.PositiveInfinity, probe.Id, "a noise of at least zero", probe.NoiseVolts);
        if (!palettes.TryGetValue(probe.Palette, out ReflectionPalette? palette))
        {
            throw Fault(probe.Id, $"one of the palettes {string.Join(", ", palettes.Keys)}", probe.Palette);
        }

        int count = probe.Voltages.IsDefault ? 0 : probe.Voltages.Length;
        Hold(count == palette.Count, probe.Id, "one voltage for each coefficient of its palette", count);
        foreach (double voltage in probe.Voltages)
        {
            Hold(double.IsFinite(voltage), probe.Id, "finite voltages", voltage);
        }
    }

    private static void Require(PhaseRead read, string reader)
    {
        Name(read.Id, "tag", read.Tag);
        Hold(read.Tag != reader, read.Id, "a tag with another name than its reader", read.Tag);
        Hold(double.IsFinite(read.Antenna.X) && double.IsFinite(read.Antenna.Y) && double.IsFinite(read.Antenna.Z), read.Id, "a finite antenna position", read.Antenna);
        Hold(read.FrequencyHz is > 0 and < double.PositiveInfinity, read.Id, "a frequency above zero", read.FrequencyHz);
        Hold(double.IsFinite(read.PhaseRadians), read.Id, "a finite phase", read.PhaseRadians);
        Hold(read.Reads >= 1, read.Id, "at least one read", read.Reads);
        Hold(read.Concentration is >= 0 and <= 1, read.Id, "a resultant length from 0 to 1", read.Concentration);
        Hold(double.IsFinite(read.RssiDbm), read.Id, "a finite power", read.RssiDbm);
    }

    private static void Require(PollingCycle cycle, string reader)
    {
        Hold(!cycle.Replies.IsDefault, cycle.Id, "replies", "none");
        int antennas = cycle.Replies.IsEmpty || cycle.Replies[0].Phases.IsDefault ? 0 : cycle.Replies[0].Phases.Length;
        Hold(cycle.Replies.IsEmpty || antennas is >= 1 and <= MostAntennas, cycle.Id, $"1 to {MostAntennas} phases in a reply", antennas);
        foreach (CycleReply reply in cycle.Replies)
        {
            if (cycle.Purpose == PollingPurpose.Inventory)
            {
                Name(cycle.Id, "tag", reply.Tag);
                Hold(reply.Tag != reader, cycle.Id, "a tag with another name than its reader", reply.Tag);
            }
            else
            {
                Hold(reply.Tag.Length == 0, cycle.Id, "no name of a tag in a poll", reply.Tag);
            }

            Hold(!reply.Phases.IsDefault && reply.Phases.Length == antennas, cycle.Id, $"{antennas} phases in every reply", reply.Phases.IsDefault ? 0 : reply.Phases.Length);
            Hold(!reply.PhaseDeviations.IsDefault && reply.PhaseDeviations.Length == antennas, cycle.Id, $"{antennas} deviations in every reply", reply.PhaseDeviations.IsDefault ? 0 : reply.PhaseDeviations.Length);
            for (int antenna = 0; antenna < antennas; antenna++)
            {
                Hold(!double.IsInfinity(reply.Phases[antenna]), cycle.Id, "finite phases, or NaN where an antenna heard nothing", reply.Phases[antenna]);
                Hold(
                    double.IsNaN(reply.Phases[antenna]) || reply.PhaseDeviations[antenna] is > 0 and < double.PositiveInfinity,
                    cycle.Id,
                    "a deviation above zero beside each phase",
                    reply.PhaseDeviations[antenna]);
            }

            Hold(reply.LengthSamples is > 0 and < double.PositiveInfinity, cycle.Id, "a length above zero", reply.LengthSamples);
            Hold(reply.LengthDeviation is > 0 and < double.PositiveInfinity, cycle.Id, "a deviation of the length above zero", reply.LengthDeviation);
        }
    }

    private static void Name(ObservationId id, string role, string name)
    {
        try
        {
            TwinKeys.Checked(name);
        }
        catch (ArgumentException fault)
        {
            throw new ArgumentException($"observation {id.Sequence} of '{id.Source}', {role}: {fault.Message}", fault);
        }
    }

    private static void Hold<T>(bool holds, ObservationId id, string expected, T found)
    {
        if (!holds)
        {
            throw Fault(id, expected, found);
        }
    }

    private static ArgumentException Fault<T>(ObservationId id, string expected, T found) => new(
        string.Create(CultureInfo.InvariantCulture, $"observation {id.Sequence} of '{id.Source}': expected {expected}, found '{found}'"));
}
