using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using TwinGrid.Trace.ColdChain;
using TwinGrid.Trace.ColdChain.Excursions;
using TwinGrid.Trace.ColdChain.Rules;
using TwinGrid.Trace.Facts;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Trace.Events;

/// <summary>
/// Facts of the twins as EPCIS 2.0 events, so that whoever reads the event store sees them beside captured ones. The same fact makes
/// the same event, id included.
/// </summary>
/// <remarks>
/// Every event is an ObjectEvent, action OBSERVE, with the fact's id in its own: <c>urn:twingrid:fact:…</c>. The extension
/// <c>twingrid:excursion</c> or <c>twingrid:site</c> says what it belongs to.
/// </remarks>
public static class TwinEvents
{
    private const string IdPrefix = "urn:twingrid:fact:";
    private const string PlacePrefix = "urn:twingrid:";
    private const string Vocabulary = "urn:twingrid:vocabulary:";
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The @context that the events' names are under: EPCIS's own and the prefix twingrid.</summary>
    public static string Context { get; } = $$"""["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",{"twingrid":"{{Vocabulary}}"}]""";

    /// <summary>Whether an event was made of a twin's fact: then twins know already what it says.</summary>
    public static bool IsOwn(EpcisEvent happening)
    {
        ArgumentNullException.ThrowIfNull(happening);
        return IsOwn(happening.Id);
    }

    /// <summary>Whether an event of this id was made of a twin's fact.</summary>
    public static bool IsOwn(string eventId)
    {
        ArgumentNullException.ThrowIfNull(eventId);
        return eventId.StartsWith(IdPrefix, StringComparison.Ordinal);
    }

    /// <summary>Refuses an event from outside under an id that only facts of twins have: the twins would pass over what it says.</summary>
    /// <param name="happening">The event.</param>
    /// <param name="place">JSON pointer to it.</param>
    /// <returns>The refusal; null when the id is another's.</returns>
    public static EpcisException? FaultOf(EpcisEvent happening, string place) =>
        IsOwn(happening) ? new EpcisException(place + "/eventID", $"an id that does not begin with {IdPrefix}, which is for twins' own events", happening.Id) : null;

    /// <summary>
    /// An excursion that started, as a sensor event with alarm condition (EPCIS 2.0 section 7.3.7.2): what was measured until the
    /// alarm, in the rule's unit, under the URI of the rule. A gap is an error condition without a value.
    /// </summary>
    /// <param name="started">The fact <see cref="ExcursionFacts.Started"/>.</param>
    /// <param name="rules">The rules that the object was under; null when they aren't known, and then the value counts as a temperature.</param>
    /// <param name="withdrawn">When readings showed that the excursion never was, which withdraws the event; null while it stands.</param>
    /// <exception cref="InvalidDataException">The fact's payload can't be read.</exception>
    public static byte[] OfExcursion(FactRecord started, RuleSet? rules, DateTimeOffset? withdrawn)
    {
        Excursion excursion = (ExcursionLifeCycle.Next(null, started) ?? throw new ArgumentException($"a fact: expected {ExcursionFacts.Started}, found {started.Kind}")).Excursion;
        return Written(started, "sensor_reporting", withdrawn, json =>
        {
            json.WriteStartArray("sensorElementList");
            json.WriteStartObject();
            json.WriteStartObject("sensorMetadata");
            json.WriteString("startTime", excursion.Start.UtcDateTime);
            json.WriteString("endTime", excursion.AlarmTime.UtcDateTime);
            json.WriteString("bizRules", UriOf(excursion));
            json.WriteEndObject();
            json.WriteStartArray("sensorReport");
            WriteReport(json, excursion, rules?.Rules.FirstOrDefault(rule => rule.Id == excursion.Rule));
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteString("twingrid:excursion", started.Thread);
        });
    }

