namespace TwinGrid.Model;

/// <summary>The rows of reads in an observation chunk; the layout stands at <see cref="ObservationCodec"/>.</summary>
internal static class ReadRows
{
    private const int FirstWithPort = 4;

    /// <summary>Writes what follows a read's identity and time.</summary>
    /// <exception cref="ArgumentException">The read stands for a negative number of reads, or its port is negative.</exception>
    public static void Write(PhaseRead read, ChunkWriter rows, Func<string, int> indexOf)
    {
        rows.WriteVarint(indexOf(read.Tag));
        rows.WriteDouble(read.Antenna.X);
        rows.WriteDouble(read.Antenna.Y);
        rows.WriteDouble(read.Antenna.Z);
        rows.WriteDouble(read.FrequencyHz);
        rows.WriteDouble(read.PhaseRadians);
        rows.WriteVarint(ObservationRows.Allowed(read.Reads, int.MaxValue, "reads"));
        rows.WriteDouble(read.Concentration);
        rows.WriteDouble(read.RssiDbm);
        rows.WriteVarint(ObservationRows.Allowed(read.Port, int.MaxValue, "as its port"));
        rows.WriteVarint(double.IsNaN(read.DopplerHz) ? 0 : 1);
        if (!double.IsNaN(read.DopplerHz))
        {
            rows.WriteDouble(read.DopplerHz);
        }
    }

    /// <summary>Reads what follows a read's identity and time.</summary>
    public static PhaseRead Read(ref ChunkReader body, ObservationId id, DateTimeOffset time, string[] names, int version)
    {
        var read = new PhaseRead(
            id,
            time,
            ObservationRows.Name(ref body, names),
            new Position(body.ReadDouble(), body.ReadDouble(), body.ReadDouble()),
            body.ReadDouble(),
            body.ReadDouble(),
            body.ReadVarint(int.MaxValue),
            body.ReadDouble(),
            body.ReadDouble());
        return version < FirstWithPort
            ? read
            : read with { Port = body.ReadVarint(int.MaxValue), DopplerHz = body.ReadVarint(1) == 1 ? body.ReadDouble() : double.NaN };
    }
}
