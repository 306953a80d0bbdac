using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;

namespace TwinGrid.Model;

/// <summary>The rows of an observation chunk; the layout stands at <see cref="ObservationCodec"/>.</summary>
internal static class ObservationRows
{
    private const int MaximumVoltages = 1024;

    /// <summary>The body of a chunk: the table of names, then the rows that use it.</summary>
    public static MemoryStream Write(ObservationBatch batch)
    {
        var names = new NameTable();
        using var rows = new MemoryStream(64 + 160 * batch.Count);
        using (var writer = new BinaryWriter(rows, Encoding.UTF8, leaveOpen: true))
        {
            Write(writer, batch, names);
        }

        var body = new MemoryStream((int)rows.Length + 64 * names.Count);
        using (var writer = new BinaryWriter(body, Encoding.UTF8, leaveOpen: true))
        {
            names.Write(writer);
        }

        rows.WriteTo(body);
        return body;
    }

    private static void Write(BinaryWriter writer, ObservationBatch batch, NameTable names)
    {
        writer.Write7BitEncodedInt(batch.Probes.Length);
        foreach (Probe probe in batch.Probes)
        {
            WriteHead(writer, names, probe.Id, probe.Time);
            writer.Write7BitEncodedInt(names.IndexOf(probe.Transmitter));
            writer.Write7BitEncodedInt(names.IndexOf(probe.Receiver));
            writer.Write7BitEncodedInt(names.IndexOf(probe.Exciter));
            writer.Write7BitEncodedInt(names.IndexOf(probe.Palette));
            writer.Write(probe.FrequencyHz);
            writer.Write(probe.NoiseVolts);
            writer.Write7BitEncodedInt(Allowed(probe.Voltages.Length, MaximumVoltages, "voltages"));
            foreach (double voltage in probe.Voltages)
            {
                writer.Write(voltage);
            }
        }

        writer.Write7BitEncodedInt(batch.Reads.Length);
        foreach (PhaseRead read in batch.Reads)
        {
            WriteHead(writer, names, read.Id, read.Time);
            writer.Write7BitEncodedInt(names.IndexOf(read.Tag));
            writer.Write(read.Antenna.X);
            writer.Write(read.Antenna.Y);
            writer.Write(read.Antenna.Z);
            writer.Write(read.FrequencyHz);
            writer.Write(read.PhaseRadians);
            writer.Write7BitEncodedInt(Allowed(read.Reads, int.MaxValue, "reads"));
            writer.Write(read.Concentration);
            writer.Write(read.RssiDbm);
        }
    }

    /// <summary>Reads the rows of a body; faults of form come as <see cref="FormatException"/> or <see cref="EndOfStreamException"/>.</summary>
    public static ObservationBatch Read(BinaryReader reader)
    {
        string[] names = NameTable.Read(reader);
        var probes = ImmutableArray.CreateBuilder<Probe>();
        for (int left = Count(reader, int.MaxValue); left > 0; left--)
        {
            (ObservationId id, DateTimeOffset time) = ReadHead(reader, names);
            string transmitter = Name(reader, names), receiver = Name(reader, names), exciter = Name(reader, names), palette = Name(reader, names);
            double frequency = reader.ReadDouble(), noise = reader.ReadDouble();
            var voltages = new double[Count(reader, MaximumVoltages)];
            for (int i = 0; i < voltages.Length; i++)
            {
                voltages[i] = reader.ReadDouble();
            }

            probes.Add(new Probe(id, time, transmitter, receiver, exciter, frequency, palette, ImmutableCollectionsMarshal.AsImmutableArray(voltages), noise));
        }

        var reads = ImmutableArray.CreateBuilder<PhaseRead>();
        for (int left = Count(reader, int.MaxValue); left > 0; left--)
        {
            (ObservationId id, DateTimeOffset time) = ReadHead(reader, names);
            reads.Add(new PhaseRead(
                id,
                time,
                Name(reader, names),
                new Position(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble()),
                reader.ReadDouble(),
                reader.ReadDouble(),
                Count(reader, int.MaxValue),
                reader.ReadDouble(),
                reader.ReadDouble()));
        }

        return new ObservationBatch(probes.DrainToImmutable(), reads.DrainToImmutable());
    }

    private static void WriteHead(BinaryWriter writer, NameTable names, ObservationId id, DateTimeOffset time)
    {
        writer.Write7BitEncodedInt(names.IndexOf(id.Source));
        writer.Write(id.Sequence);
        writer.Write(time.UtcTicks);
    }

    private static (ObservationId Id, DateTimeOffset Time) ReadHead(BinaryReader reader, string[] names) =>
        (new ObservationId(Name(reader, names), reader.ReadInt64()), new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero));

    private static string Name(BinaryReader reader, string[] names)
    {
        int index = reader.Read7BitEncodedInt();
        return (uint)index < (uint)names.Length
            ? names[index]
            : throw new FormatException($"expected a name below {names.Length}, found {index}");
    }

    /// <summary>A count that <see cref="Count"/> will accept: what can't be read back must not be stored.</summary>
    private static int Allowed(int count, int most, string what) => count >= 0 && count <= most
        ? count
        : throw new ArgumentException($"an observation: expected 0 to {most} {what}, found {count}");

    private static int Count(BinaryReader reader, int most)
    {
        int count = reader.Read7BitEncodedInt();
        return count >= 0 && count <= most ? count : throw new FormatException($"expected a count up to {most}, found {count}");
    }

    /// <summary>Names in the order of their first use.</summary>
    private sealed class NameTable
    {
        private readonly Dictionary<string, int> indexes = new(StringComparer.Ordinal);

        public int Count => indexes.Count;

        public int IndexOf(string name)
        {
            ref int index = ref CollectionsMarshal.GetValueRefOrAddDefault(indexes, name, out bool known);
            if (!known)
            {
                index = indexes.Count - 1;
            }

            return index;
        }

        public void Write(BinaryWriter writer)
        {
            writer.Write7BitEncodedInt(indexes.Count);
            foreach (string name in indexes.Keys)
            {
                writer.Write(name);
            }
        }

        public static string[] Read(BinaryReader reader)
        {
            int count = ObservationRows.Count(reader, (int)Math.Min(int.MaxValue, reader.BaseStream.Length));
            var names = new string[count];
            for (int i = 0; i < count; i++)
            {
                names[i] = reader.ReadString();
            }

            return names;
        }
    }
}
