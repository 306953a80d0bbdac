using TwinGrid.Model;
using TwinGrid.Signal.Propagation;

namespace TwinGrid.Signal.Devices;

/// <summary>How far a network's infrastructure goes as one system.</summary>
public enum NetworkSpan
{
    /// <summary>What one reader sees.</summary>
    Point = 0,

    /// <summary>A site, covered without gaps.</summary>
    Region = 1,

    /// <summary>Many sites and the ways between them, under one operator.</summary>
    Wide = 2,
}

/// <summary>A generation of networks. GTI white paper, section 1.1 and figure 1.</summary>
public sealed record NetworkGeneration
{
    /// <summary>Its name in the white paper.</summary>
    public required string Name { get; init; }

    /// <summary>How far it goes.</summary>
    public required NetworkSpan Span { get; init; }

    /// <summary>Carrier in hertz.</summary>
    public required Sourced Carrier { get; init; }

    /// <summary>Radiated power of the reader or base station, or of the helper where those do not send, dBm.</summary>
    public required Sourced Radiated { get; init; }

    /// <summary>Radiated power of a helper, relay or terminal near the tags, dBm; null where there are none.</summary>
    public Sourced? HelperRadiated { get; init; }

    /// <summary>Gain of the receiving antenna, dBi.</summary>
    public required Sourced ReceiverGain { get; init; }

    /// <summary>Bandwidth of the receiver, hertz.</summary>
    public required Sourced Bandwidth { get; init; }

    /// <summary>Noise figure of the receiver, dB.</summary>
    public required Sourced NoiseFigure { get; init; }

    /// <summary>Ratio of signal to noise and interference that the receiver needs, dB.</summary>
    public required Sourced Required { get; init; }

    /// <summary>Rise of the noise floor by carriers of the own network, dB.</summary>
    public required Sourced Residual { get; init; }

    /// <summary>The inventory of tags.</summary>
    public required InventoryModel Inventory { get; init; }

    /// <summary>Wavelength in metres.</summary>
    public double Wavelength => Hertz.Of(Carrier.Value).Wavelength.Value;

    /// <summary>Least power that the receiver decodes, dBm.</summary>
    public double ReceiverSensitivity => LinkBudget.ThermalNoise(Bandwidth.Value, NoiseFigure.Value) + Required.Value + Residual.Value;

    private static Sourced Legal { get; } = Sourced.Assumed(36, "4 W radiated, the usual legal limit");

    /// <summary>P-IoT I: one reader lights, commands and listens.</summary>
    public static NetworkGeneration SingleReader { get; } = new()
    {
        Name = "P-IoT I",
        Span = NetworkSpan.Point,
        Carrier = Sourced.Assumed(915e6, "UHF RFID; section 1.1 names the band only"),
        Radiated = Legal,
        ReceiverGain = Sourced.Assumed(6, "a patch antenna"),
        Bandwidth = Sourced.Assumed(250e3, "Miller-4 at 250 kHz"),
        NoiseFigure = Sourced.Assumed(6, "a common receiver"),
        Required = Sourced.Assumed(10, "coherent detection of Miller-4"),
        Residual = Sourced.Assumed(28, "the reader's own carrier, which section 1.1 names as the limit without a figure"),
        Inventory = InventoryModel.Gen2,
    };

    /// <summary>P-IoT II: helpers light and command, a receiver apart from them listens.</summary>
    public static NetworkGeneration HelperAndReceiver { get; } = SingleReader with
    {
        Name = "P-IoT II",
        Span = NetworkSpan.Region,
        HelperRadiated = Legal,
        Residual = Sourced.Assumed(6, "helpers' carriers from afar; section 1.1 says that separation reduces self-interference"),
    };

    /// <summary>P-IoT III: base stations, and terminals as helpers.</summary>
    public static NetworkGeneration Cellular { get; } = new()
    {
        Name = "P-IoT III",
        Span = NetworkSpan.Wide,
        Carrier = Sourced.Assumed(900e6, "licensed spectrum below 1 GHz; section 1.1 says licensed"),
        Radiated = Sourced.Assumed(46, "a small cell: 33 dBm into 13 dBi"),
        HelperRadiated = Sourced.Assumed(23, "a terminal's usual power; section 1.1 lets terminals light tags"),
        ReceiverGain = Sourced.Assumed(13, "the same antenna"),
        Bandwidth = Sourced.Assumed(15e3, "one subcarrier"),
        NoiseFigure = Sourced.Assumed(5, "a base station"),
        Required = Sourced.Assumed(3, "coding at the lowest rate; section 1.1 names adaptive coding and modulation"),
        Residual = Sourced.Assumed(3, "interference suppression of a cellular network, section 1.1"),
        Inventory = InventoryModel.CellularAccess,
    };

    /// <summary>All three.</summary>
    public static IReadOnlyList<NetworkGeneration> All { get; } = [SingleReader, HelperAndReceiver, Cellular];
}
