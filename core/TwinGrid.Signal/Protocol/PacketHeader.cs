namespace TwinGrid.Signal.Protocol;

/// <summary>
/// What every packet begins with: the tag's identity and the packet's designator (Ahmad et al., section 5.3), and the sender's
/// distance to its nearest sink, so that every packet that is overheard keeps the gradient up to date.
/// </summary>
/// <param name="Kind">What the payload is.</param>
/// <param name="Source">The tag that sends.</param>
/// <param name="Hops">The sender's hops to a sink, 0 for a sink itself; <see cref="UnknownHops"/> before it knows.</param>
/// <param name="Sequence">Counts the sender's packets modulo 256; an acknowledgement repeats that of the packet it answers.</param>
public readonly record struct PacketHeader(PacketKind Kind, ushort Source, byte Hops, byte Sequence)
{
    /// <summary>The largest hop count that the field holds; means that no route is known.</summary>
    public const byte UnknownHops = 63;
}
