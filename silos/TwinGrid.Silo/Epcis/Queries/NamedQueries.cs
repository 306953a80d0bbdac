using System.Text.Json;
using System.Text.RegularExpressions;
using TwinGrid.Silo.Epcis.Events;
using TwinGrid.Silo.Epcis.Protocol;
using TwinGrid.Store;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Queries;

namespace TwinGrid.Silo.Epcis.Queries;

/// <summary>Queries that clients gave a name; durable.</summary>
/// <param name="store">Where they are kept.</param>
/// <param name="master">Master data.</param>
internal sealed partial class NamedQueries(ITraceStore store, MasterDataStore master)
{
    private const string Collection = "epcis-queries";

    /// <summary>Keeps a query.</summary>
    /// <param name="utf8">{"name": …, "query": {…}}.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Its name.</returns>
    /// <exception cref="EpcisProblem">It is no query, or its name is taken.</exception>
    public async Task<string> AddAsync(ReadOnlyMemory<byte> utf8, CancellationToken cancellationToken)
    {
        using JsonDocument json = Parse(utf8);
        JsonElement root = json.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("name", out JsonElement named) || named.ValueKind != JsonValueKind.String)
        {
            throw EpcisProblem.Validation(new EpcisException("/name", "the query's name", "no text"));
        }

        string name = named.GetString()!;
        if (!Name().IsMatch(name))
        {
            throw EpcisProblem.Validation(new EpcisException("/name", "1 to 100 letters, digits and any of . _ - ~", name));
        }

        if (!root.TryGetProperty("query", out JsonElement query))
        {
            throw EpcisProblem.Validation(new EpcisException("/query", "the query's parameters", "nothing"));
        }

        Read(query, MasterData.Empty);
        bool isFree = name != EventResource.SimpleEventQuery && await store.Documents.AddAsync(Collection, new StoredDocument(name, root.GetRawText()), cancellationToken);
        return isFree ? name : throw EpcisProblem.Taken($"query {name} is there already");
    }

    /// <summary>A query as it was given; null where there is none.</summary>
    public Task<string?> FindAsync(string name, CancellationToken cancellationToken) => store.Documents.FindAsync(Collection, name, cancellationToken);

    /// <summary>A query ready to be asked.</summary>
    /// <exception cref="EpcisProblem">There is none of that name.</exception>
    public async Task<EventQuery> ReadAsync(string name, CancellationToken cancellationToken)
    {
        string text = await FindAsync(name, cancellationToken) ?? throw Missing(name);
        using JsonDocument json = JsonDocument.Parse(text);
        return Read(json.RootElement.GetProperty("query"), await master.ReadAsync(cancellationToken));
    }

    /// <summary>Queries in the order of their names.</summary>
    public Task<IReadOnlyList<StoredDocument>> ListAsync(string? after, int count, CancellationToken cancellationToken) =>
        store.Documents.ListAsync(Collection, after, count, cancellationToken);

    /// <summary>Removes a query; answers whether there was one.</summary>
    public Task<bool> RemoveAsync(string name, CancellationToken cancellationToken) => store.Documents.DeleteAsync(Collection, name, cancellationToken);

    /// <summary>Says that a query is not there.</summary>
    public static EpcisProblem Missing(string name) => EpcisProblem.Missing($"no query {name}");

    /// <summary>A body as JSON.</summary>
    /// <exception cref="EpcisProblem">It is none.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            return JsonDocument.Parse(utf8);
        }
        catch (JsonException fault)
        {
            throw EpcisProblem.Validation(new EpcisException("", "JSON", fault.Message));
        }
    }

    private static EventQuery Read(JsonElement query, MasterData master)
    {
        try
        {
            JsonLdContext? names = query.ValueKind == JsonValueKind.Object && query.TryGetProperty("@context", out JsonElement context) ? JsonLdContext.Parse(context.GetRawText()) : null;
            return QueryReader.Read(QueryParameter.OfJson(query), names, master);
        }
        catch (EpcisException fault)
        {
            throw EpcisProblem.Parameter(fault);
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9._~-]{1,100}\z")]
    private static partial Regex Name();
}
