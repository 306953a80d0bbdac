using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;

namespace TwinGrid.Model.Tests;

/// <summary>Batches with anything in them that the types allow, and their comparison bit for bit.</summary>
internal static class Batches
{
    private static readonly Gen<double> Values = Gen.Choose(0, 9).SelectMany(kind => kind switch
    {
        0 => Gen.Constant(double.NaN),
        1 => Gen.Constant(BitConverter.Int64BitsToDouble(0x7FF8_0000_DEAD_BEEF)),
        2 => Gen.Constant(BitConverter.Int64BitsToDouble(unchecked((long)0xFFF0_0000_0000_0001))),
        3 => Gen.Elements(double.MaxValue, double.MinValue, double.Epsilon, -double.Epsilon),
        4 => Gen.Elements(double.PositiveInfinity, double.NegativeInfinity, -0.0, 0.0),
        _ => Gen.Choose(int.MinValue, int.MaxValue).Select(number => number / 1e6),
    });

    private static readonly Gen<string> Names = Gen.Elements("", "a", "tag-001", "anchor 1", "étage/天", "\0", new string('x', 300));

    private static readonly Gen<ObservationId> Ids =
        from source in Names
        from sequence in Gen.Elements(1, 2, long.MaxValue, long.MinValue, 0, 77)
        select new ObservationId(source, sequence);

    private static readonly Gen<DateTimeOffset> Times = Gen.Elements(
        DateTimeOffset.MinValue, DateTimeOffset.MaxValue, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddTicks(1));

    private static readonly Gen<Probe> Probes =
        from id in Ids
        from time in Times
        from names in Names.ArrayOf(4)
        from values in Values.ArrayOf(2)
        from voltages in Values.ArrayOf()
        select new Probe(id, time, names[0], names[1], names[2], values[0], names[3], [.. voltages], values[1]);

    private static readonly Gen<PhaseRead> Reads =
        from id in Ids
        from time in Times
        from tag in Names
        from values in Values.ArrayOf(7)
        from reads in Gen.Elements(0, 1, 1000, int.MaxValue)
        from port in Gen.Elements(0, 1, 65535)
        from doppler in Values
        select new PhaseRead(id, time, tag, new Position(values[0], values[1], values[2]), values[3], values[4], reads, values[5], values[6], port, doppler);

    private static readonly Gen<PollingCycle> Cycles =
        from id in Ids
        from time in Times
        from purpose in Gen.Elements(PollingPurpose.Inventory, PollingPurpose.Poll)
        from antennas in Gen.Choose(0, 4)
        from replies in Reply(antennas).ArrayOf()
        select new PollingCycle(id, time, purpose, [.. replies]);

    private static readonly Gen<SensorRead> Readings =
        from id in Ids
        from time in Times
        from tag in Names
        from values in Values.Select(value => (double?)value).Or(Gen.Constant((double?)null)).ArrayOf(3)
        select new SensorRead(id, time, tag, values[0], values[1], values[2]);

    public static Gen<ObservationBatch> Any { get; } =
        from probes in Probes.ArrayOf()
        from reads in Reads.ArrayOf()
        from cycles in Cycles.ArrayOf()
        from readings in Readings.ArrayOf()
        select new ObservationBatch([.. probes], [.. reads], [.. cycles], [.. readings]);

    /// <summary>A batch with some of everything, always the same.</summary>
    public static ObservationBatch Sample { get; } = new(
        [.. Enumerable.Range(1, 12).Select(i => new Probe(
            new ObservationId("sink", i), DateTimeOffset.UnixEpoch.AddSeconds(i), $"tag-{i}", "tag-0", "exciter", 915e6, "standard", [0.1 * i, 0.2, 0.3, 0.4], 1e-4))],
        [.. Enumerable.Range(1, 12).Select(i => new PhaseRead(
            new ObservationId("reader", i), DateTimeOffset.UnixEpoch.AddSeconds(i), $"tag-{i}", new Position(i, 2, 3), 920e6, 0.1 * i, 5, 0.99, -50, i % 3, i % 2 == 0 ? 1.5 : double.NaN))],
        [.. Enumerable.Range(1, 4).Select(i => new PollingCycle(
            new ObservationId("polls", i), DateTimeOffset.UnixEpoch.AddSeconds(i), PollingPurpose.Inventory, [new CycleReply($"tag-{i}", [0.1 * i, 0.2], [0.05, 0.06], 7650 + i, 2)]))],
        [.. Enumerable.Range(1, 6).Select(i => new SensorRead(
            new ObservationId("logger", i), DateTimeOffset.UnixEpoch.AddSeconds(i), $"tag-{i}", i == 3 ? null : 4 + 0.1 * i, i == 4 ? 55 : null, i == 5 ? 0.5 : null))]);

    /// <summary>Whether two batches are the same to the last bit of every number.</summary>
    public static bool Same(ObservationBatch one, ObservationBatch other) =>
        one.Probes.Select(Bits).SequenceEqual(other.Probes.Select(Bits)) && one.Reads.Select(Bits).SequenceEqual(other.Reads.Select(Bits))
        && one.Cycles.Select(Bits).SequenceEqual(other.Cycles.Select(Bits)) && one.Readings.Select(Bits).SequenceEqual(other.Readings.Select(Bits));

    private static Gen<CycleReply> Reply(int antennas) =>
        from tag in Names
        from phases in Values.ArrayOf(antennas)
        from deviations in Values.ArrayOf(antennas)
        from length in Values.ArrayOf(2)
        select new CycleReply(tag, [.. phases], [.. deviations], length[0], length[1]);

    private static string Bits(PollingCycle cycle) => string.Join('|',
        [$"{cycle.Id}", $"{cycle.Time.UtcTicks}", $"{cycle.Purpose}", .. cycle.Replies.Select(reply =>
            $"{reply.Tag}:{Bits([reply.LengthSamples, reply.LengthDeviation, .. reply.Phases, .. reply.PhaseDeviations])}")]);

    private static string Bits(SensorRead reading) => string.Join('|',
        reading.Id, reading.Time.UtcTicks, reading.Tag, Bits(reading.TemperatureCelsius), Bits(reading.RelativeHumidity), Bits(reading.Shock));

    private static string Bits(double? value) => value is { } number ? $"{BitConverter.DoubleToInt64Bits(number)}" : "none";

    private static string Bits(Probe probe) => string.Join('|',
        probe.Id, probe.Time.UtcTicks, probe.Transmitter, probe.Receiver, probe.Exciter, probe.Palette,
        Bits([probe.FrequencyHz, probe.NoiseVolts, .. probe.Voltages]));

    private static string Bits(PhaseRead read) => string.Join('|',
        read.Id, read.Time.UtcTicks, read.Tag, read.Reads, read.Port, read.DopplerHz,
        Bits([read.Antenna.X, read.Antenna.Y, read.Antenna.Z, read.FrequencyHz, read.PhaseRadians, read.Concentration, read.RssiDbm]));

    private static string Bits(ImmutableArray<double> values) => string.Join(',', values.Select(BitConverter.DoubleToInt64Bits));
}
