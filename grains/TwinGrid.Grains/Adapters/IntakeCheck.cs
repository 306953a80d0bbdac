using System.Globalization;
using TwinGrid.Model;
using TwinGrid.Signal.Probing;

namespace TwinGrid.Grains.Adapters;

/// <summary>
/// What an observation must be to enter. Checked once, at the door and before the journal: what a twin further down would
/// refuse must not be accepted, for it would come again from the journal for ever.
/// </summary>
/// <param name="palettes">Reflection palettes by name.</param>
/// <param name="reader">Name of the adapter's reader.</param>
/// <param name="latest">The latest time that an observation may have.</param>
internal sealed class IntakeCheck(IReadOnlyDictionary<string, ReflectionPalette> palettes, string reader, DateTimeOffset latest)
{
    /// <summary>Refuses a batch as a whole when one of its observations can't be taken.</summary>
    /// <exception cref="ArgumentException">An observation is not well-formed; the message names it and says what was expected and found.</exception>
    public void Require(ObservationBatch batch)
    {
        foreach (Probe probe in batch.Probes)
        {
            Require(probe);
        }

        foreach (PhaseRead read in batch.Reads)
        {
            ReadCheck.Require(read, reader, latest);
        }

        foreach (PollingCycle cycle in batch.Cycles)
        {
            Time(cycle.Id, cycle.Time);
            CycleCheck.Require(cycle, reader);
        }

        foreach (SensorRead reading in batch.Readings)
        {
            SensorCheck.Require(reading, latest);
        }
    }

    private void Require(Probe probe)
    {
        Time(probe.Id, probe.Time);
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

    private void Time(ObservationId id, DateTimeOffset time) => InTime(id, time, latest);

    /// <summary>Refuses a time from the future. What was expected is put in words only when it's needed: this is asked of every observation.</summary>
    internal static void InTime(ObservationId id, DateTimeOffset time, DateTimeOffset latest)
    {
        if (time > latest)
        {
            throw Fault(id, FormattableString.Invariant($"a time up to {latest:O}"), time);
        }
    }

    /// <summary>Refuses a name that can't be a twin's.</summary>
    internal static void Name(ObservationId id, string role, string name)
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

    /// <summary>Refuses what doesn't hold.</summary>
    internal static void Hold<T>(bool holds, ObservationId id, string expected, T found)
    {
        if (!holds)
        {
            throw Fault(id, expected, found);
        }
    }

    private static ArgumentException Fault<T>(ObservationId id, string expected, T found) => new(
        string.Create(CultureInfo.InvariantCulture, $"observation {id.Sequence} of '{id.Source}': expected {expected}, found '{found}'"));
}
