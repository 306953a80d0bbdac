using System.Collections.Immutable;
using TwinGrid.Model;

namespace TwinGrid.Grains.Links;

/// <summary>
/// The channel between two tags in radio range, keyed <c>site/region/a~b</c>: joins both directions of multi-phase probing
/// into one estimate and tells the region.
/// </summary>
public interface ILinkGrain : IGrainWithStringKey
{
    /// <summary>Takes probes of this pair, either direction, oldest first.</summary>
    /// <param name="regionKey">Region that uses the link.</param>
    /// <param name="probes">What was measured.</param>
    Task Observe(string regionKey, ImmutableArray<Probe> probes);

    /// <summary>The last estimate, or null while one direction is still missing.</summary>
    Task<LinkEstimate?> Estimate();

    /// <summary>Makes the link durable.</summary>
    Task Flush();
}

/// <summary>
/// The channel from a reader's antennas to one tag, keyed <c>site/region/reader~tag</c>: gathers phases by antenna place and
/// channel and tells the region.
/// </summary>
public interface IReaderLinkGrain : IGrainWithStringKey
{
    /// <summary>Takes reads of the tag, oldest first.</summary>
    /// <param name="regionKey">Region that uses the link.</param>
    /// <param name="reads">What was measured.</param>
    Task Observe(string regionKey, ImmutableArray<PhaseRead> reads);

    /// <summary>Makes the link durable.</summary>
    Task Flush();
}

/// <summary>The tag-to-tag channel as estimated from both directions of probing.</summary>
/// <param name="OneEnd">The tag whose name sorts first.</param>
/// <param name="OtherEnd">The other tag.</param>
/// <param name="Time">When the newer direction was measured.</param>
/// <param name="FrequencyHz">Carrier frequency in hertz.</param>
/// <param name="Attenuation">Amplitude gain α of the channel, no unit.</param>
/// <param name="PhaseRadians">Channel phase θ modulo π, in [0, π).</param>
/// <param name="PhaseDeviationRadians">Standard deviation of the phase in radians, from probing noise alone.</param>
[GenerateSerializer, Immutable, Alias("twingrid.link-estimate")]
public sealed record LinkEstimate(
    [property: Id(0)] string OneEnd,
    [property: Id(1)] string OtherEnd,
    [property: Id(2)] DateTimeOffset Time,
    [property: Id(3)] double FrequencyHz,
    [property: Id(4)] double Attenuation,
    [property: Id(5)] double PhaseRadians,
    [property: Id(6)] double PhaseDeviationRadians);

/// <summary>Phases of one tag gathered by antenna place and channel: the input of localization along a track of antennas.</summary>
/// <param name="Tag">Name of the tag.</param>
/// <param name="Time">Time of the newest read.</param>
/// <param name="Points">One point for each antenna place and channel.</param>
[GenerateSerializer, Immutable, Alias("twingrid.track")]
public sealed record TrackEstimate(
    [property: Id(0)] string Tag,
    [property: Id(1)] DateTimeOffset Time,
    [property: Id(2)] ImmutableArray<TrackPhase> Points);

/// <summary>The mean phase at one antenna place on one channel.</summary>
/// <param name="Antenna">Nominal antenna position in metres.</param>
/// <param name="FrequencyHz">Carrier frequency in hertz.</param>
/// <param name="PhaseRadians">Circular mean of the two-way phase in radians.</param>
/// <param name="Reads">Reads averaged.</param>
/// <param name="RssiDbm">Mean power in dBm.</param>
[GenerateSerializer, Immutable, Alias("twingrid.track-phase")]
public readonly record struct TrackPhase(
    [property: Id(0)] Position Antenna,
    [property: Id(1)] double FrequencyHz,
    [property: Id(2)] double PhaseRadians,
    [property: Id(3)] int Reads,
    [property: Id(4)] double RssiDbm);
