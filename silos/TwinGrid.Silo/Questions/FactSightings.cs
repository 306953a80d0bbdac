using System.Text.Json;
using TwinGrid.Grains.Facts;
using TwinGrid.Model;
using TwinGrid.Store;
using TwinGrid.Trace;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Facts;
using TwinGrid.Trace.Identifiers;
using TwinGrid.Trace.Questions;

namespace TwinGrid.Silo.Questions;

/// <summary>Sightings of twins out of the log of facts.</summary>
/// <param name="facts">The log.</param>
/// <param name="site">Name of the site whose twins are asked.</param>
public sealed class FactSightings(IFactStore facts, string site) : ITwinSightings
{
    private static readonly string[] Stays = [FactKinds.Arrived, FactKinds.Left];
    private static readonly string[] Kinds = [FactKinds.Located, FactKinds.Moved, FactKinds.Lost, FactKinds.MotionChanged, .. Stays];
    private static readonly string[] Elements = ["xx", "xy", "yy", "xz", "yz", "zz"];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TwinSighting>> OfAsync(
        string epc, DateTimeOffset from, DateTimeOffset until, int count, CancellationToken cancellationToken)
    {
        var newest = new Queue<TwinSighting>();
        await foreach (LoggedFact logged in facts.OfSubjectAsync(site, TwinNames.OfEpc(epc), Kinds, from, until, cancellationToken))
        {
            if (Read(epc, logged) is { } sighting)
            {
                newest.Enqueue(sighting);
                if (newest.Count > count)
                {
                    newest.Dequeue();
                }
            }
        }

        return [.. newest];
    }

    /// <inheritdoc/>
    public async Task<TwinPresence?> PresenceAsync(string epc, DateTimeOffset at, CancellationToken cancellationToken)
    {
        DateTimeOffset end = at < DateTimeOffset.MaxValue ? at.AddTicks(1) : at;
        for (TimeSpan width = TimeSpan.FromDays(1); end > DateTimeOffset.MinValue; width *= 4)
        {
            // Backwards in growing strides: the newest stay is mostly a recent one.
            DateTimeOffset start = end - DateTimeOffset.MinValue > width ? end - width : DateTimeOffset.MinValue;
            LoggedFact? newest = null;
            await foreach (LoggedFact fact in facts.OfSubjectAsync(site, TwinNames.OfEpc(epc), Stays, start, end, cancellationToken))
            {
                newest = fact.Sequence > newest?.Sequence || newest is null ? fact : newest;
            }

            if (newest is not null)
            {
                return Presence(epc, newest);
            }

            end = start;
        }

        return null;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TwinPresence>> PresentAtAsync(string place, CancellationToken cancellationToken)
    {
        var left = new Dictionary<string, long>(StringComparer.Ordinal);
        await foreach (LoggedFact fact in facts.NewestAsync(site, FactKinds.Left, cancellationToken))
        {
            left[fact.Fact.Subject] = fact.Sequence;
        }

        var present = new List<TwinPresence>();
        await foreach (LoggedFact fact in facts.NewestAsync(site, FactKinds.Arrived, cancellationToken))
        {
            // A thing's facts of stays come in turn: who arrived behind his last leaving is there.
            if (fact.Sequence > left.GetValueOrDefault(fact.Fact.Subject) && Presence(TwinNames.ToEpc(fact.Fact.Subject), fact) is var stay
                && (stay.Place == place || stay.Place.StartsWith(place + "/", StringComparison.Ordinal)))
            {
                present.Add(stay);
            }
        }

        return [.. present.OrderBy(stay => stay.Arrived).ThenBy(stay => stay.Epc, StringComparer.Ordinal)];
    }

    /// <summary>The stay that an arrival or a leaving tells of.</summary>
    /// <exception cref="InvalidDataException">The payload is not of its kind.</exception>
    private static TwinPresence Presence(string epc, LoggedFact logged)
    {
        FactRecord fact = logged.Fact;
        try
        {
            using JsonDocument document = JsonDocument.Parse(fact.Payload);
            string place = TwinEvents.PlaceUri(fact.Site, document.RootElement.GetProperty("place").GetString() ?? throw new FormatException("expected a place"));
            return fact.Kind == FactKinds.Arrived
                ? new TwinPresence(epc, place, fact.Time, null)
                : new TwinPresence(epc, place, document.RootElement.GetProperty("arrived").GetDateTimeOffset(), fact.Time);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"fact {logged.Sequence}: expected the payload of {fact.Kind}, found {fact.Payload}", fault);
        }
    }

    /// <summary>A fact as a sighting; null for a motion that says nothing of a place.</summary>
    /// <exception cref="InvalidDataException">The payload is not of its kind.</exception>
    internal static TwinSighting? Read(string epc, LoggedFact logged)
    {
        FactRecord fact = logged.Fact;
        try
        {
            using JsonDocument document = JsonDocument.Parse(fact.Payload);
            JsonElement json = document.RootElement;
            return fact.Kind switch
            {
                FactKinds.Located => Of(LifeSignal.Located, Point(json.GetProperty("position")), Spread(json.GetProperty("covariance"))),
                FactKinds.Moved => Of(LifeSignal.Moved, Point(json.GetProperty("to")), null),
                FactKinds.Arrived => Of(LifeSignal.Arrived, null, null),
                FactKinds.Left => Of(LifeSignal.Left, null, null),
                FactKinds.Lost => Of(json.GetProperty("status").GetString() == "too-few-links" ? LifeSignal.Missing : LifeSignal.Lost, null, null),
                _ => json.GetProperty("verdict").GetString() switch
                {
                    "moving" => Of(LifeSignal.Moved, null, null),
                    "missing" => Of(LifeSignal.Missing, null, null),
                    _ => null,
                },
            };
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"fact {logged.Sequence}: expected the payload of {fact.Kind}, found {fact.Payload}", fault);
        }

        TwinSighting Of(LifeSignal signal, Position? position, PositionCovariance? covariance) =>
            new(epc, fact.Time, logged.Sequence, signal, position, covariance);
    }

    private static Position Point(JsonElement json) => new(Number(json, "x"), Number(json, "y"), Number(json, "z"));

    /// <summary>A covariance that is not a number everywhere tells no ellipse.</summary>
    private static PositionCovariance? Spread(JsonElement json)
    {
        double[] c = [.. Elements.Select(name => Number(json, name))];
        return Array.TrueForAll(c, double.IsFinite) ? new(c[0], c[1], c[2], c[3], c[4], c[5]) : null;
    }

    private static double Number(JsonElement json, string name) =>
        json.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : double.NaN;
}
