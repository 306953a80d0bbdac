using TwinGrid.Signal.Localization;
using TwinGrid.Signal.Probing;
using TwinGrid.Signal.Reproductions;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Simulation.Fidelity;

/// <summary>What rooms of one density showed.</summary>
/// <param name="LocatedShare">Share of the tags that are located.</param>
/// <param name="Median">Median distance error of located tags, metres.</param>
/// <param name="Percentile90">Nine in ten located tags err by less, metres.</param>
/// <param name="Quantiles">Distance errors at the shares 1/32, 3/32, … 31/32 of located tags, metres.</param>
public sealed record LocalizationFigures(TableValue LocatedShare, TableValue Median, TableValue Percentile90, IReadOnlyList<TableValue> Quantiles);

/// <summary>Rooms of 4 m × 4 m with anchors evenly along the walls, synthesised to the voltages and solved by maximum likelihood.</summary>
internal static class LocalizationPhysics
{
    /// <summary>Points of the quantile table.</summary>
    public const int QuantileCount = 16;

    /// <summary>Makes and solves rooms of one density.</summary>
    /// <param name="anchors">Anchors of each room.</param>
    /// <param name="tags">Tags of each room.</param>
    /// <param name="rooms">Rooms.</param>
    /// <param name="seed">Seed of the first room; the others follow it.</param>
    /// <param name="cancellationToken">Asks for an early end.</param>
    public static LocalizationFigures Measure(int anchors, int tags, int rooms, ulong seed, CancellationToken cancellationToken)
    {
        var options = new RoomOptions { AnchorCount = anchors, TagCount = tags };
        var errors = new IReadOnlyList<double>[rooms];
        for (int i = 0; i < rooms; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            SyntheticRoom room = RoomSynthesis.Create(options, seed + (ulong)i);
            errors[i] = [.. LocalizationSolver.Solve(Problem(room)).Nodes
                .Where(estimate => estimate.IsLocated && !room.IsAnchor(estimate.Node))
                .Select(estimate => estimate.Position.DistanceTo(room.Positions[estimate.Node]))];
        }

        return new LocalizationFigures(
            TableValue.Of(Measured.ShareOver([.. errors.Select(room => (room.Count, tags))])),
            Quantile(0.5),
            Quantile(0.9),
            [.. Enumerable.Range(0, QuantileCount).Select(i => Quantile((i + 0.5) / QuantileCount))]);

        TableValue Quantile(double share) => TableValue.Of(Measured.QuantileOver(errors, share));
    }

    /// <summary>
    /// The problem of <see cref="SyntheticRoom.ToProblem"/>, without the links of a tag that stands in a null of the exciter's field: it
    /// hears no exciter, and its probes tell nothing.
    /// </summary>
    internal static LocalizationProblem Problem(SyntheticRoom room)
    {
        var links = new List<PhaseLink>(room.Links.Count);
        for (int link = 0; link < room.Links.Count; link++)
        {
            ProbeEstimate forward = EnvelopeProbeEstimator.Estimate(room.Options.Palette, room.Forward(link));
            ProbeEstimate backward = EnvelopeProbeEstimator.Estimate(room.Options.Palette, room.Backward(link));
            if (forward.ExcitationVoltage > 0 && backward.ExcitationVoltage > 0)
            {
                links.Add(PhaseLink.From(room.Links[link].First, room.Links[link].Second, LinkEstimator.Combine(forward, backward)));
            }
        }

        return new LocalizationProblem(
            room.Space,
            [.. room.Positions.Select((position, node) => room.IsAnchor(node) ? LocalizationNode.Anchor(position) : LocalizationNode.Tag(position.Z))],
            links);
    }
}
