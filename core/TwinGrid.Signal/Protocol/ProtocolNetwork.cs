using System.Numerics;
using TwinGrid.Model;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Protocol;

/// <summary>
/// The radio side of a tag network: who can read, notice and disturb whom, and how much power falls on each tag. Immutable.
/// </summary>
/// <remarks>
/// Tag i keys between two coefficients |Γ − Γ′| apart. Tag j sees that as a modulation of its envelope by
/// mᵢⱼ = (Vᵢ/Vⱼ)·αᵢⱼ·|Γ − Γ′|·|cos(Θᵢⱼ + ψ)|, from (3.3) and (4.4) of Ahmad et al., where ψ is the direction in which the two
/// coefficients lie. At Θ = ±90° nothing is left of it (phase cancellation); a tag with a bank of coefficients can key along
/// another direction, and ours uses ψ = 0 and ψ = 90° in turn. The index is not symmetric: a well-lit tag is heard by a badly lit
/// one and does not hear it.
/// </remarks>
public sealed class ProtocolNetwork
{
    /// <summary>Keying directions: ψ = 0 and ψ = 90°.</summary>
    public const int Axes = 2;

    private readonly float[][] _index;
    private readonly int[][] _neighbours;
    private readonly bool[] _isSink;
    private readonly double[] _incident;
    private readonly int[] _hops;

    private ProtocolNetwork(IReadOnlyList<Position> positions, int anchorCount, bool[] isSink, double[] incident, float[][] index, int[][] neighbours, DirectedLink[] links, int[] hops)
    {
        Positions = positions;
        AnchorCount = anchorCount;
        _isSink = isSink;
        _incident = incident;
        _index = index;
        _neighbours = neighbours;
        Links = links;
        _hops = hops;
    }

    /// <summary>Anchors and tags together.</summary>
    public int Count => Positions.Count;

    /// <summary>Number of anchors; they come first, and some of them are sinks.</summary>
    public int AnchorCount { get; }

    /// <summary>True positions in metres.</summary>
    public IReadOnlyList<Position> Positions { get; }

    /// <summary>
    /// The measurements that can be collected: pairs within the room's link range, not both anchors, both lit, readable along one
    /// of the axes, and with a way from the receiver to a sink.
    /// </summary>
    public IReadOnlyList<DirectedLink> Links { get; }

    /// <summary>Power of the exciter's field at a node's antenna in watts.</summary>
    public double Incident(int node) => _incident[node];

    /// <summary>Whether a node is a sink.</summary>
    public bool IsSink(int node) => _isSink[node];

    /// <summary>Least hops from a node to a sink over pairs that read each other; <see cref="PacketHeader.UnknownHops"/> where there is no way.</summary>
    public int Hops(int node) => _hops[node];

    /// <summary>Modulation index at <paramref name="receiver"/> of the keying of <paramref name="sender"/> along an axis.</summary>
    public float Index(int axis, int sender, int receiver) => _index[axis][sender * Count + receiver];

    /// <summary>The larger of a pair's indices.</summary>
    public float BestIndex(int sender, int receiver) => Math.Max(Index(0, sender, receiver), Index(1, sender, receiver));

    /// <summary>Nodes that a node's packets reach at all, be it as a disturbance.</summary>
    public ReadOnlySpan<int> Neighbours(int node) => _neighbours[node];

