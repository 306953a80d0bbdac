using System.Globalization;
using TwinGrid.Model;

namespace TwinGrid.Signal.Protocol;

/// <summary>Harvest, store and consumption of a tag; after Ahmad et al., section 5.2, unless a value is marked as assumed.</summary>
public sealed record EnergyOptions
{
    /// <summary>Radiated power of the exciter. Default 36 dBm (4 W), assumed: the usual legal limit at 915 MHz. The source's own experiments radiate 15 to 19 dBm (9 to 13 dBm into 6 dBiC, section 6.1).</summary>
    public Dbm ExciterRadiated { get; init; } = Dbm.Of(36);

    /// <summary>Gain of a tag's antenna towards the exciter in dBi. Default −0.85: a dipole (2.15) in a circular field (−3).</summary>
    public double TagGain { get; init; } = -0.85;

    /// <summary>Share of incident power that reaches the store. Default 0.35: the source has 30 to 40 % with matching.</summary>
    public double Efficiency { get; init; } = 0.35;

    /// <summary>Incident power below which nothing is harvested. Default −34.4 dBm.</summary>
    public Dbm Sensitivity { get; init; } = Dbm.Of(-34.4);

    /// <summary>Usable energy of a full store in joules. Default 50 µJ, assumed: 47 µF between 1.0 and 1.8 V.</summary>
    public double Store { get; init; } = 50e-6;

    /// <summary>Share of the store at the start. Default 1: the network has been lit for long.</summary>
    public double StartShare { get; init; } = 1;

    /// <summary>Share of the store at which a sleeping tag wakes. Default 0.5, assumed.</summary>
    public double WakeShare { get; init; } = 0.5;

    /// <summary>Consumption asleep in watts. Default 10 nW, assumed.</summary>
    public double Asleep { get; init; } = 10e-9;

    /// <summary>Consumption while listening in watts. Default 190 nW: 100 nW of the demodulator as wake-up circuit and 90 nW of the processor.</summary>
    public double Listen { get; init; } = 190e-9;

    /// <summary>Consumption while receiving in watts. Default 2 µW, the source's whole budget.</summary>
    public double Receive { get; init; } = 2e-6;

    /// <summary>Consumption while sending in watts. Default 2 µW, the source's whole budget.</summary>
    public double Send { get; init; } = 2e-6;

    /// <summary>Share of the harvest left while the antenna is keyed. Default 0.5, assumed: half the time mismatched.</summary>
    public double HarvestWhileSending { get; init; } = 0.5;

    /// <summary>Harvest in watts at an incident power in watts.</summary>
    public double Harvest(double incident) => incident < Sensitivity.Watts ? 0 : Efficiency * incident;

    /// <summary>Consumption of a mode in watts.</summary>
    public double Draw(TagMode mode) => mode switch
    {
        TagMode.Asleep => Asleep,
        TagMode.Listen => Listen,
        TagMode.Receive => Receive,
        _ => Send,
    };

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">A share out of [0, 1], a store that is not above zero, or powers that don't rise from asleep to sending.</exception>
    public void Validate()
    {
        bool shares = Efficiency is > 0 and <= 1 && StartShare is >= 0 and <= 1 && WakeShare is > 0 and <= 1 && HarvestWhileSending is >= 0 and <= 1;
        bool powers = Asleep >= 0 && Listen >= Asleep && Receive >= Listen && Send >= Listen && double.IsFinite(Receive) && double.IsFinite(Send);
        if (!shares || !powers || !(Store > 0 && double.IsFinite(Store)) || !double.IsFinite(TagGain))
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"expected shares in [0, 1], a store above zero and rising finite powers, found {this}"));
        }
    }
}
