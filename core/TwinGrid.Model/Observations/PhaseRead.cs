namespace TwinGrid.Model;

/// <summary>
/// What a reader antenna says of a tag on one channel: the two-way phase of its backscatter, as measured. One record
/// may stand for several reads averaged at the same place and channel.
/// </summary>
/// <param name="Id">Source and sequence number of the observation.</param>
/// <param name="Time">When the (last) read was made.</param>
/// <param name="Tag">Tag that answered; its twin keeps the observation.</param>
/// <param name="Antenna">Nominal position of the antenna at the time, in metres.</param>
/// <param name="FrequencyHz">Carrier frequency in hertz.</param>
/// <param name="PhaseRadians">Two-way phase in radians, wrapped, with an unknown offset per channel.</param>
/// <param name="Reads">Number of reads averaged, at least one.</param>
/// <param name="Concentration">Mean resultant length of the averaged phases, 0 to 1.</param>
/// <param name="RssiDbm">Mean received power in dBm.</param>
public sealed record PhaseRead(
    ObservationId Id,
    DateTimeOffset Time,
    string Tag,
    Position Antenna,
    double FrequencyHz,
    double PhaseRadians,
    int Reads,
    double Concentration,
    double RssiDbm);
