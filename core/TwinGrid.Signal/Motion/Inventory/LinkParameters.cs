namespace TwinGrid.Signal.Motion.Inventory;

/// <summary>How a tag spreads a symbol over subcarrier cycles (EPC Gen2, section 6.3.1.3.2).</summary>
public enum TagEncoding
{
    /// <summary>FM0 baseband: one cycle a symbol.</summary>
    Fm0 = 1,

    /// <summary>Miller with two cycles a symbol.</summary>
    Miller2 = 2,

    /// <summary>Miller with four cycles a symbol.</summary>
    Miller4 = 4,

    /// <summary>Miller with eight cycles a symbol.</summary>
    Miller8 = 8,
}

/// <summary>
/// The air interface of one inventory round, within the limits of EPC UHF Gen2 (section 6.3.1.2). The defaults are those of a
/// software-defined reader at its slowest link, which is the one of Wang et al.: Miller-4 with the long preamble at 40 kHz makes
/// an RN16 of 3.9 ms, 7,800 samples at 2 MS/s, and an EPC reply 3.9 times as long (section IV-A: "about 4 times").
/// </summary>
public sealed record LinkParameters
{
    /// <summary>The slow link of the source.</summary>
    public static LinkParameters Default { get; } = new();

    /// <summary>A common link of fixed readers: Miller-4 at 250 kHz, half the reference interval, the short preamble.</summary>
    public static LinkParameters Fast { get; } = new()
    {
        TariSeconds = 12.5e-6,
        ReaderCalibrationSeconds = 31.25e-6,
        TagCalibrationSeconds = 64.0 / 3 / 250e3,
        DivideRatio = 64.0 / 3,
        HasPilot = false,
    };

    /// <summary>Tari, the length of a reader's data-0, in seconds: 6.25 to 25 µs.</summary>
    public double TariSeconds { get; init; } = 25e-6;

    /// <summary>RTcal, data-0 and data-1 together, in seconds: 2.5 to 3 Tari.</summary>
    public double ReaderCalibrationSeconds { get; init; } = 75e-6;

    /// <summary>TRcal in seconds: 1.1 to 3 RTcal.</summary>
    public double TagCalibrationSeconds { get; init; } = 200e-6;

    /// <summary>DR, the divide ratio: 8 or 64/3.</summary>
    public double DivideRatio { get; init; } = 8;

    /// <summary>The tags' encoding.</summary>
    public TagEncoding Encoding { get; init; } = TagEncoding.Miller4;

    /// <summary>TRext: whether replies start with the pilot tone.</summary>
    public bool HasPilot { get; init; } = true;

    /// <summary>Bits of an EPC reply: PC, EPC and CRC-16. Default 128, an EPC of 96 bits.</summary>
    public int EpcReplyBits { get; init; } = 128;

    /// <summary>T2, from the end of a reply to the next command, in periods of the link frequency: 3 to 20.</summary>
    public double ReplyToCommandPeriods { get; init; } = 3;

    /// <summary>BLF = DR/TRcal, in hertz.</summary>
    public double LinkFrequency => DivideRatio / TagCalibrationSeconds;

    /// <summary>Throws when a parameter breaks the standard's limits.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of its range.</exception>
    internal void Check()
    {
        Required.Option(TariSeconds is >= 6.25e-6 and <= 25e-6, TariSeconds, "6.25 to 25 µs");
        Required.Option(Within(ReaderCalibrationSeconds / TariSeconds, 2.5, 3), ReaderCalibrationSeconds, "2.5 to 3 Tari");
        Required.Option(Within(TagCalibrationSeconds / ReaderCalibrationSeconds, 1.1, 3), TagCalibrationSeconds, "1.1 to 3 RTcal");
        Required.Option(DivideRatio is 8 or 64.0 / 3, DivideRatio, "8 or 64/3");
        Required.Option(Enum.IsDefined(Encoding), (int)Encoding, "an encoding of the standard", nameof(Encoding));
        Required.Option(EpcReplyBits is >= 32 and <= 528, EpcReplyBits, "32 to 528 bits");
        Required.Option(ReplyToCommandPeriods is >= 3 and <= 20, ReplyToCommandPeriods, "3 to 20 periods");
        Required.Option(Within(LinkFrequency, 40e3, 640e3), LinkFrequency, "40 to 640 kHz");
    }

    /// <summary>The limits are ratios of microseconds; a rounding error isn't a breach.</summary>
    private static bool Within(double found, double low, double high) => found >= low * (1 - 1e-9) && found <= high * (1 + 1e-9);
}
