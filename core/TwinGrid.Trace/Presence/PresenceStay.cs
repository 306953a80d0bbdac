using TwinGrid.Model;

namespace TwinGrid.Trace.Presence;

/// <summary>A span of time that a thing spent at a place that antennas overlook.</summary>
/// <param name="Place">The place.</param>
/// <param name="Antenna">Where the antenna is that heard it strongest in the last second in which it was heard there, in metres.</param>
/// <param name="RssiDbm">How strongly that was, in dBm.</param>
/// <param name="Arrived">When it was first heard there behind its former place; when both still hear it, when that was decided.</param>
/// <param name="LastSeen">When it was last heard there.</param>
/// <param name="Left">When it arrived elsewhere, or else was last heard, if nobody heard it for the time-out; null while it stays.</param>
public sealed record PresenceStay(string Place, Position Antenna, double RssiDbm, DateTimeOffset Arrived, DateTimeOffset LastSeen, DateTimeOffset? Left)
{
    /// <summary>Whether a moment lies in the stay.</summary>
    public bool Holds(DateTimeOffset time) => Arrived <= time && !(time >= Left);
}
