using TwinGrid.Model;

namespace TwinGrid.Adapters.HttpFeeds;

/// <summary>What a row of a feed says.</summary>
public enum FeedItemKind
{
    /// <summary>Nothing of a tag: a reader's own event, such as that an inventory began.</summary>
    Other = 0,

    /// <summary>An antenna heard a tag.</summary>
    Read = 1,

    /// <summary>A sensor or logger measured.</summary>
    Reading = 2,
}

/// <summary>One row of a feed, checked and in the units of observations, before it has a number.</summary>
public readonly record struct FeedItem
{
    /// <summary>What the row says.</summary>
    public FeedItemKind Kind { get; init; }

    /// <summary>Name of the tag's twin.</summary>
    public string Tag { get; init; }

    /// <summary>When it was.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>Source that numbers its rows; null where the row has no number.</summary>
    public string? Source { get; init; }

    /// <summary>Number within the source, from 1; zero where the row has none.</summary>
    public long Sequence { get; init; }

    /// <summary>A hash of what makes the row this row: the same again means that it was sent again.</summary>
    public UInt128 Content { get; init; }

    /// <summary>Port of the antenna; zero where it isn't known.</summary>
    public int Port { get; init; }

    /// <summary>Place of the antenna in metres; the origin where it isn't known.</summary>
    public Position Antenna { get; init; }

    /// <summary>Carrier frequency in hertz.</summary>
    public double FrequencyHz { get; init; }

    /// <summary>Two-way phase in radians without the antenna's offset; NaN where there is none.</summary>
    public double PhaseRadians { get; init; }

    /// <summary>Reads that the row stands for.</summary>
    public int Reads { get; init; }

    /// <summary>Power in dBm.</summary>
    public double RssiDbm { get; init; }

    /// <summary>Doppler shift in hertz; NaN where there is none.</summary>
    public double DopplerHz { get; init; }

    /// <summary>Temperature in degrees Celsius; null where there was none.</summary>
    public double? TemperatureCelsius { get; init; }

    /// <summary>Relative humidity in percent; null where there was none.</summary>
    public double? RelativeHumidity { get; init; }

    /// <summary>Shock in multiples of g; null where there was none.</summary>
    public double? Shock { get; init; }

    /// <summary>The read under an identity.</summary>
    public PhaseRead ToRead(ObservationId id)
    {
        bool hasPhase = !double.IsNaN(PhaseRadians);
        return new PhaseRead(id, Time, Tag, Antenna, FrequencyHz, hasPhase ? PhaseRadians : 0, Reads, hasPhase ? 1 : 0, RssiDbm, Port, DopplerHz);
    }

    /// <summary>The reading under an identity.</summary>
    public SensorRead ToReading(ObservationId id) => new(id, Time, Tag, TemperatureCelsius, RelativeHumidity, Shock);
}
