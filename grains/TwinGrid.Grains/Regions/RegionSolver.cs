using TwinGrid.Grains.Links;
using TwinGrid.Model;
using TwinGrid.Signal.Localization;

namespace TwinGrid.Grains.Regions;

/// <summary>
/// Puts a region's links to the localization solver and its answer into the region's words. Remembers the last solution, so
/// that a single tag that has moved is located again against its neighbours without solving the region.
/// </summary>
internal sealed class RegionSolver
{
    private Solved? _last;
    private string? _relocated;

    /// <summary>Systematic deviation of the link phases in radians, as the last solution of the whole region estimates it.</summary>
    public double SystematicDeviation => _last?.Solution.SystematicDeviation ?? 0;

    /// <summary>Forgets the last solution: plan or anchors have changed.</summary>
    public void Reset() => _last = null;

    /// <summary>Locates tags from the region's anchors and links.</summary>
    /// <param name="plan">The region.</param>
    /// <param name="anchors">Anchors by name.</param>
    /// <param name="links">Newest estimate of each link.</param>
    /// <param name="changed">The links that have changed since the last call.</param>
    /// <returns>Locations of the tags that were located anew: one tag that moved, or all.</returns>
    public IReadOnlyList<TagLocation> Solve(
        RegionPlan plan,
        IReadOnlyDictionary<string, Position> anchors,
        IReadOnlyCollection<LinkEstimate> links,
        IReadOnlyCollection<LinkEstimate> changed)
    {
        if (links.Count == 0)
        {
            return [];
        }

        if (Relocate(links, changed) is { } moved)
        {
            return [moved];
        }

        _last = Solved.From(plan, anchors, links);
        _relocated = null;
        return _last.Locations();
    }

    /// <summary>
    /// The new location of the one tag that has moved, or null when that isn't what happened: most of its links have changed,
    /// no other link has, and no other tag was relocated since the region was solved.
    /// </summary>
    private TagLocation? Relocate(IReadOnlyCollection<LinkEstimate> links, IReadOnlyCollection<LinkEstimate> changed)
    {
        if (_last is not { } last || changed.Count < 2 || CommonEnd(changed) is not { } tag || (_relocated ?? tag) != tag)
        {
            return null;
        }

        LinkEstimate[] own = [.. links.Where(link => link.OneEnd == tag || link.OtherEnd == tag)];
        bool isKnown = own.All(link => last.Indexes.ContainsKey(link.OneEnd) && last.Indexes.ContainsKey(link.OtherEnd));
        int node = last.Indexes.GetValueOrDefault(tag, -1);
        if (!isKnown || node < 0 || last.Problem.Nodes[node].IsAnchor || 2 * changed.Count < own.Length)
        {
            return null;
        }

        TagEstimate estimate = Relocation.Relocate(last.Problem, last.Solution, node, [.. own.Select(last.PhaseOf)]);
        if (!estimate.IsLocated)
        {
            return null;
        }

        _relocated = tag;
        return TagLocation.Of(tag, estimate.Status, estimate.Position, estimate.Covariance, estimate.LinksUsed, own.Max(link => link.Time));
    }

    private static string? CommonEnd(IReadOnlyCollection<LinkEstimate> links)
    {
        LinkEstimate first = links.First();
        return new[] { first.OneEnd, first.OtherEnd }.FirstOrDefault(end => links.All(link => link.OneEnd == end || link.OtherEnd == end));
    }

    /// <summary>A problem as put to the solver, its solution, and which node is whose.</summary>
    private sealed record Solved(
        LocalizationProblem Problem,
        LocalizationSolution Solution,
        IReadOnlyList<string> Names,
        IReadOnlyDictionary<string, int> Indexes,
        DateTimeOffset[] Times)
    {
        public static Solved From(RegionPlan plan, IReadOnlyDictionary<string, Position> anchors, IReadOnlyCollection<LinkEstimate> links)
        {
            // A fixed order of nodes and links makes the outcome independent of the order of arrival.
            LinkEstimate[] ordered = [.. links.OrderBy(link => link.OneEnd, StringComparer.Ordinal).ThenBy(link => link.OtherEnd, StringComparer.Ordinal)];
            string[] names = [.. anchors.Keys.Concat(ordered.SelectMany(link => new[] { link.OneEnd, link.OtherEnd })).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            Dictionary<string, int> indexes = names.Index().ToDictionary(entry => entry.Item, entry => entry.Index, StringComparer.Ordinal);
            LocalizationNode[] nodes = [.. names.Select(name => anchors.TryGetValue(name, out Position place)
                ? LocalizationNode.Anchor(place)
                : LocalizationNode.Tag(plan.Low.Z))];
            var times = new DateTimeOffset[names.Length];
            foreach (LinkEstimate link in ordered)
            {
                foreach (int node in new[] { indexes[link.OneEnd], indexes[link.OtherEnd] })
                {
                    times[node] = link.Time > times[node] ? link.Time : times[node];
                }
            }

            double wavelength = Hertz.Of(ordered[0].FrequencyHz).Wavelength.Value;
            var space = new LocalizationSpace(plan.IsPlanar ? 2 : 3, wavelength, new SearchBox(plan.Low, plan.High), plan.RangeMetres);
            var problem = new LocalizationProblem(space, nodes, [.. ordered.Select(link => PhaseOf(indexes, link))]);
            return new Solved(problem, LocalizationSolver.Solve(problem), names, indexes, times);
        }

        public PhaseLink PhaseOf(LinkEstimate link) => PhaseOf(Indexes, link);

        public IReadOnlyList<TagLocation> Locations() => [.. Solution.Nodes
            .Where(node => !Problem.Nodes[node.Node].IsAnchor)
            .Select(node => TagLocation.Of(Names[node.Node], node.Status, node.Position, node.Covariance, node.LinksUsed, Times[node.Node]))];

        private static PhaseLink PhaseOf(IReadOnlyDictionary<string, int> indexes, LinkEstimate link) =>
            new(indexes[link.OneEnd], indexes[link.OtherEnd], link.PhaseRadians, link.PhaseDeviationRadians, Attenuation: link.Attenuation);
    }
}
