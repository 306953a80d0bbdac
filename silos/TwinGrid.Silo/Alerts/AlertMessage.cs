using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using TwinGrid.Trace.ColdChain.Excursions;
using TwinGrid.Trace.Facts;

namespace TwinGrid.Silo.Alerts;

/// <summary>A fact as it is told outside: the same bytes for the same record, so that one told again is recognised.</summary>
internal static class AlertMessage
{
    /// <summary>Stands for all kinds where kinds are named.</summary>
    public const string AnyKind = "*";

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One JSON object: id, sequence, record_time, kind, site, subject, time, thread, payload.</summary>
    public static byte[] Of(LoggedFact logged)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteString("id", logged.Fact.Id);
            json.WriteNumber("sequence", logged.Sequence);
            json.WriteString("record_time", logged.RecordTime.UtcDateTime);
            json.WriteString("kind", logged.Fact.Kind);
            json.WriteString("site", logged.Fact.Site);
            json.WriteString("subject", logged.Fact.Subject);
            json.WriteString("time", logged.Fact.Time.UtcDateTime);
            if (logged.Fact.Thread is { } thread)
            {
                json.WriteString("thread", thread);
            }

            json.WritePropertyName("payload");
            json.WriteRawValue(logged.Fact.Payload);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Whether a listener that asked for some kinds and a site wants a fact.</summary>
    /// <param name="kinds">The kinds; none for those of excursions, <see cref="AnyKind"/> among them for all.</param>
    /// <param name="site">The site; null for all.</param>
    /// <param name="fact">The fact.</param>
    public static bool IsWanted(IReadOnlyList<string> kinds, string? site, FactRecord fact) =>
        (site is null || site == fact.Site)
        && (kinds.Count == 0 ? ExcursionFacts.Kinds.Contains(fact.Kind) : kinds.Contains(fact.Kind) || kinds.Contains(AnyKind));

    /// <summary>Names of kinds, checked.</summary>
    /// <exception cref="ArgumentException">One is no name of a kind.</exception>
    public static IReadOnlyList<string> Kinds(IEnumerable<string>? kinds)
    {
        string[] all = [.. (kinds ?? []).Distinct(StringComparer.Ordinal)];
        return Array.Find(all, kind => kind != AnyKind && (kind.Length is 0 or > 100 || !kind.All(letter => char.IsAsciiLetterLower(letter) || letter == '-'))) is { } wrong
            ? throw new ArgumentException($"kinds: expected kinds of facts such as {ExcursionFacts.Started}, or *, found '{wrong}'")
            : all;
    }
}
