using System.Collections.Immutable;
using TwinGrid.Grains.Objects;
using TwinGrid.Model;
using TwinGrid.Trace.ColdChain;

namespace TwinGrid.Grains.ColdChain;

/// <summary>
/// Readings that a container hands to what is inside: the same readings, their sources with the container's name and '/' before them,
/// so that they are recognised when they come again, and known for what they are.
/// </summary>
internal static class ContainerReadings
{
    /// <summary>Whether a reading came from a container; sources of own sensors hold no '/'.</summary>
    public static bool IsInherited(ObservationId id) => id.Source.Contains('/', StringComparison.Ordinal);

    /// <summary>Own readings as they are handed on.</summary>
    public static ImmutableArray<SensorRead> From(string container, IEnumerable<SensorRead> readings) =>
        [.. readings.Select(reading => reading with { Id = new ObservationId($"{container}/{reading.Id.Source}", reading.Id.Sequence) })];

    /// <summary>Whether a reading counts for an object: its own always, a container's while the object was inside.</summary>
    public static bool Counts(ObjectLife? life, in Reading reading)
    {
        int end = reading.Id.Source.IndexOf('/', StringComparison.Ordinal);
        if (end < 0)
        {
            return true;
        }

        ReadOnlySpan<char> container = reading.Id.Source.AsSpan(0, end);
        foreach (ContainerStay stay in life?.Enclosures ?? [])
        {
            if (container.SequenceEqual(stay.Name) && stay.Holds(reading.Time))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A reading as rules are checked on it.</summary>
    public static Reading ToReading(SensorRead read) => new(
        read.Id, read.Time, read.TemperatureCelsius is { } celsius ? Celsius.Of(celsius) : null, read.RelativeHumidity, read.Shock);

    /// <summary>A reading as it is handed on.</summary>
    public static SensorRead ToRead(string tag, in Reading reading) => new(
        reading.Id, reading.Time, tag, reading.Temperature?.Value, reading.RelativeHumidity, reading.Shock);
}
