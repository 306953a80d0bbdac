using System.Collections.Immutable;

namespace TwinGrid.Model;

/// <summary>
/// One direction of a multi-phase probing cycle, as measured: while <paramref name="Transmitter"/> steps through the
/// reflection coefficients of its palette, <paramref name="Receiver"/> records one envelope voltage a step.
/// </summary>
/// <param name="Id">Source and sequence number of the observation.</param>
/// <param name="Time">When the cycle ended.</param>
/// <param name="Transmitter">Tag that reflected.</param>
/// <param name="Receiver">Tag that listened; its twin keeps the observation.</param>
/// <param name="Exciter">Exciter that lit both.</param>
/// <param name="FrequencyHz">Carrier frequency in hertz.</param>
/// <param name="Palette">Name of the transmitter's reflection palette.</param>
/// <param name="Voltages">Envelope voltages in volts, one for each coefficient of the palette, in its order.</param>
/// <param name="NoiseVolts">Standard deviation of one voltage in volts, as the receiver knows it; zero when it doesn't.</param>
public sealed record Probe(
    ObservationId Id,
    DateTimeOffset Time,
    string Transmitter,
    string Receiver,
    string Exciter,
    double FrequencyHz,
    string Palette,
    ImmutableArray<double> Voltages,
    double NoiseVolts = 0);
