using System.Diagnostics;
using TwinGrid.Adapters.Simulated;
using TwinGrid.Grains.Regions;
using TwinGrid.Model;
using TwinGrid.Signal.Localization;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Cli.Demo;

/// <summary>What the twins made of one simulated room, beside the truth, the bound and the literal published form.</summary>
/// <param name="Room">The room with its truth.</param>
/// <param name="Region">What the region's twin says.</param>
/// <param name="Observations">Observations that went through the line of twins.</param>
/// <param name="Tags">Each tag with its error.</param>
/// <param name="Literal">What the literal form made of the same room; null when it wasn't asked.</param>
internal sealed record RoomOutcome(
    SimulatedRoom Room,
    RegionSnapshot Region,
    long Observations,
    IReadOnlyList<TagOutcome> Tags,
    LiteralOutcome? Literal)
{
    /// <summary>Compares a region's answer with the truth.</summary>
    public static RoomOutcome From(SimulatedRoom room, RegionSnapshot region, long observations, LiteralOutcome? literal)
    {
        SyntheticRoom physics = room.Room;
        Dictionary<string, TagLocation> located = region.Tags.ToDictionary(tag => tag.Tag, StringComparer.Ordinal);
        IReadOnlyList<PositionCovariance> bounds = BoundsOf(room, located);
        var tags = new List<TagOutcome>();
        for (int node = physics.Options.AnchorCount; node < physics.Positions.Count; node++)
        {
            TagLocation? location = located.GetValueOrDefault(room.NodeName(node));
            tags.Add(new TagOutcome(node, physics.Positions[node], location, bounds[node].DistanceDeviation));
        }

        return new RoomOutcome(room, region, observations, tags, literal);
    }

    /// <summary>The Cramér–Rao bound of the located tags: true positions, and the noise that the room was made with.</summary>
    private static IReadOnlyList<PositionCovariance> BoundsOf(SimulatedRoom room, Dictionary<string, TagLocation> located)
    {
        SyntheticRoom physics = room.Room;
        bool[] included = [.. Enumerable.Range(0, physics.Positions.Count).Select(node =>
            physics.IsAnchor(node) || located.GetValueOrDefault(room.NodeName(node))?.Status == LocationStatus.Located)];
        double[] deviations = [.. physics.Links.Select(link => link.PhaseDeviation)];
        return CramerRaoBound.Compute(physics.ToProblem(), physics.Positions, physics.Options.MultipathDeviation, included, deviations);
    }
}

/// <summary>What the literal published form made of a room.</summary>
/// <param name="Errors">Distance errors of the tags that it located, in metres.</param>
/// <param name="Seconds">Time that it took on one core.</param>
internal sealed record LiteralOutcome(IReadOnlyList<double> Errors, double Seconds)
{
    /// <summary>Solves a room.</summary>
    public static LiteralOutcome Of(SyntheticRoom room)
    {
        LocalizationProblem problem = room.ToProblem();
        long start = Stopwatch.GetTimestamp();
        IReadOnlyList<TagEstimate> tags = LiteralLocalization.Solve(problem);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new LiteralOutcome(
            [.. tags.Where(tag => tag.IsLocated && !room.IsAnchor(tag.Node)).Select(tag => tag.Position.DistanceTo(room.Positions[tag.Node]))],
            seconds);
    }
}

/// <summary>One tag of a room.</summary>
/// <param name="Node">Index in the room.</param>
/// <param name="Truth">Where it is, in metres.</param>
/// <param name="Location">What the twins say; null when they never heard of it.</param>
/// <param name="Bound">Cramér–Rao bound of the distance error, in metres.</param>
internal sealed record TagOutcome(int Node, Position Truth, TagLocation? Location, double Bound)
{
    private const double Ellipse95 = 5.991464547107979;

    /// <summary>Whether the twins say where it is.</summary>
    public bool IsLocated => Location?.Status == LocationStatus.Located;

    /// <summary>Distance error in metres; meaningful when located.</summary>
    public double Error => Location!.Position.DistanceTo(Truth);

    /// <summary>Whether the truth lies in the 95 % ellipse; meaningful when located.</summary>
    public bool IsInEllipse => Location!.Covariance.HorizontalMahalanobisSquared(
        Location.Position.X - Truth.X, Location.Position.Y - Truth.Y) <= Ellipse95;
}
