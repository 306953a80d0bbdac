namespace TwinGrid.Adapters.Llrp.Emulator;

/// <summary>One read in the units of the wire.</summary>
/// <param name="Tag">Index of the tag in the room.</param>
/// <param name="Port">Port of the antenna, from 1.</param>
/// <param name="Channel">Index of the channel, from 1.</param>
/// <param name="Phase">Phase in 1/4096 of a turn, 0 to 4095.</param>
/// <param name="Rssi">Received power in hundredths of a dBm.</param>
/// <param name="Doppler">Doppler shift in sixteenths of a hertz.</param>
/// <param name="Seconds">When, by this machine's clock, in seconds since the emulator's start.</param>
public readonly record struct EmulatedRead(int Tag, int Port, int Channel, int Phase, int Rssi, int Doppler, double Seconds);
