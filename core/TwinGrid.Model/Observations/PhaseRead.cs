namespace TwinGrid.Model;

/// <summary>
/// What a reader antenna says of a tag on one channel: the two-way phase of its backscatter, as measured. One record
/// may stand for several reads averaged at the same place and channel. A reader that measures no phase says so by a
/// concentration of zero: then the read tells that the tag was heard, and how strongly.
/// </summary>
/// <param name="Id">Source and sequence number of the observation.</param>
/// <param name="Time">When the (last) read was made.</param>
/// <param name="Tag">Tag that answered; its twin keeps the observation.</param>
/// <param name="Antenna">Nominal position of the antenna at the time, in metres.</param>
/// <param name="FrequencyHz">Carrier frequency in hertz.</param>
/// <param name="PhaseRadians">Two-way phase in radians, wrapped, with an unknown offset per channel; zero where none was measured.</param>
/// <param name="Reads">Number of reads averaged, at least one.</param>
/// <param name="Concentration">Mean resultant length of the averaged phases, 0 to 1; zero where no phase was measured.</param>
/// <param name="RssiDbm">Mean received power in dBm.</param>
/// <param name="Port">Number of the antenna at its reader, from 1; zero where it isn't known.</param>
/// <param name="DopplerHz">Doppler shift in hertz as the reader estimated it; NaN where it didn't.</param>
public sealed record PhaseRead(
    ObservationId Id,
    DateTimeOffset Time,
    string Tag,
    Position Antenna,
    double FrequencyHz,
    double PhaseRadians,
    int Reads,
    double Concentration,
    double RssiDbm,
    int Port = 0,
    double DopplerHz = double.NaN);
