using System.Collections.Immutable;

namespace TwinGrid.Store.Schema;

/// <summary>
/// The steps by which the schema came to be: never changed once released, only added to. {int}, {text}, {blob}, {clustered} and
/// {seq} are the dialect's. Times are ticks of UTC everywhere, because PostgreSQL's own type rounds to microseconds.
/// </summary>
internal static class Migrations
{
    /// <summary>Migration n stands at n − 1.</summary>
    public static ImmutableArray<string> All { get; } = [DocumentsAndFacts, Events, FactViews, PlacesUnindexed];

    private const string DocumentsAndFacts = """
        CREATE TABLE documents (
            collection {text} NOT NULL, key {text} NOT NULL, json {text} NOT NULL, PRIMARY KEY (collection, key)){clustered};
        CREATE TABLE facts (
            seq {int} PRIMARY KEY, id {blob} NOT NULL UNIQUE, record_time {int} NOT NULL, site {text} NOT NULL, subject {text} NOT NULL,
            time {int} NOT NULL, kind {text} NOT NULL, thread {text}, payload {text} NOT NULL, hash {blob} NOT NULL);
        """;

    private const string Events = """
        CREATE TABLE names (id {int} PRIMARY KEY, hash {int} NOT NULL, text {text} NOT NULL, is_epc {int} NOT NULL);
        CREATE INDEX names_hash ON names (hash);
        CREATE INDEX names_epc ON names (text) WHERE is_epc = 1;
        CREATE TABLE commits (record_time {int} PRIMARY KEY, first_seq {int} NOT NULL);
        CREATE TABLE events (
            seq {int} PRIMARY KEY, id_hash {int} NOT NULL, event_id {blob} NOT NULL, kind {int} NOT NULL, type {int} NOT NULL,
            action {int}, time {int} NOT NULL, time_offset {int} NOT NULL, record_time {int} NOT NULL, biz_step {int},
            disposition {int}, read_point {int}, biz_location {int}, transformation_id {int}, context {int} NOT NULL,
            is_error {int} NOT NULL, withdrawn {int} NOT NULL, mentions {blob} NOT NULL, error {blob}, body {blob} NOT NULL);
        CREATE INDEX events_id ON events (id_hash);
        CREATE INDEX events_time ON events (time{seq});
        CREATE INDEX events_biz_step ON events (biz_step, time{seq}) WHERE biz_step IS NOT NULL;
        CREATE INDEX events_read_point ON events (read_point, time{seq}) WHERE read_point IS NOT NULL;
        CREATE INDEX events_biz_location ON events (biz_location, time{seq}) WHERE biz_location IS NOT NULL;
        CREATE INDEX events_transformation_id ON events (transformation_id, time{seq}) WHERE transformation_id IS NOT NULL;
        CREATE TABLE steps (
            epc {int} NOT NULL, time {int} NOT NULL, seq {int} NOT NULL, ordinal {int} NOT NULL, role {int} NOT NULL,
            kind {int} NOT NULL, action {int}, parent {int}, biz_step {int}, disposition {int}, read_point {int},
            biz_location {int}, record_time {int} NOT NULL, event_id {blob} NOT NULL, withdrawn {int} NOT NULL,
            PRIMARY KEY (epc, time, seq, ordinal)){clustered};
        CREATE INDEX steps_parent ON steps (parent, time, seq) WHERE parent IS NOT NULL;
        CREATE TABLE places (epc {int} PRIMARY KEY, place {int} NOT NULL, time {int} NOT NULL, seq {int} NOT NULL);
        CREATE INDEX places_place ON places (place, epc);
        CREATE TABLE field_values (field {int} NOT NULL, value {text} NOT NULL, PRIMARY KEY (field, value)){clustered};
        """;

    private const string FactViews = """
        CREATE INDEX facts_subject ON facts (site, subject, time{seq});
        CREATE INDEX facts_thread ON facts (thread{seq}) WHERE thread IS NOT NULL;
        CREATE TABLE newest_facts (
            site {text} NOT NULL, kind {text} NOT NULL, subject {text} NOT NULL, time {int} NOT NULL, seq {int} NOT NULL,
            PRIMARY KEY (site, kind, subject)){clustered};
        CREATE TABLE threads (thread {text} NOT NULL PRIMARY KEY, kind {text} NOT NULL, seq {int} NOT NULL){clustered};
        CREATE INDEX threads_kind ON threads (kind, seq);
        INSERT INTO newest_facts (site, kind, subject, time, seq)
            SELECT site, kind, subject, time, seq FROM (
                SELECT site, kind, subject, time, seq,
                    row_number() OVER (PARTITION BY site, kind, subject ORDER BY time DESC, seq DESC) AS rank FROM facts) AS ranked
            WHERE rank = 1;
        INSERT INTO threads (thread, kind, seq)
            SELECT thread, kind, seq FROM facts WHERE seq IN (SELECT max(seq) FROM facts WHERE thread IS NOT NULL GROUP BY thread);
        """;

    /// <summary>Nearly every event moves a thing in that index, twice at random; who is last seen at a place is asked seldom, and one pass over the things tells.</summary>
    private const string PlacesUnindexed = "DROP INDEX places_place;";
}
