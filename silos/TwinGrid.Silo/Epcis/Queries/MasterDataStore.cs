using System.Collections.Immutable;
using System.Text.Json;
using TwinGrid.Store;
using TwinGrid.Trace.Identifiers;
using TwinGrid.Trace.Queries;

namespace TwinGrid.Silo.Epcis.Queries;

/// <summary>
/// Master data that documents bring in their header (epcisHeader, epcisMasterData), kept element by element; a later document adds
/// to an element and replaces attributes of the same name.
/// </summary>
/// <param name="store">Where it is kept.</param>
internal sealed class MasterDataStore(ITraceStore store) : IDisposable
{
    private const string Collection = "epcis-master-data";
    private const int Page = 1000;
    private readonly SemaphoreSlim _gate = new(1);
    private MasterData? _all;

    /// <summary>All of it.</summary>
    public async Task<MasterData> ReadAsync(CancellationToken cancellationToken)
    {
        if (_all is { } known)
        {
            return known;
        }

        await _gate.WaitAsync(cancellationToken);
        try
        {
            return _all ??= await LoadAsync(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Keeps what a document's header says; durable on return.</summary>
    /// <param name="utf8">The document.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task TakeAsync(ReadOnlyMemory<byte> utf8, CancellationToken cancellationToken)
    {
        Dictionary<string, MasterElement> brought = Parse(utf8);
        if (brought.Count == 0)
        {
            return;
        }

        await _gate.WaitAsync(cancellationToken);
        try
        {
            MasterData all = _all ?? await LoadAsync(cancellationToken);
            var merged = brought.ToDictionary(pair => pair.Key, pair => (all.Elements.GetValueOrDefault(pair.Key) ?? MasterElement.Empty).With(pair.Value));
            await store.Documents.PutAsync(Collection, [.. merged.Select(pair => new StoredDocument(pair.Key, JsonSerializer.Serialize(pair.Value)))], cancellationToken);
            _all = new MasterData(all.Elements.SetItems(merged));
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private static Dictionary<string, MasterElement> Parse(ReadOnlyMemory<byte> utf8)
    {
        var found = new Dictionary<string, MasterElement>();
        using JsonDocument json = JsonDocument.Parse(utf8);
        IEnumerable<JsonElement> elements = Member(json.RootElement, "epcisHeader", "epcisMasterData", "vocabularyList")
            .SelectMany(vocabulary => Member(vocabulary, "vocabularyElementList"));
        foreach (JsonElement element in elements)
        {
            if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty("id", out JsonElement id) && id.ValueKind == JsonValueKind.String)
            {
                string name = CanonicalEpc.Of(id.GetString()!);
                found[name] = found.GetValueOrDefault(name, MasterElement.Empty).With(new MasterElement(
                    Member(element, "attributes").Where(attribute => attribute.ValueKind == JsonValueKind.Object && attribute.TryGetProperty("id", out JsonElement key) && key.ValueKind == JsonValueKind.String)
                        .Aggregate(ImmutableDictionary<string, string>.Empty, (all, attribute) => all.SetItem(attribute.GetProperty("id").GetString()!, Text(attribute))),
                    [.. Member(element, "children").Where(child => child.ValueKind == JsonValueKind.String).Select(child => CanonicalEpc.Of(child.GetString()!))]));
            }
        }

        return found;
    }

    private static string Text(JsonElement attribute) => !attribute.TryGetProperty("attribute", out JsonElement value) ? ""
        : value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    /// <summary>The items of the array that names lead to; none where the way ends.</summary>
    private static IEnumerable<JsonElement> Member(JsonElement root, params string[] names)
    {
        foreach (string name in names)
        {
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(name, out root))
            {
                yield break;
            }
        }

        if (root.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in root.EnumerateArray())
            {
                yield return item;
            }
        }
    }

    private async Task<MasterData> LoadAsync(CancellationToken cancellationToken)
    {
        var elements = ImmutableDictionary.CreateBuilder<string, MasterElement>();
        string? after = null;
        while (true)
        {
            IReadOnlyList<StoredDocument> page = await store.Documents.ListAsync(Collection, after, Page, cancellationToken);
            foreach (StoredDocument document in page)
            {
                elements[document.Key] = JsonSerializer.Deserialize<MasterElement>(document.Json)!;
            }

            if (page.Count < Page)
            {
                return new MasterData(elements.ToImmutable());
            }

            after = page[^1].Key;
        }
    }
}
