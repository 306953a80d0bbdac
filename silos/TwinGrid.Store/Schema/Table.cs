using System.Collections.Immutable;

namespace TwinGrid.Store.Schema;

/// <summary>A table that rows are inserted into in bulk.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns in the order in which rows write them.</param>
/// <param name="OnConflict">What to do with a row whose key is taken, in SQL; null where keys are never taken.</param>
internal sealed record Table(string Name, ImmutableArray<string> Columns, string? OnConflict = null);

/// <summary>Takes the values of a row, one after another.</summary>
internal interface IRowSink
{
    void Write(long value);

    void Write(long? value);

    void Write(string? value);

    void Write(byte[]? value);

    void Write(ReadOnlyMemory<byte> value);
}

/// <summary>A row that writes its values in the order of its table's columns.</summary>
internal interface IRow
{
    void WriteTo(IRowSink sink);
}

/// <summary>The tables that rows are inserted into in bulk.</summary>
internal static class Tables
{
    private const string IfNewer = "DO UPDATE SET time = excluded.time, seq = excluded.seq";

    public static Table Names { get; } = new("names", ["id", "hash", "text", "is_epc"]);

    public static Table Commits { get; } = new("commits", ["record_time", "first_seq"]);

    public static Table Events { get; } = new("events",
    [
        "seq", "id_hash", "event_id", "kind", "type", "action", "time", "time_offset", "record_time", "biz_step", "disposition",
        "read_point", "biz_location", "transformation_id", "context", "is_error", "withdrawn", "mentions", "error", "body",
    ]);

    public static Table Steps { get; } = new("steps",
    [
        "epc", "time", "seq", "ordinal", "role", "kind", "action", "parent", "biz_step", "disposition", "read_point", "biz_location",
        "record_time", "event_id", "withdrawn",
    ]);

    public static Table Places { get; } = new("places", ["epc", "place", "time", "seq"],
        $"(epc) {IfNewer}, place = excluded.place WHERE (excluded.time, excluded.seq) > (places.time, places.seq)");

    public static Table FieldValues { get; } = new("field_values", ["field", "value"], "(field, value) DO NOTHING");

    public static Table Facts { get; } = new("facts",
        ["seq", "id", "record_time", "site", "subject", "time", "kind", "thread", "payload", "hash"]);

    public static Table NewestFacts { get; } = new("newest_facts", ["site", "kind", "subject", "time", "seq"],
        $"(site, kind, subject) {IfNewer} WHERE (excluded.time, excluded.seq) > (newest_facts.time, newest_facts.seq)");

    public static Table Threads { get; } = new("threads", ["thread", "kind", "seq"],
        "(thread) DO UPDATE SET kind = excluded.kind, seq = excluded.seq");

    public static Table Documents { get; } = new("documents", ["collection", "key", "json"],
        "(collection, key) DO UPDATE SET json = excluded.json");
}
