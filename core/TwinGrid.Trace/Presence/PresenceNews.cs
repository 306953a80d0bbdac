using TwinGrid.Model;

namespace TwinGrid.Trace.Presence;

/// <summary>The stay that a thing's facts told last.</summary>
/// <param name="Number">Its number among those told, from 1.</param>
/// <param name="Place">Where.</param>
/// <param name="Arrived">When its arrival was told to be.</param>
/// <param name="Left">When its leaving was told to be; null while it was not told.</param>
public sealed record ToldStay(long Number, string Place, DateTimeOffset Arrived, DateTimeOffset? Left);

/// <summary>Something to tell of a thing: that it arrived, or left.</summary>
/// <param name="Stay">The stay as it is told.</param>
/// <param name="Antenna">Where the antenna is that heard it, in metres.</param>
/// <param name="HasLeft">Whether its leaving is told; else its arrival.</param>
public sealed record PresenceNews(ToldStay Stay, Position Antenna, bool HasLeft)
{
    /// <summary>When it happened.</summary>
    public DateTimeOffset Time => HasLeft ? Stay.Left!.Value : Stay.Arrived;
}
