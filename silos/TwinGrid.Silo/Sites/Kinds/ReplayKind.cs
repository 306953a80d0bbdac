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
        [new SiteKey("file", "path", "the recording", IsNeeded: true)],
        entry => entry.File("file") is { } file ? new Setting(file) : null);

    private sealed record Setting(string File) : AdapterSetting
    {
        public override bool Ends => true;

        public override string Summary => File;

        public override IObservationSource Open(AdapterOpening opening) => new Recording(File);
    }
}
