using System.Text.Json;
using TwinGrid.Trace.Events;

namespace TwinGrid.Trace.Queries.Content;

/// <summary>Name of a field of someone's own as a query gives it: with a prefix, or written out.</summary>
/// <param name="Text">As the query has it, its prefix written out where the query says what it stands for.</param>
/// <param name="Local">What every spelling of it ends with: the letters behind the last of : / and #.</param>
public sealed record FieldName(string Text, string Local)
{
    /// <summary>Reads a name.</summary>
    /// <param name="text">example:myField, or http://ns.example.com/epcis/myField; a # between namespace and name is allowed.</param>
    /// <param name="names">The query's prefixes; null for none: then a prefix is compared with that of the event.</param>
    public static FieldName Of(string text, JsonLdContext? names)
    {
        ArgumentNullException.ThrowIfNull(text);
        string full = names?.Expand(text) ?? text;
        return new(full, full[(full.LastIndexOfAny([':', '/', '#']) + 1)..]);
    }

    /// <summary>Whether a member of an event's JSON has this name.</summary>
    public bool Names(string member, EventContent content)
    {
        ArgumentNullException.ThrowIfNull(member);
        ArgumentNullException.ThrowIfNull(content);
        if (!member.EndsWith(Local, StringComparison.Ordinal) || !member.Contains(':', StringComparison.Ordinal))
        {
            return false;
        }

        if (member == Text)
        {
            return true;
        }

        string full = content.Names.Expand(member);
        int mark = Text.LastIndexOf('#');
        return full == Text || (mark >= 0 && full.Length == Text.Length - 1 && Text.Remove(mark, 1) == full);
    }
}

/// <summary>A field of someone's own is there, and its value stands in a relation; an array's when one of its items does.</summary>
/// <param name="Scope">Where fields are looked for: the event, its ilmd, its error declaration, its sensor elements and so on.</param>
/// <param name="Field">The field.</param>
/// <param name="IsInner">Whether it lies inside another field of the scope, at any depth, rather than in the scope itself.</param>
/// <param name="Comparison">The relation; null when it suffices that the field is there.</param>
public sealed record FieldTest(ContentPath Scope, FieldName Field, bool IsInner, Comparison? Comparison) : ContentTest
{
    /// <inheritdoc/>
    public override bool Holds(EventContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        foreach (JsonElement scope in Scope.Select(content.Root))
        {
            if (scope.ValueKind == JsonValueKind.Object && (IsInner ? IsInside(scope, content) : IsIn(scope, content)))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsIn(JsonElement scope, EventContent content)
    {
        foreach (JsonProperty member in scope.EnumerateObject())
        {
            if (Field.Names(member.Name, content) && Accepts(member.Value))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Only fields of someone's own are gone into: what the standard nests has parameters of its own.</summary>
    private bool IsInside(JsonElement scope, EventContent content) => scope.EnumerateObject()
        .Where(member => member.Name.Contains(':', StringComparison.Ordinal))
        .SelectMany(member => ContentPath.Items(member.Value))
        .Any(inner => inner.ValueKind == JsonValueKind.Object && (IsIn(inner, content) || IsInside(inner, content)));

    private bool Accepts(JsonElement value) => Comparison is null
        ? value.ValueKind != JsonValueKind.Null
        : ContentPath.Items(value).Any(item => ValueTest.TextOf(item) is { } text && Comparison.Accepts(text));
}