    /// <summary>The network of a room.</summary>
    /// <param name="room">The room; its link range bounds what is measured.</param>
    /// <param name="options">Sinks, thresholds and power.</param>
    /// <param name="seed">Seed of the room and of the channels beyond its link range.</param>
    /// <exception cref="ArgumentException">The options are out of range, or there are fewer anchors than sinks.</exception>
    public static ProtocolNetwork Create(RoomOptions room, ProtocolOptions options, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(room);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        if (room.AnchorCount < options.SinkCount)
        {
            throw new ArgumentException($"expected at least {options.SinkCount} anchors to be sinks, found {room.AnchorCount}", nameof(room));
        }

        SyntheticRoom synthetic = RoomSynthesis.Create(room, seed);
        int n = synthetic.Positions.Count;
        var isSink = new bool[n];
        for (int i = 0; i < options.SinkCount; i++)
        {
            isSink[i * room.AnchorCount / options.SinkCount] = true;
        }

        double[] incident = [.. synthetic.Excitation.Select(voltage => IncidentPower(room, options.Energy, voltage))];
        bool[] isLit = [.. incident.Select((power, node) => isSink[node] || options.Energy.Harvest(power) > options.Energy.Asleep)];
        var channels = new TagChannels(synthetic, options.KeyingSwing, new SeededRandom(seed ^ 0x5DEECE66D));
        return Assemble(synthetic, options, isSink, incident, isLit, channels);
    }

    private static ProtocolNetwork Assemble(SyntheticRoom room, ProtocolOptions options, bool[] isSink, double[] incident, bool[] isLit, TagChannels channels)
    {
        int n = isSink.Length;
        float[][] index = channels.Indices;
        bool Reads(int sender, int receiver) => isLit[sender] && isLit[receiver]
            && Math.Max(index[0][sender * n + receiver], index[1][sender * n + receiver]) >= options.DecodeIndex;

        // A quarter of what could ever matter: fainter ones change no sum that decides.
        double floor = Math.Min(options.SenseIndex, options.DecodeIndex / options.CaptureRatio) / 4;
        int[][] neighbours = [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n)
            .Where(j => j != i && Math.Max(index[0][i * n + j], index[1][i * n + j]) >= floor).ToArray())];
        int[] hops = Gradient(isSink, neighbours, Reads);
        var links = new List<DirectedLink>();
        for (int receiver = 0; receiver < n; receiver++)
        {
            for (int sender = 0; sender < n; sender++)
            {
                bool bothAnchors = room.IsAnchor(sender) && room.IsAnchor(receiver);
                if (sender != receiver && !bothAnchors && hops[receiver] < PacketHeader.UnknownHops && Reads(sender, receiver)
                    && room.Positions[sender].DistanceTo(room.Positions[receiver]) <= room.Options.LinkRange)
                {
                    links.Add(new DirectedLink(
                        sender, receiver, channels.Phase(sender, receiver),
                        Math.Sqrt(2) * room.Options.PhaseNoiseAt(room.Positions[sender].DistanceTo(room.Positions[receiver]))));
                }
            }
        }

        return new ProtocolNetwork(room.Positions, room.Options.AnchorCount, isSink, incident, index, neighbours, [.. links], hops);
    }

    /// <summary>The exciter's power that a tag's antenna takes up, from the field's share of a free-space wave at one metre.</summary>
    private static double IncidentPower(RoomOptions room, EnergyOptions energy, Complex voltage)
    {
        var centre = new Position(room.Width / 2, room.Depth / 2, room.Height / 2);
        double perMetre = voltage.Magnitude / (room.TypicalVoltage * room.Exciter.DistanceTo(centre));
        double amplitude = perMetre * room.Carrier.Wavelength.Value / (4 * Math.PI);
        return energy.ExciterRadiated.Watts * Math.Pow(10, energy.TagGain / 10) * amplitude * amplitude;
    }

    /// <summary>Breadth-first from all sinks over pairs that read each other.</summary>
    private static int[] Gradient(bool[] isSink, int[][] neighbours, Func<int, int, bool> reads)
    {
        int[] hops = [.. isSink.Select(sink => sink ? 0 : (int)PacketHeader.UnknownHops)];
        var queue = new Queue<int>(Enumerable.Range(0, isSink.Length).Where(i => isSink[i]));
        while (queue.TryDequeue(out int node))
        {
            foreach (int next in neighbours[node])
            {
                if (hops[next] == PacketHeader.UnknownHops && hops[node] + 1 < PacketHeader.UnknownHops && reads(node, next) && reads(next, node))
                {
                    hops[next] = hops[node] + 1;
                    queue.Enqueue(next);
                }
            }
        }

        return hops;
    }
}
