namespace TwinGrid.Signal.Protocol;

/// <summary>A packet that was on the air.</summary>
/// <param name="Sender">Who sent it.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Destination">The node addressed, −1 for everybody.</param>
/// <param name="Axis">The keying axis.</param>
/// <param name="Reports">Entries.</param>
/// <param name="Start">Tick at which it began.</param>
/// <param name="End">Tick at which it ended.</param>
public readonly record struct TracedPacket(int Sender, PacketKind Kind, int Destination, int Axis, int Reports, long Start, long End);

/// <summary>A reception that came to its end.</summary>
/// <param name="Sender">Who sent.</param>
/// <param name="Receiver">Who had locked on.</param>
/// <param name="Start">Tick at which the packet began.</param>
/// <param name="IsRead">Whether it was read.</param>
public readonly record struct TracedReception(int Sender, int Receiver, long Start, bool IsRead);

/// <summary>A node's change of mode.</summary>
/// <param name="Seconds">When.</param>
/// <param name="Node">Which node.</param>
/// <param name="Mode">The mode that begins.</param>
/// <param name="Energy">Joules in its store at that moment.</param>
public readonly record struct TracedMode(double Seconds, int Node, TagMode Mode, double Energy);

/// <summary>Writes down what happens in a run, in order of time.</summary>
public sealed class ProtocolTrace
{
    private readonly List<TracedPacket> _packets = [];
    private readonly List<TracedReception> _receptions = [];
    private readonly List<TracedMode> _modes = [];

    /// <summary>Packets in the order of their ends.</summary>
    public IReadOnlyList<TracedPacket> Packets => _packets;

    /// <summary>Receptions in the order of their ends.</summary>
    public IReadOnlyList<TracedReception> Receptions => _receptions;

    /// <summary>Changes of mode in order.</summary>
    public IReadOnlyList<TracedMode> Modes => _modes;

    internal void OnPacket(TracedPacket packet) => _packets.Add(packet);

    internal void OnReception(int sender, int receiver, long start, bool isRead) => _receptions.Add(new TracedReception(sender, receiver, start, isRead));

    internal void OnMode(double seconds, int node, TagMode mode, double energy) => _modes.Add(new TracedMode(seconds, node, mode, energy));
}
