using TwinGrid.Adapters;
using TwinGrid.Adapters.Configuration;
using TwinGrid.Adapters.Iq;
using TwinGrid.Adapters.Iq.Recordings;
using TwinGrid.Silo.Sites.Reading;

namespace TwinGrid.Silo.Sites.Kinds;

/// <summary>Kind iq: a recording of a software-defined radio that listens beside a reader.</summary>
internal static class IqKind
{
    private static readonly (string Name, SampleFormat Format)[] Formats = [("cf32", SampleFormat.Floats), ("ci16", SampleFormat.Shorts), ("ci8", SampleFormat.SignedBytes), ("cu8", SampleFormat.UnsignedBytes)];

    /// <summary>The kind.</summary>
    public static AdapterKind Kind { get; } = new(
        "iq",
        "the baseband of a radio that listens beside a reader: SigMF, WAV, or raw samples",
        [
            new SiteKey("file", "path", "the recording", IsNeeded: true),
            new SiteKey("format", "cf32, ci16, ci8 or cu8", "how raw samples are stored; needed for raw samples alone"),
            new SiteKey("sample_rate_mhz", "number, 0.001 to 1000", "samples a second of raw samples, in millions; needed with format"),
            new SiteKey("channels", "whole number, 1 to 16", "receiving channels of raw samples; 1 when left out"),
            new SiteKey("frequency_mhz", "number, 1 to 100000", "frequency that the baseband of raw samples stands for"),
            new SiteKey("cycle_pause_ms", "number, 1 to 60000", "a carrier without commands for so long ends a polling cycle; 20 when left out"),
        ],
        Read);

    private static Setting? Read(AdapterEntry entry)
    {
        ConfigPlace place = entry.Place;
        string? file = entry.File("file"), format = place["format"].OneOf([.. Formats.Select(known => known.Name)]);
        double? rate = place["sample_rate_mhz"].Number(0.001, 1000), frequency = place["frequency_mhz"].Number(1, 100_000);
        double pause = place["cycle_pause_ms"].Number(1, 60_000) ?? 20;
        int channels = (int?)place["channels"].Whole(1, IqLayout.MostChannels) ?? 1;
        if (format is not null && rate is null)
        {
            place.Need("sample_rate_mhz");
            return null;
        }

        IqLayout? raw = format is null ? null : new IqLayout(Array.Find(Formats, known => known.Name == format).Format, rate!.Value * 1e6, channels, frequency * 1e6 ?? double.NaN);
        return file is null ? null : new Setting(new IqOptions { Path = file, Raw = raw, CyclePause = TimeSpan.FromMilliseconds(pause) });
    }

    private sealed record Setting(IqOptions Options) : AdapterSetting
    {
        public override bool Ends => true;

        public override string Summary => Options.Path;

        public override IObservationSource Open(AdapterOpening opening) => new IqSource(Options with { Source = "iq:" + opening.Name });
    }
}
