using System.Text.Json;
using System.Text.Json.Nodes;

namespace TwinGrid.Trace.Tests.Events;

/// <summary>Spoils a document in one place, as people and programs do: leaves out, misnames, confuses types, overdoes.</summary>
internal static class Mutation
{
    private static readonly string[] Names =
    [
        "epcList", "childEPCs", "action", "parentID", "ilmd", "type", "id", "quantityList", "bizStep", "ex:own", "bare", "https://ns.example.org/x", "@context",
        "inputEPCList", "outputEPCList", "transformationID", "persistentDisposition", "sensorElementList", "errorDeclaration", "Not a name", "größe:x",
    ];

    private static readonly string[] Texts =
    [
        "ObjectEvent", "AggregationEvent", "TransactionEvent", "TransformationEvent", "AssociationEvent", "EPCISDocument", "ADD", "DELETE", "OBSERVE", "shipping",
        "in_transit", "po", "location", "x", "Temperature", "ALARM_CONDITION", "", "bare", "ex:word", "https://ref.gs1.org/cbv/BizStep-shipping",
        "urn:epcglobal:cbv:bizstep:shipping", "https://ns.gs1.org/cbv/BizStep-shipping", "https://gs1.org/voc/Temperature", "http://www.gs1.org/voc/Mass",
        "gs1:Temperature", "2025-03-31T13:20:05.118+02:00", "2025-02-29T13:20:05Z", "2025-03-31", "2025-03-31T24:00:00Z", "2025-03-31T13:20:05", "+14:00", "+14:01",
        "-00:00", "+1:00", "+13:59", "KG", "KGMX", "kgm", "f0f", "2.0", "2.", "urn:", "a:b c", "http://[::1]:80/x", "http://[::1/x", "urn:x:%zz", "urn:x:%41", "1:x",
        "x://", "ex:a#b#c", "ex:a?b?c#d", "ex:ä", "2016-12-31T23:59:60Z", "2016-12-31T22:59:60Z", "2025-03-31t13:20:05z",
    ];

    /// <summary>False for a document with a member twice, which cannot be taken apart into nodes.</summary>
    public static bool IsPossible(string document)
    {
        try
        {
            JsonDocument.Parse(document, new JsonDocumentOptions { AllowDuplicateProperties = false }).Dispose();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>A document with one fault, or none: some changes do no harm.</summary>
    /// <param name="document">A sound document.</param>
    /// <param name="random">Chooses.</param>
    public static string Of(string document, Random random)
    {
        JsonNode root = JsonNode.Parse(document)!;
        List<JsonNode?> places = [];
        Collect(root, places);
        if (places[random.Next(places.Count)] is JsonArray array)
        {
            OfArray(array, random);
        }
        else if (places[random.Next(places.Count)] is JsonObject item)
        {
            OfObject(item, random);
        }

        return root.ToJsonString();
    }

    private static void OfArray(JsonArray array, Random random)
    {
        int at = random.Next(array.Count + 1);
        switch (random.Next(4))
        {
            case 0: array.Clear(); break;
            case 1 when array.Count > 0: array.RemoveAt(random.Next(array.Count)); break;
            case 2 when array.Count > 0: array.Insert(at, array[random.Next(array.Count)]?.DeepClone()); break;
            default: array.Insert(at, Value(random)); break;
        }
    }

    private static void OfObject(JsonObject item, Random random)
    {
        string[] names = [.. item.Select(member => member.Key)];
        string? name = names.Length == 0 ? null : names[random.Next(names.Length)];
        switch (random.Next(6))
        {
            case 0 when name is not null:
                item.Remove(name);
                break;
            case 1 when name is not null:
                JsonNode? value = item[name]?.DeepClone();
                item.Remove(name);
                item[random.Next(2) == 0 ? name + "s" : Names[random.Next(Names.Length)]] = value;
                break;
            case 2:
                item[Names[random.Next(Names.Length)]] = Value(random);
                break;
            case 3 when name is not null:
                item[name] = new JsonArray(item[name]?.DeepClone());
                break;
            default:
                item[name ?? "bare"] = Value(random);
                break;
        }
    }

    private static JsonNode? Value(Random random) => random.Next(12) switch
    {
        0 => null,
        1 => true,
        2 => random.Next(1000),
        3 => 2.5,
        4 => new JsonArray(),
        5 => new JsonObject(),
        6 => new JsonArray("ex:a", "ex:a"),
        _ => Texts[random.Next(Texts.Length)],
    };

    private static void Collect(JsonNode? node, List<JsonNode?> places)
    {
        if (node is JsonObject item)
        {
            places.Add(item);
            foreach ((string _, JsonNode? value) in item)
            {
                Collect(value, places);
            }
        }
        else if (node is JsonArray array)
        {
            places.Add(array);
            foreach (JsonNode? value in array)
            {
                Collect(value, places);
            }
        }
    }
}
