using System.Collections.Concurrent;
using TwinGrid.Signal.Motion;
using TwinGrid.Signal.Motion.Vote;
using TwinGrid.Signal.Probing;
using TwinGrid.Trace.Presence;

namespace TwinGrid.Grains;

/// <summary>Settings of the twins of one silo, with their defaults.</summary>
public sealed class TwinOptions
{
    /// <summary>Name of the storage provider that keeps the twins' state.</summary>
    public const string Storage = "twins";

    /// <summary>Observations that a tag keeps in memory before the older part goes to the archive. Default 1,024.</summary>
    public int HistoryWindow { get; set; } = 1024;

    /// <summary>Observations of one archived chunk; below <see cref="HistoryWindow"/>. Default 768.</summary>
    public int HistoryChunk { get; set; } = 768;

    /// <summary>Positions that an object remembers. Default 256.</summary>
    public int ObjectHistory { get; set; } = 256;

    /// <summary>
    /// How far ahead of this machine's clock an observation may be dated: one from the far future would make everything after
    /// it look old. Default one day.
    /// </summary>
    public TimeSpan FutureTolerance { get; set; } = TimeSpan.FromDays(1);

    /// <summary>
    /// Observations (a polling cycle counts as its replies) that an adapter accepts between two checkpoints; as many come again from the journal after a crash, some
    /// 30 MB and a second or two. Default 200,000.
    /// </summary>
    public int CheckpointEvery { get; set; } = 200_000;

    /// <summary>
    /// How long a region gathers updates before it localizes, at least: it also waits twenty times as long as the last
    /// localization took. Default 250 ms.
    /// </summary>
    public TimeSpan RegionDelay { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a reader remembers a tag that its inventories no longer hear. Default seven days.</summary>
    public TimeSpan AwayMemory { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long a sensor's reading holds when the next one is far: the logging interval. Default five minutes.</summary>
    public TimeSpan ReadingInterval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How far behind an object's latest reading a late one may lie; so much of its readings it keeps. Default one day.</summary>
    public TimeSpan ReadingRetention { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How often an object whose rules watch for gaps is asked whether its sensors are silent; at least a minute. Default five minutes.</summary>
    public TimeSpan SilenceCheck { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How sightings become stays. Default: those of <see cref="PresenceRules"/>.</summary>
    public PresenceRules Presence { get; set; } = PresenceRules.Default;

    /// <summary>How profiles of polling cycles are compared. Default: those of <see cref="MotionOptions"/>.</summary>
    public MotionOptions Motion { get; set; } = MotionOptions.Default;

    /// <summary>What a vote on motion takes for granted. Default: that of <see cref="VoteOptions"/>.</summary>
    public VoteOptions Vote { get; set; } = VoteOptions.Default;

    /// <summary>Reflection palettes of the tags in use, by name; more may be added while the silo runs. Default: the standard palette.</summary>
    public ConcurrentDictionary<string, ReflectionPalette> Palettes { get; } = new(StringComparer.Ordinal)
    {
        ["standard"] = ReflectionPalette.Standard,
    };
}
