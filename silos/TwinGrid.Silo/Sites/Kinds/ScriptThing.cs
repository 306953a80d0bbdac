using TwinGrid.Adapters.Simulated.Scripts;
using TwinGrid.Model;

namespace TwinGrid.Silo.Sites.Kinds;

/// <summary>A thing of a script before it is known where the zones are.</summary>
/// <param name="Tag">Name of its tag.</param>
/// <param name="Path">From when on it is in which zone; null for out of range.</param>
/// <param name="Senses">Its sensors: a thing without a path.</param>
internal sealed record ScriptThing(string Tag, IReadOnlyList<(TimeSpan At, string? Zone)> Path, ScriptedThing Senses)
{
    /// <summary>Zones that it is in at some time.</summary>
    public IEnumerable<string> Zones => Path.Select(stop => stop.Zone).OfType<string>().Distinct();

    /// <summary>How long it is in a zone.</summary>
    /// <param name="length">Length of the script.</param>
    public TimeSpan PresentFor(TimeSpan length)
    {
        TimeSpan present = TimeSpan.Zero;
        for (int i = 0; i < Path.Count; i++)
        {
            TimeSpan from = Path[i].At, until = i + 1 < Path.Count ? Path[i + 1].At : length;
            present += Path[i].Zone is not null && from < length ? (until < length ? until : length) - from : TimeSpan.Zero;
        }

        return present;
    }

    /// <summary>The thing where the zones are.</summary>
    public ScriptedThing In(IReadOnlyDictionary<string, Func<int, Position>> places, int number) => Senses with
    {
        Tag = Tag,
        Path = [.. Path.Select(stop => new ScriptedStop(stop.At, stop.Zone is { } zone ? places[zone](number) : null))],
    };
}
