using TwinGrid.Model;
using TwinGrid.Signal.Localization;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Tests.Localization;

/// <summary>Small planar problems with phases made straight from geometry.</summary>
internal static class Scene
{
    public const double Wavelength = 0.3276;

    public static LocalizationSpace Plane { get; } = new(2, Wavelength, new SearchBox(new Position(0, 0), new Position(3, 3)), 2.5);

    public static PhaseLink Link(int a, int b, Position from, Position to, double deviation, double error = 0) =>
        new(a, b, 2 * Math.PI * from.DistanceTo(to) / Wavelength + error, deviation);

    /// <summary>Anchors round one tag (the last node), each linked to it with Gaussian phase noise.</summary>
    public static LocalizationProblem Star(IReadOnlyList<Position> anchors, Position tag, double deviation, ulong seed, double? systematic = 0)
    {
        var random = new SeededRandom(seed);
        List<LocalizationNode> nodes = [.. anchors.Select(LocalizationNode.Anchor), LocalizationNode.Tag()];
        PhaseLink[] links = [.. anchors.Select((anchor, i) =>
            Link(i, anchors.Count, anchor, tag, deviation, deviation * random.NextGaussian()) with { SystematicDeviation = systematic })];
        return new LocalizationProblem(Plane, nodes, links);
    }

    public static Position[] Ring { get; } =
    [
        new(0.1, 0.2), new(1.4, 0), new(2.4, 0.3), new(2.9, 1.5), new(2.5, 2.4), new(1.5, 3), new(0.3, 2.6), new(0, 1.3),
    ];
}
