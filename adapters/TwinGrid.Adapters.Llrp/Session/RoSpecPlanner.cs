using System.Collections.Immutable;
using System.Globalization;

namespace TwinGrid.Adapters.Llrp.Session;

/// <summary>
/// Fits what is wished of a reader to what it can do, because readers refuse a whole ROSpec for one hop table, channel, power or mode
/// that they don't have.
/// </summary>
public static class RoSpecPlanner
{
    private const double PowerTolerance = 0.005;

    /// <summary>The plan for a reader.</summary>
    /// <param name="options">What is wished for.</param>
    /// <param name="reader">What the reader can do.</param>
    /// <exception cref="LlrpSessionException">No antenna of the plan is at the reader.</exception>
    public static RoSpecPlan Plan(LlrpOptions options, ReaderCapabilities reader)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(reader);
        var notes = ImmutableArray.CreateBuilder<string>();
        ImmutableArray<int> ports = Ports(options, reader, notes);
        int? power = PowerIndex(options.PowerDbm, reader, notes);
        bool isHeard = reader.HasExtensions && options.MeasuresPhase;
        if (options.MeasuresPhase && !reader.HasExtensions)
        {
            notes.Add($"the reader ({reader}) has no known way to report phases: reads come without");
        }

        int? mode = options.Mode;
        if (mode is { } wished && !reader.Modes.Contains(wished))
        {
            notes.Add(Line($"mode {wished} is not among the reader's ({string.Join(", ", reader.Modes)}): left to the reader"));
            mode = null;
        }

        return new RoSpecPlan
        {
            Id = options.RoSpecId,
            Antennas = [.. ports.Select(port => new RoSpecAntenna(port, power is { } index ? Transmitter(port, index, reader) : null))],
            Mode = mode,
            // Session 1 reads each tag again and again only when both its states are asked for; session 0 forgets between rounds.
            Session = options.Session ?? (reader.HasExtensions ? 1 : 0),
            TagPopulation = options.TagPopulation,
            IsDualTarget = reader.HasExtensions,
            MeasuresPhase = isHeard,
            ReportEvery = options.ReportEvery,
            Notes = notes.ToImmutable(),
        };
    }

    private static ImmutableArray<int> Ports(LlrpOptions options, ReaderCapabilities reader, ImmutableArray<string>.Builder notes)
    {
        ImmutableArray<int> wished = [.. options.Antennas.Select(antenna => antenna.Port).Order()];
        ImmutableArray<int> present = [.. wished.Where(port => port <= reader.Antennas)];
        if (present.IsEmpty)
        {
            throw new LlrpSessionException(Line($"{options.Name}: expected antennas at ports 1 to {reader.Antennas} of the reader, found a plan for {string.Join(", ", wished)}"));
        }

        notes.AddRange(wished.Except(present).Select(port => Line($"antenna {port} is left out: the reader has {reader.Antennas} ports")));
        ImmutableArray<int> connected = [.. present.Except(reader.Unconnected)];
        if (connected.IsEmpty)
        {
            notes.Add(Line($"the reader says that nothing is connected to ports {string.Join(", ", present)}: tried all the same"));
            return present;
        }

        notes.AddRange(present.Except(connected).Select(port => Line($"antenna {port} is left out: the reader says that nothing is connected")));
        return connected;
    }

    /// <summary>The index of the highest power that isn't above the one wished for, or else of the lowest there is.</summary>
    private static int? PowerIndex(double? wished, ReaderCapabilities reader, ImmutableArray<string>.Builder notes)
    {
        if (wished is not { } dbm)
        {
            return null;
        }

        if (reader.PowersDbm.IsEmpty)
        {
            notes.Add("the reader lists no powers: left to the reader");
            return null;
        }

        KeyValuePair<int, double>[] allowed = [.. reader.PowersDbm.Where(entry => entry.Value <= dbm + PowerTolerance)];
        KeyValuePair<int, double> chosen = allowed.Length > 0 ? allowed.MaxBy(entry => entry.Value) : reader.PowersDbm.MinBy(entry => entry.Value);
        if (Math.Abs(chosen.Value - dbm) > PowerTolerance)
        {
            notes.Add(Line($"power {dbm:0.##} dBm is not among the reader's: {chosen.Value:0.##} dBm is used"));
        }

        return chosen.Key;
    }

    /// <summary>The hop table and channel that the reader itself is set to, where it has them, because it surely accepts those.</summary>
    private static RoSpecTransmitter? Transmitter(int port, int power, ReaderCapabilities reader)
    {
        (int table, int channel) = reader.Transmitters.GetValueOrDefault(port);
        if (reader.IsHopping)
        {
            return reader.HopTables.IsEmpty ? null
                : reader.HopTables.ContainsKey(table) ? new RoSpecTransmitter(table, channel, power)
                : new RoSpecTransmitter(reader.HopTables.Keys.First(), 1, power);
        }

        return reader.FixedFrequencies.IsEmpty ? null
            : new RoSpecTransmitter(0, channel >= 1 && channel <= reader.FixedFrequencies.Length ? channel : 1, power);
    }

    private static string Line(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}
