namespace TwinGrid.Adapters.HttpFeeds;

/// <summary>What a row said, member by member, before it is judged as a whole; used again for each row.</summary>
internal sealed class FeedFields
{
    /// <summary>Whether the row is about a tag.</summary>
    public FeedItemKind Kind { get; set; }

    /// <summary>Name of the tag's twin.</summary>
    public string? Tag { get; set; }

    /// <summary>When it was.</summary>
    public DateTimeOffset? Time { get; set; }

    /// <summary>Source named by the row.</summary>
    public string? Source { get; set; }

    /// <summary>Number given by the source.</summary>
    public long? Sequence { get; set; }

    /// <summary>Number that the device counts its events by, which begins anew now and then; zero for none.</summary>
    public long EventNumber { get; set; }

    /// <summary>Port of the antenna.</summary>
    public int Port { get; set; }

    /// <summary>Frequency in hertz.</summary>
    public double? FrequencyHz { get; set; }

    /// <summary>Two-way phase in radians as measured.</summary>
    public double? PhaseRadians { get; set; }

    /// <summary>Reads that the row stands for.</summary>
    public int? Reads { get; set; }

    /// <summary>Power in dBm.</summary>
    public double? RssiDbm { get; set; }

    /// <summary>Doppler shift in hertz.</summary>
    public double? DopplerHz { get; set; }

    /// <summary>Temperature in degrees Celsius.</summary>
    public double? TemperatureCelsius { get; set; }

    /// <summary>Relative humidity in percent.</summary>
    public double? RelativeHumidity { get; set; }

    /// <summary>Shock in multiples of g.</summary>
    public double? Shock { get; set; }

    /// <summary>Forgets the row.</summary>
    public void Clear()
    {
        (Kind, Tag, Time, Source, Sequence, EventNumber, Port) = (FeedItemKind.Other, null, null, null, null, 0, 0);
        (FrequencyHz, PhaseRadians, Reads, RssiDbm, DopplerHz) = (null, null, null, null, null);
        (TemperatureCelsius, RelativeHumidity, Shock) = (null, null, null);
    }
}
