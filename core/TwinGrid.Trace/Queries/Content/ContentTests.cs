using System.Collections.Immutable;
using System.Text.Json;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Events.Vocabulary;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Trace.Queries.Content;

/// <summary>Something is there.</summary>
/// <param name="Path">Where.</param>
public sealed record PresenceTest(ContentPath Path) : ContentTest
{
    /// <inheritdoc/>
    public override bool Holds(EventContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return Path.Select(content.Root).Any(value => value.ValueKind != JsonValueKind.Null);
    }
}

/// <summary>A value of the standard's own fields stands in a relation.</summary>
/// <param name="Paths">Where it may be.</param>
/// <param name="Comparison">The relation; texts are compared as written.</param>
public sealed record ValueTest(ImmutableArray<ContentPath> Paths, Comparison Comparison) : ContentTest
{
    /// <inheritdoc/>
    public override bool Holds(EventContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return Paths.Any(path => path.Select(content.Root).Any(value => TextOf(value) is { } text && Comparison.Accepts(text)));
    }

    /// <summary>The text of a value: a string, number or truth value, or what a JSON-LD value object holds; null for all else.</summary>
    internal static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Object when value.TryGetProperty("@value"u8, out JsonElement inner) => TextOf(inner),
        _ => null,
    };
}

/// <summary>A URI or word of a vocabulary is one of some, in whatever spelling.</summary>
/// <param name="Paths">Where it may be.</param>
/// <param name="Vocabulary">Vocabulary of its words; null for identifiers and URIs.</param>
/// <param name="Values">The values, canonical.</param>
public sealed record UriTest(ImmutableArray<ContentPath> Paths, CbvVocabulary? Vocabulary, ImmutableArray<string> Values) : ContentTest
{
    /// <inheritdoc/>
    public override bool Holds(EventContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return Paths.Any(path => path.Select(content.Root).Any(value =>
            value.ValueKind == JsonValueKind.String && Values.Contains(Canonical(Vocabulary, value.GetString()!, content.Names))));
    }

    /// <summary>The canonical form of a value.</summary>
    /// <param name="vocabulary">Vocabulary of its words; null for identifiers and URIs.</param>
    /// <param name="value">The value as written.</param>
    /// <param name="names">What its prefix stands for; null for none.</param>
    internal static string Canonical(CbvVocabulary? vocabulary, string value, JsonLdContext? names)
    {
        string? standard = vocabulary is { } known && Cbv.CanonicalUri(known, value) is { } uri && uri != value ? uri : null;
        return standard ?? (vocabulary is null ? CanonicalEpc.Of(names?.Expand(value) ?? value) : names?.Expand(value) ?? value);
    }
}

/// <summary>A list names something under a type: bizTransactionList, sourceList, destinationList.</summary>
/// <param name="List">Name of the list.</param>
/// <param name="Member">The member that names it.</param>
/// <param name="Vocabulary">Vocabulary of the types.</param>
/// <param name="Type">The type, canonical.</param>
/// <param name="Values">What may be named, canonical.</param>
public sealed record TypedListTest(ContentPath List, string Member, CbvVocabulary Vocabulary, string Type, ImmutableArray<string> Values) : ContentTest
{
    /// <inheritdoc/>
    public override bool Holds(EventContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return List.Select(content.Root).Any(item =>
            item.ValueKind == JsonValueKind.Object
            && item.TryGetProperty("type"u8, out JsonElement type) && type.ValueKind == JsonValueKind.String
            && UriTest.Canonical(Vocabulary, type.GetString()!, content.Names) == Type
            && item.TryGetProperty(Member, out JsonElement named) && named.ValueKind == JsonValueKind.String
            && Values.Contains(UriTest.Canonical(null, named.GetString()!, content.Names)));
    }
}

/// <summary>A sensor report gives a number in a unit that stands in a relation; numbers in other units are not converted.</summary>
/// <param name="Member">value, minValue, maxValue, meanValue, sDev or percValue.</param>
/// <param name="Unit">The unit, UN/CEFACT code.</param>
/// <param name="Comparison">The relation.</param>
public sealed record MeasurementTest(string Member, string Unit, Comparison Comparison) : ContentTest
{
    private static readonly ContentPath Reports = ContentPath.Of("sensorElementList/sensorReport");

    /// <inheritdoc/>
    public override bool Holds(EventContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return Reports.Select(content.Root).Any(report =>
            report.ValueKind == JsonValueKind.Object
            && report.TryGetProperty("uom"u8, out JsonElement unit) && unit.ValueEquals(Unit)
            && report.TryGetProperty(Member, out JsonElement number)
            && ValueTest.TextOf(number) is { } text && Comparison.TryNumber(text, out decimal value) && Comparison.Accepts(value));
    }
}
