using System.Numerics;
using TwinGrid.Model;
using TwinGrid.Signal.Localization;
using TwinGrid.Signal.Probing;

namespace TwinGrid.Signal.Synthesis;

/// <summary>
/// A synthesised room: raw voltages of both directions of every link, and the truth beside them.
/// Nodes 0 … AnchorCount − 1 are the anchors, the rest are the tags.
/// </summary>
public sealed class SyntheticRoom
{
    private readonly double[] _forward;
    private readonly double[] _backward;

    internal SyntheticRoom(RoomOptions options, Position[] positions, Complex[] excitation, SyntheticLink[] links, double[] forward, double[] backward)
    {
        Options = options;
        Positions = positions;
        Excitation = excitation;
        Links = links;
        _forward = forward;
        _backward = backward;
    }

    /// <summary>The options the room was made with.</summary>
    public RoomOptions Options { get; }

    /// <summary>True positions of anchors and tags, in metres.</summary>
    public IReadOnlyList<Position> Positions { get; }

    /// <summary>True V·e^{jθ} that each anchor and tag detects of the exciter alone, in volts.</summary>
    public IReadOnlyList<Complex> Excitation { get; }

    /// <summary>The links and their truth, ordered by first and second node.</summary>
    public IReadOnlyList<SyntheticLink> Links { get; }

    /// <summary>N voltages at the second node of link <paramref name="link"/> while its first node backscatters.</summary>
    public ReadOnlySpan<double> Forward(int link) => Slice(_forward, link);

    /// <summary>N voltages at the first node of link <paramref name="link"/> while its second node backscatters.</summary>
    public ReadOnlySpan<double> Backward(int link) => Slice(_backward, link);

    /// <summary>True when node <paramref name="node"/> is an anchor.</summary>
    public bool IsAnchor(int node) => node < Options.AnchorCount;

    /// <summary>The channel estimate of one link from its voltages.</summary>
    /// <param name="link">Index into <see cref="Links"/>.</param>
    /// <param name="method">The envelope model to fit.</param>
    /// <param name="knownNoise">True to hand the estimator the voltage noise, false to let it use the residuals.</param>
    public ChannelEstimate Estimate(int link, ProbeMethod method = ProbeMethod.Envelope, bool knownNoise = false) =>
        LinkEstimator.Estimate(
            Options.Palette,
            Forward(link),
            Backward(link),
            method,
            knownNoise ? Links[link].ForwardNoise : null,
            knownNoise ? Links[link].BackwardNoise : null);

    /// <summary>
    /// Probes every link and puts the result to the solver: anchors with their positions, tags without theirs.
    /// </summary>
    /// <param name="method">The envelope model to fit.</param>
    /// <param name="knownNoise">True to hand the estimator the voltage noise, false to let it use the residuals.</param>
    public LocalizationProblem ToProblem(ProbeMethod method = ProbeMethod.Envelope, bool knownNoise = false)
    {
        var nodes = new LocalizationNode[Positions.Count];
        for (int i = 0; i < nodes.Length; i++)
        {
            nodes[i] = IsAnchor(i) ? LocalizationNode.Anchor(Positions[i]) : LocalizationNode.Tag(Positions[i].Z);
        }

        var links = new PhaseLink[Links.Count];
        for (int i = 0; i < links.Length; i++)
        {
            links[i] = PhaseLink.From(Links[i].First, Links[i].Second, Estimate(i, method, knownNoise));
        }

        return new LocalizationProblem(Space, nodes, links);
    }

    /// <summary>The space the room's tags are searched in.</summary>
    public LocalizationSpace Space => new(
        Options.Height > 0 ? 3 : 2,
        Options.Carrier.Wavelength.Value,
        new SearchBox(new Position(0, 0, 0), new Position(Options.Width, Options.Depth, Options.Height)),
        Options.LinkRange);

    private ReadOnlySpan<double> Slice(double[] voltages, int link)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(link);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(link, Links.Count);
        return voltages.AsSpan(link * Options.Palette.Count, Options.Palette.Count);
    }
}
