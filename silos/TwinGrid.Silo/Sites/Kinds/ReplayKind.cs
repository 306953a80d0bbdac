using TwinGrid.Adapters;
using TwinGrid.Adapters.Replay;
using TwinGrid.Silo.Sites.Reading;

namespace TwinGrid.Silo.Sites.Kinds;

/// <summary>Kind replay: a recording of what another adapter reported.</summary>
internal static class ReplayKind
{
    /// <summary>The kind.</summary>
    public static AdapterKind Kind { get; } = new(
        "replay",
        "a recording, played from its beginning; what was taken before changes nothing",
        [
            new SiteKey("file", "path", "the recording: its first file", IsNeeded: true),
            new SiteKey("speed", "number, 0.001 to 1000000", "how many times as fast as it was recorded; as fast as it is taken when left out"),
            new SiteKey("from_now", "true or false", "whether times are moved so that the first is now; false when left out"),
        ],
        entry => entry.File("file") is { } file
            ? new Setting(file, entry.Place["speed"].Number(0.001, 1e6) ?? double.PositiveInfinity, entry.Place["from_now"].Flag() ?? false)
            : null);

    private sealed record Setting(string File, double Speed, bool IsShifted) : AdapterSetting
    {
        public override bool Ends => true;

        public override string Summary => File;

        public override IObservationSource Open(AdapterOpening opening) => new ReplaySource(new Recording(File), Speed, opening.Time, IsShifted);
    }
}
