using System.Globalization;
using TwinGrid.Model;

namespace TwinGrid.Signal.Localization;

/// <summary>
/// What a localization is given: the setting, the nodes and the links between them, checked once and laid out
/// by column for the kernels. Immutable. Indices of nodes and links in results are those of the lists given here.
/// </summary>
public sealed class LocalizationProblem
{
    private readonly int[] _first;
    private readonly int[] _second;
    private readonly double[] _phase;
    private readonly double[] _variance;
    private readonly double[] _systematicVariance;
    private readonly int[] _incidenceStart;
    private readonly int[] _incidence;

    /// <summary>A problem of the given nodes and links.</summary>
    /// <param name="space">The setting.</param>
    /// <param name="nodes">Anchors and tags in any order.</param>
    /// <param name="links">At most one for each pair of nodes. A link between two anchors only helps to estimate the multipath.</param>
    /// <exception cref="ArgumentException">
    /// A position, phase or deviation that is not a number; a deviation not above zero; an index without node;
    /// a link from a node to itself; two links for one pair.
    /// </exception>
    public LocalizationProblem(LocalizationSpace space, IReadOnlyList<LocalizationNode> nodes, IReadOnlyList<PhaseLink> links)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentNullException.ThrowIfNull(links);
        Space = space;
        Nodes = [.. nodes];
        Links = [.. links];
        CheckNodes(Nodes);
        CheckLinks(Links, Nodes.Count);

        _first = new int[links.Count];
        _second = new int[links.Count];
        _phase = new double[links.Count];
        _variance = new double[links.Count];
        _systematicVariance = new double[links.Count];
        _incidenceStart = new int[nodes.Count + 1];
        for (int i = 0; i < links.Count; i++)
        {
            PhaseLink link = links[i];
            _first[i] = link.First;
            _second[i] = link.Second;
            _phase[i] = AngleMath.Modulo(link.Phase, Math.PI);
            _variance[i] = link.PhaseDeviation * link.PhaseDeviation;
            _systematicVariance[i] = link.SystematicDeviation is double known ? known * known : double.NaN;
            _incidenceStart[link.First + 1]++;
            _incidenceStart[link.Second + 1]++;
        }

        for (int i = 0; i < nodes.Count; i++)
        {
            _incidenceStart[i + 1] += _incidenceStart[i];
        }

        _incidence = new int[2 * links.Count];
        int[] next = _incidenceStart.AsSpan(0, nodes.Count).ToArray();
        for (int i = 0; i < links.Count; i++)
        {
            _incidence[next[_first[i]]++] = i;
            _incidence[next[_second[i]]++] = i;
        }
    }

    /// <summary>The setting.</summary>
    public LocalizationSpace Space { get; }

    /// <summary>Anchors and tags.</summary>
    public IReadOnlyList<LocalizationNode> Nodes { get; }

    /// <summary>The links as given.</summary>
    public IReadOnlyList<PhaseLink> Links { get; }

    /// <summary>First node of each link.</summary>
    internal ReadOnlySpan<int> First => _first;

    /// <summary>Second node of each link.</summary>
    internal ReadOnlySpan<int> Second => _second;

    /// <summary>Phase of each link in [0, π).</summary>
    internal ReadOnlySpan<double> Phase => _phase;

    /// <summary>Noise variance of each link in square radians.</summary>
    internal ReadOnlySpan<double> Variance => _variance;

    /// <summary>Known multipath variance of each link in square radians, NaN where it is to be estimated.</summary>
    internal ReadOnlySpan<double> KnownSystematicVariance => _systematicVariance;

    /// <summary>The links that touch node <paramref name="node"/>.</summary>
    internal ReadOnlySpan<int> LinksOf(int node) => _incidence.AsSpan(_incidenceStart[node].._incidenceStart[node + 1]);

    /// <summary>The node at the other end of <paramref name="link"/> from <paramref name="node"/>.</summary>
    internal int OtherEnd(int link, int node) => _first[link] == node ? _second[link] : _first[link];

    /// <summary>Total variance of a link's phase when the multipath variance to use is <paramref name="systematicVariance"/>.</summary>
    internal double TotalVariance(int link, double systematicVariance)
    {
        double known = _systematicVariance[link];
        return _variance[link] + (double.IsNaN(known) ? systematicVariance : known);
    }

    /// <summary>Refuses links with a wrong index, number or pair.</summary>
    internal static void CheckLinks(IReadOnlyList<PhaseLink> links, int nodeCount)
    {
        var pairs = new HashSet<(int, int)>(links.Count);
        for (int i = 0; i < links.Count; i++)
        {
            PhaseLink link = links[i];
            if (link.First < 0 || link.First >= nodeCount || link.Second < 0 || link.Second >= nodeCount || link.First == link.Second)
            {
                throw new ArgumentException($"expected link {i} between two different nodes of 0..{nodeCount - 1}, found {link.First} and {link.Second}", nameof(links));
            }

            Require(double.IsFinite(link.Phase), "a finite phase in radians", link.Phase, i);
            Require(double.IsFinite(link.PhaseDeviation) && link.PhaseDeviation > 0, "a phase deviation above zero in radians", link.PhaseDeviation, i);
            double systematic = link.SystematicDeviation ?? 0;
            Require(double.IsFinite(systematic) && systematic >= 0, "a systematic deviation of at least zero in radians", systematic, i);
            if (!pairs.Add((Math.Min(link.First, link.Second), Math.Max(link.First, link.Second))))
            {
                throw new ArgumentException($"expected one link a pair, found a second between {link.First} and {link.Second} at index {i}", nameof(links));
            }
        }
    }

    private static void CheckNodes(IReadOnlyList<LocalizationNode> nodes)
    {
        for (int i = 0; i < nodes.Count; i++)
        {
            Position position = nodes[i].Position;
            if (!double.IsFinite(position.X + position.Y + position.Z))
            {
                throw new ArgumentException($"expected finite coordinates of node {i}, found {position}", nameof(nodes));
            }
        }
    }

    private static void Require(bool condition, string expected, double found, int link)
    {
        if (!condition)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"expected {expected} for link {link}, found {found}"));
        }
    }
}
