using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace TwinGrid.Model;

/// <summary>The rows of polling cycles in an observation chunk; the layout stands at <see cref="ObservationCodec"/>.</summary>
internal static class CycleRows
{
    private const int MaximumAntennas = 64;

    /// <summary>Writes what follows a cycle's identity and time.</summary>
    /// <exception cref="ArgumentException">A reply has not one phase and one deviation for each antenna, or there are more than 64 antennas.</exception>
    public static void Write(PollingCycle cycle, ChunkWriter rows, Func<string, int> indexOf)
    {
        int antennas = cycle.Replies.Length == 0 ? 0 : ObservationRows.Allowed(cycle.Replies[0].Phases.Length, MaximumAntennas, "antennas");
        rows.WriteVarint((int)cycle.Purpose);
        rows.WriteVarint(antennas);
        rows.WriteVarint(cycle.Replies.Length);
        foreach (CycleReply reply in cycle.Replies)
        {
            if (reply.Phases.Length != antennas || reply.PhaseDeviations.Length != antennas)
            {
                throw new ArgumentException(
                    $"a polling cycle: expected {antennas} phases and deviations in every reply, found {reply.Phases.Length} and {reply.PhaseDeviations.Length}");
            }

            rows.WriteVarint(indexOf(reply.Tag));
            rows.WriteDouble(reply.LengthSamples);
            rows.WriteDouble(reply.LengthDeviation);
            rows.WriteDoubles(reply.Phases.AsSpan());
            rows.WriteDoubles(reply.PhaseDeviations.AsSpan());
        }
    }

    /// <summary>Reads what follows a cycle's identity and time.</summary>
    public static PollingCycle Read(ref ChunkReader body, ObservationId id, DateTimeOffset time, string[] names)
    {
        var purpose = (PollingPurpose)body.ReadVarint((int)PollingPurpose.Poll);
        int antennas = body.ReadVarint(MaximumAntennas);
        var replies = ImmutableArray.CreateBuilder<CycleReply>();
        for (int left = body.ReadVarint(int.MaxValue); left > 0; left--)
        {
            string tag = ObservationRows.Name(ref body, names);
            double length = body.ReadDouble(), deviation = body.ReadDouble();
            ImmutableArray<double> phases = ImmutableCollectionsMarshal.AsImmutableArray(body.ReadDoubles(antennas));
            replies.Add(new CycleReply(tag, phases, ImmutableCollectionsMarshal.AsImmutableArray(body.ReadDoubles(antennas)), length, deviation));
        }

        return new PollingCycle(id, time, purpose, replies.DrainToImmutable());
    }
}
