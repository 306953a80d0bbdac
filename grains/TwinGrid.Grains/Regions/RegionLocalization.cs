using TwinGrid.Grains.Links;
using TwinGrid.Model;
using TwinGrid.Signal.Localization;

namespace TwinGrid.Grains.Regions;

/// <summary>Puts a region's knowledge to the localization solver and its answer into the region's words.</summary>
internal static class RegionLocalization
{
    /// <summary>Locates every tag that has a link, from the region's anchors and links alone.</summary>
    /// <param name="plan">The region.</param>
    /// <param name="anchors">Anchors by name.</param>
    /// <param name="links">Newest estimate of each link.</param>
    /// <param name="systematicDeviation">Estimated systematic deviation of the link phases, in radians.</param>
    /// <returns>Locations by name of the tag.</returns>
    public static IReadOnlyList<TagLocation> Solve(
        RegionPlan plan,
        IReadOnlyDictionary<string, Position> anchors,
        IReadOnlyCollection<LinkEstimate> links,
        out double systematicDeviation)
    {
        systematicDeviation = 0;
        if (links.Count == 0)
        {
            return [];
        }

        var nodes = new List<LocalizationNode>();
        var names = new List<string>();
        var indexes = new Dictionary<string, int>(StringComparer.Ordinal);
        var times = new List<DateTimeOffset>();
        foreach ((string name, Position place) in anchors)
        {
            Add(name, LocalizationNode.Anchor(place));
        }

        // A fixed order of nodes and links makes the outcome independent of the order of arrival.
        LinkEstimate[] ordered = [.. links.OrderBy(link => link.OneEnd, StringComparer.Ordinal).ThenBy(link => link.OtherEnd, StringComparer.Ordinal)];
        foreach (string tag in ordered.SelectMany(link => new[] { link.OneEnd, link.OtherEnd }).Order(StringComparer.Ordinal))
        {
            if (!indexes.ContainsKey(tag))
            {
                Add(tag, LocalizationNode.Tag(plan.Low.Z));
            }
        }

        var phases = new List<PhaseLink>(ordered.Length);
        foreach (LinkEstimate link in ordered)
        {
            int first = indexes[link.OneEnd], second = indexes[link.OtherEnd];
            phases.Add(new PhaseLink(first, second, link.PhaseRadians, link.PhaseDeviationRadians, Attenuation: link.Attenuation));
            times[first] = Later(times[first], link.Time);
            times[second] = Later(times[second], link.Time);
        }

        double wavelength = Hertz.Of(ordered[0].FrequencyHz).Wavelength.Value;
        var space = new LocalizationSpace(plan.IsPlanar ? 2 : 3, wavelength, new SearchBox(plan.Low, plan.High), plan.RangeMetres);
        LocalizationSolution solution = LocalizationSolver.Solve(new LocalizationProblem(space, nodes, phases));
        systematicDeviation = solution.SystematicDeviation;
        return [.. solution.Nodes
            .Where(node => !nodes[node.Node].IsAnchor)
            .Select(node => new TagLocation(names[node.Node], node.Status, node.Position, node.Covariance, node.LinksUsed, times[node.Node]))];

        void Add(string name, LocalizationNode node)
        {
            indexes[name] = nodes.Count;
            names.Add(name);
            nodes.Add(node);
            times.Add(DateTimeOffset.MinValue);
        }
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
