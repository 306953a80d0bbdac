using TwinGrid.Adapters.Readers;

namespace TwinGrid.Adapters.HttpFeeds;

/// <summary>What is known beforehand of a feed, with defaults.</summary>
public sealed record FeedOptions
{
    /// <summary>In whose words it speaks. Default plain.</summary>
    public FeedKind Kind { get; init; } = FeedKind.Plain;

    /// <summary>
    /// Antennas by port. The phase of a read at another port is dropped, because without the antenna's place it tells nothing: the
    /// read then says that the tag was heard, and how strongly. Default none.
    /// </summary>
    public IReadOnlyList<AntennaPlan> Antennas { get; init; } = [];

    /// <summary>
    /// Frequency in hertz of reads that come without one; their phase is dropped, because its offset differs from channel to channel.
    /// Default 915 MHz.
    /// </summary>
    public double FrequencyHz { get; init; } = 915e6;

    /// <summary>Power in dBm of reads that come without one: below what any reader hears, so that it outdoes none. Default −100.</summary>
    public double RssiDbm { get; init; } = -100;

    /// <summary>Refuses options that can't be.</summary>
    /// <param name="name">What the feed is called in the message.</param>
    /// <exception cref="BadInputException">An option is out of range, or a port is there twice.</exception>
    public void Require(string name)
    {
        Hold(name, Enum.IsDefined(Kind), "kind plain, impinj or zebra", Kind);
        Hold(name, FrequencyHz is >= 1e6 and <= 1e12, "a frequency from 1e6 to 1e12 Hz", FrequencyHz);
        Hold(name, RssiDbm is >= -300 and <= 100, "a power from -300 to 100 dBm", RssiDbm);
        var ports = new HashSet<int>();
        foreach (AntennaPlan antenna in Antennas)
        {
            Hold(name, antenna.Port >= 1 && ports.Add(antenna.Port), "antennas with ports from 1, each once", antenna.Port);
        }
    }

    private static void Hold<T>(string name, bool holds, string expected, T found)
    {
        if (!holds)
        {
            throw new BadInputException($"feed {name}", 0, expected, FormattableString.Invariant($"{found}"));
        }
    }
}
