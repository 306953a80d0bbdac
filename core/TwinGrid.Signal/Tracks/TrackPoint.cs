using TwinGrid.Model;

namespace TwinGrid.Signal.Tracks;

/// <summary>What a reader reports of one tag at one antenna place on one channel: a mean of some reads.</summary>
/// <param name="Antenna">
/// Where the antenna stood, in metres. Points of one place carry the very same position: that is how the channels of a place are told.
/// </param>
/// <param name="FrequencyHz">Carrier frequency of the channel in hertz; all channels of a scene within 5 % of each other.</param>
/// <param name="PhaseRadians">
/// Reported two-way phase in radians, modulo 2π, growing with distance: 4πd/λ plus an offset of tag, cable and channel.
/// </param>
/// <param name="RssiDbm">Reported received power in dBm; only its change along the track counts.</param>
/// <param name="Reads">Number of reads behind the mean, one or more; weighs points of the same place and channel.</param>
public readonly record struct TrackPoint(Position Antenna, double FrequencyHz, double PhaseRadians, double RssiDbm, int Reads);
