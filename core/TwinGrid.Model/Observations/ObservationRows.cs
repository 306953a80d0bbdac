using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace TwinGrid.Model;

/// <summary>The rows of an observation chunk and the names that they use; the layout stands at <see cref="ObservationCodec"/>.</summary>
internal static class ObservationRows
{
    private const int MaximumVoltages = 1024;

    /// <summary>Writes the rows of a batch and, apart, the table of names that stands before them in the body.</summary>
    /// <exception cref="ArgumentException">A probe has more than 1,024 voltages, a read stands for a negative number of reads, or a reply has not one phase and deviation for each antenna of its cycle.</exception>
    public static void Write(ObservationBatch batch, ChunkWriter names, ChunkWriter rows)
    {
        var indexes = new Dictionary<string, int>(StringComparer.Ordinal);
        rows.WriteVarint(batch.Probes.Length);
        foreach (Probe probe in batch.Probes)
        {
            WriteHead(rows, indexes, probe.Id, probe.Time);
            rows.WriteVarint(IndexOf(indexes, probe.Transmitter));
            rows.WriteVarint(IndexOf(indexes, probe.Receiver));
            rows.WriteVarint(IndexOf(indexes, probe.Exciter));
            rows.WriteVarint(IndexOf(indexes, probe.Palette));
            rows.WriteDouble(probe.FrequencyHz);
            rows.WriteDouble(probe.NoiseVolts);
            rows.WriteVarint(Allowed(probe.Voltages.Length, MaximumVoltages, "voltages"));
            rows.WriteDoubles(probe.Voltages.AsSpan());
        }

        rows.WriteVarint(batch.Reads.Length);
        foreach (PhaseRead read in batch.Reads)
        {
            WriteHead(rows, indexes, read.Id, read.Time);
            ReadRows.Write(read, rows, tag => IndexOf(indexes, tag));
        }

        rows.WriteVarint(batch.Cycles.Length);
        foreach (PollingCycle cycle in batch.Cycles)
        {
            WriteHead(rows, indexes, cycle.Id, cycle.Time);
            CycleRows.Write(cycle, rows, tag => IndexOf(indexes, tag));
        }

        rows.WriteVarint(batch.Readings.Length);
        foreach (SensorRead reading in batch.Readings)
        {
            WriteHead(rows, indexes, reading.Id, reading.Time);
            SensorRows.Write(reading, rows, tag => IndexOf(indexes, tag));
        }

        names.WriteVarint(indexes.Count);
        foreach (string name in indexes.Keys)
        {
            names.WriteText(name);
        }
    }

    /// <summary>Reads a body; faults of form come as <see cref="FormatException"/> or <see cref="ArgumentException"/>.</summary>
    /// <param name="body">The body.</param>
    /// <param name="version">Version of the chunk: cycles are there from 2 on, readings from 3 on, port and Doppler shift of reads from 4 on.</param>
    public static ObservationBatch Read(ref ChunkReader body, int version)
    {
        var names = new string[body.ReadVarint(body.Left)];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = body.ReadText();
        }

        var probes = ImmutableArray.CreateBuilder<Probe>();
        for (int left = body.ReadVarint(int.MaxValue); left > 0; left--)
        {
            (ObservationId id, DateTimeOffset time) = ReadHead(ref body, names);
            string transmitter = Name(ref body, names), receiver = Name(ref body, names), exciter = Name(ref body, names), palette = Name(ref body, names);
            double frequency = body.ReadDouble(), noise = body.ReadDouble();
            double[] voltages = body.ReadDoubles(body.ReadVarint(MaximumVoltages));
            probes.Add(new Probe(id, time, transmitter, receiver, exciter, frequency, palette, ImmutableCollectionsMarshal.AsImmutableArray(voltages), noise));
        }

        var reads = ImmutableArray.CreateBuilder<PhaseRead>();
        for (int left = body.ReadVarint(int.MaxValue); left > 0; left--)
        {
            (ObservationId id, DateTimeOffset time) = ReadHead(ref body, names);
            reads.Add(ReadRows.Read(ref body, id, time, names, version));
        }

        var cycles = ImmutableArray.CreateBuilder<PollingCycle>();
        for (int left = version >= 2 ? body.ReadVarint(int.MaxValue) : 0; left > 0; left--)
        {
            (ObservationId id, DateTimeOffset time) = ReadHead(ref body, names);
            cycles.Add(CycleRows.Read(ref body, id, time, names));
        }

        var readings = ImmutableArray.CreateBuilder<SensorRead>();
        for (int left = version >= 3 ? body.ReadVarint(int.MaxValue) : 0; left > 0; left--)
        {
            (ObservationId id, DateTimeOffset time) = ReadHead(ref body, names);
            readings.Add(SensorRows.Read(ref body, id, time, names));
        }

        return new ObservationBatch(probes.DrainToImmutable(), reads.DrainToImmutable(), cycles.DrainToImmutable(), readings.DrainToImmutable());
    }

    private static void WriteHead(ChunkWriter rows, Dictionary<string, int> names, ObservationId id, DateTimeOffset time)
    {
        rows.WriteVarint(IndexOf(names, id.Source));
        rows.WriteInt64(id.Sequence);
        rows.WriteInt64(time.UtcTicks);
    }

    private static (ObservationId Id, DateTimeOffset Time) ReadHead(ref ChunkReader body, string[] names) =>
        (new ObservationId(Name(ref body, names), body.ReadInt64()), new DateTimeOffset(body.ReadInt64(), TimeSpan.Zero));

    internal static string Name(ref ChunkReader body, string[] names) => names.Length > 0
        ? names[body.ReadVarint(names.Length - 1)]
        : throw new FormatException("expected a table of names, found none");

    /// <summary>A count that reading will accept: what can't be read back must not be stored.</summary>
    internal static int Allowed(int count, int most, string what) => count >= 0 && count <= most
        ? count
        : throw new ArgumentException($"an observation: expected 0 to {most} {what}, found {count}");

    private static int IndexOf(Dictionary<string, int> names, string name)
    {
        ref int index = ref CollectionsMarshal.GetValueRefOrAddDefault(names, name, out bool known);
        if (!known)
        {
            index = names.Count - 1;
        }

        return index;
    }
}
