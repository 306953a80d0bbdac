namespace TwinGrid.Signal.Devices;

/// <summary>A class of tags. GTI white paper, table 1, after 3GPP's devices A, B and C; that table gives no numbers but orders of power.</summary>
public sealed record DeviceClass
{
    /// <summary>Its letter.</summary>
    public required string Name { get; init; }

    /// <summary>Least incident power at which it understands a command, dBm. Without a store that power also has to feed it.</summary>
    public required Sourced Sensitivity { get; init; }

    /// <summary>Gain of its antenna, dBi.</summary>
    public required Sourced Gain { get; init; }

    /// <summary>Modulation factor M of its reflection, dB; above zero where it amplifies; null where it sends a signal of its own.</summary>
    public Sourced? Reflection { get; init; }

    /// <summary>Power of its own transmitter, dBm; null where it only reflects.</summary>
    public Sourced? Transmit { get; init; }

    /// <summary>Whether it stores energy.</summary>
    public required bool HasStore { get; init; }

    /// <summary>Consumption while it communicates, watts.</summary>
    public required Sourced Active { get; init; }

    /// <summary>Consumption while it waits, watts; zero where it is off unless lit.</summary>
    public required Sourced Idle { get; init; }

    /// <summary>Whether it can speak without being lit or asked.</summary>
    public bool ReportsUnasked => Transmit is not null;

    private static Sourced Dipole { get; } = Sourced.Assumed(2, "a dipole");

    /// <summary>Device A: reflects, no store, microwatts.</summary>
    public static DeviceClass A { get; } = new()
    {
        Name = "A",
        Sensitivity = Sourced.Assumed(-20, "common UHF chips need -18 to -24 dBm"),
        Gain = Dipole,
        Reflection = Sourced.Assumed(-6, "two-state keying of a matched chip"),
        HasStore = false,
        Active = Sourced.Of(1e-6, "table 1: microwatt; 1 µW taken"),
        Idle = Sourced.Of(0, "table 1: no store, so off unless lit"),
    };

    /// <summary>Device B: reflects with amplification, store, between A and C.</summary>
    public static DeviceClass B { get; } = new()
    {
        Name = "B",
        Sensitivity = Sourced.Assumed(-35, "an envelope detector that the store feeds"),
        Gain = Dipole,
        Reflection = Sourced.Assumed(10, "reflection amplifiers reach 5 to 38 dB; table 1 says only that it amplifies"),
        HasStore = true,
        Active = Sourced.Of(200e-6, "table 1: between A and C; 200 µW taken"),
        Idle = Sourced.Assumed(1e-6, "a wake-up receiver"),
    };

    /// <summary>Device C: a transmitter of its own, store, milliwatts.</summary>
    public static DeviceClass C { get; } = new()
    {
        Name = "C",
        Sensitivity = Sourced.Assumed(-60, "a low-power receiver that the store feeds"),
        Gain = Dipole,
        Transmit = Sourced.Assumed(0, "a transmitter within milliwatts"),
        HasStore = true,
        Active = Sourced.Of(10e-3, "table 1: milliwatt; 10 mW taken"),
        Idle = Sourced.Assumed(5e-6, "a wake-up receiver and a clock"),
    };

    /// <summary>All three.</summary>
    public static IReadOnlyList<DeviceClass> All { get; } = [A, B, C];
}
