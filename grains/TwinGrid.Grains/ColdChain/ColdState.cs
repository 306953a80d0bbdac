using TwinGrid.Grains.Facts;
using TwinGrid.Grains.Objects;

namespace TwinGrid.Grains.ColdChain;

/// <summary>What an object keeps of its readings, its rules and its life between activations.</summary>
[GenerateSerializer, Alias("twingrid.cold-state")]
public sealed class ColdState
{
    /// <summary>JSON of the rules; null without rules.</summary>
    [Id(0)]
    public string? Rules { get; set; }

    /// <summary>The monitor in stored form; null before the first reading.</summary>
    [Id(1)]
    public byte[]? Monitor { get; set; }

    /// <summary>Chapters of excursions that are not yet over.</summary>
    [Id(2)]
    public List<FactEntry> Chapters { get; set; } = [];

    /// <summary>Threads whose measurements can change no more.</summary>
    [Id(3)]
    public HashSet<string> Settled { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Until when time without readings has been judged; the least instant for not at all.</summary>
    [Id(4)]
    public DateTimeOffset SilentUntil { get; set; }

    /// <summary>Facts of readings told so far: each has its number.</summary>
    [Id(8)]
    public long ToldReadings { get; set; }

    /// <summary>What captured events say of its life; null before the first.</summary>
    [Id(5)]
    public ObjectLife? Life { get; set; }

    /// <summary>What is or was inside, by name, as far as the retention window goes back.</summary>
    [Id(6)]
    public SortedDictionary<string, List<ContainerStay>> Contents { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Times of the readings taken back, by source and number, as far as one of them may still come.</summary>
    [Id(9)]
    public SortedDictionary<string, SortedDictionary<long, DateTimeOffset>> Withdrawn { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Facts that may not be in the log yet.</summary>
    [Id(7)]
    public List<FactEntry> Pending { get; set; } = [];
}
