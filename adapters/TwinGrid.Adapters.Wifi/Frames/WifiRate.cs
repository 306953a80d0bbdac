using System.Globalization;
using TwinGrid.Adapters.Wifi.Radiotap;

namespace TwinGrid.Adapters.Wifi.Frames;

/// <summary>How a frame was sent: at one data rate up to 802.11g, or with a modulation of later times.</summary>
/// <param name="Units">Data rate in units of 500 kb/s; 0 where none is stated.</param>
/// <param name="Modulation">The later modulation.</param>
public readonly record struct WifiRate(byte Units, WifiModulation Modulation)
{
    /// <summary>Units of 1 Mb/s: DBPSK on 11 chips, the rate that tags ride on.</summary>
    public const byte OneMegabitUnits = 2;

    /// <summary>Whether the capture states a rate or a modulation.</summary>
    public bool IsStated => Units != 0 || Modulation != WifiModulation.Legacy;

    /// <summary>Whether the frame was sent at 1 Mb/s.</summary>
    public bool IsOneMegabit => Units == OneMegabitUnits && Modulation == WifiModulation.Legacy;

    /// <summary>What a receiver stated.</summary>
    public static WifiRate Of(RadiotapHeader radio) =>
        radio.Modulation == WifiModulation.Legacy ? new(radio.RateUnits ?? 0, WifiModulation.Legacy) : new(0, radio.Modulation);

    /// <summary>For people: "5.5 Mb/s", "HT (802.11n)", "not stated".</summary>
    public override string ToString() => Modulation switch
    {
        WifiModulation.HighThroughput => "HT (802.11n)",
        WifiModulation.VeryHighThroughput => "VHT (802.11ac)",
        WifiModulation.HighEfficiency => "HE (802.11ax)",
        WifiModulation.Later => "later (802.11be)",
        _ => Units == 0 ? "not stated" : string.Create(CultureInfo.InvariantCulture, $"{Units / 2.0} Mb/s"),
    };
}