    /// <summary>
    /// An object that was located, is in another region than before, or is heard at a place: seen at the read point
    /// <c>urn:twingrid:site/region</c> or <c>urn:twingrid:site/region/zone</c>. It has no business location, because where a thing is
    /// kept is for business events to say, and no business step, because antennas don't know of business.
    /// </summary>
    /// <param name="fact">The fact.</param>
    /// <param name="place">Name of the region, or region/zone.</param>
    public static byte[] OfPlace(FactRecord fact, string place) => Written(fact, null, null, json =>
    {
        json.WriteStartObject("readPoint");
        json.WriteString("id", PlaceUri(fact.Site, place));
        json.WriteEndObject();
        json.WriteString("twingrid:site", fact.Site);
    });

    /// <summary>The URI of a place of a site's twins.</summary>
    /// <param name="site">Name of the site.</param>
    /// <param name="place">Name of a region, or region/zone.</param>
    public static string PlaceUri(string site, string place)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(place);
        return PlacePrefix + string.Join('/', place.Split('/').Prepend(site).Select(Uri.EscapeDataString));
    }

    /// <summary>Whether a URI may be one of <see cref="PlaceUri"/>.</summary>
    public static bool IsPlace(string uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        return uri.StartsWith(PlacePrefix, StringComparison.Ordinal) && uri.Contains('/', StringComparison.Ordinal);
    }

    private static byte[] Written(FactRecord fact, string? bizStep, DateTimeOffset? withdrawn, Action<Utf8JsonWriter> rest)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteString("type", "ObjectEvent");
            json.WriteString("eventID", IdPrefix + fact.Id);
            json.WriteString("eventTime", fact.Time.UtcDateTime);
            json.WriteString("eventTimeZoneOffset", "+00:00");
            if (withdrawn is { } time)
            {
                json.WriteStartObject("errorDeclaration");
                json.WriteString("declarationTime", time.UtcDateTime);
                json.WriteString("reason", "did_not_occur");
                json.WriteEndObject();
            }

            json.WriteStartArray("epcList");
            json.WriteStringValue(TwinNames.ToEpc(fact.Subject));
            json.WriteEndArray();
            json.WriteString("action", "OBSERVE");
            if (bizStep is not null)
            {
                json.WriteString("bizStep", bizStep);
            }

            rest(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Units are codes of UN/CEFACT Recommendation 20: CEL degrees Celsius, P1 percent, K40 standard acceleration of free fall.</summary>
    private static void WriteReport(Utf8JsonWriter json, Excursion excursion, ColdChainRule? rule)
    {
        (string type, string unit) = (rule as LimitRule)?.Quantity switch
        {
            MeasuredQuantity.RelativeHumidity => ("RelativeHumidity", "P1"),
            MeasuredQuantity.Shock => ("Acceleration", "K40"),
            _ => ("Temperature", "CEL"),
        };
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("exception", excursion.Kind == ExcursionKind.Gap ? "ERROR_CONDITION" : "ALARM_CONDITION");
        json.WriteString("time", excursion.AlarmTime.UtcDateTime);
        switch (excursion)
        {
            case { Kind: ExcursionKind.Gap } or { Extreme: null }:
                json.WriteString("stringValue", excursion.Kind == ExcursionKind.Gap ? "no reading" : "beyond the limit");
                break;
            case { Kind: ExcursionKind.Rate, Extreme: { } rate }:
                json.WriteString("stringValue", string.Create(CultureInfo.InvariantCulture, $"{rate} kelvins per hour"));
                break;
            case { Kind: ExcursionKind.MeanKinetic, Extreme: { } mean }:
                json.WriteNumber("meanValue", mean);
                json.WriteString("uom", unit);
                break;
            case { Extreme: { } extreme }:
                json.WriteNumber("value", extreme);
                json.WriteString("uom", unit);
                break;
        }

        json.WriteEndObject();
    }

    /// <summary>The rule as a URI: urn:twingrid:rule: with set, version and rule of the excursion's id, its beginning left away.</summary>
    private static string UriOf(Excursion excursion)
    {
        string[] parts = excursion.Id.Split('/');
        return "urn:twingrid:rule:" + string.Join('/', parts.Take(Math.Max(1, parts.Length - 1)).Select(Uri.EscapeDataString));
    }
}
