using System.Text.Json;
using TwinGrid.Trace.Events.Rules;

namespace TwinGrid.Trace.Events.Hashing;

/// <summary>Writes an event as the text whose digest is its id.</summary>
/// <param name="context">The context that its names are under.</param>
internal sealed class PreHash(JsonLdContext context)
{
    private readonly HashValue _value = new(context);

    /// <summary>The text of an event.</summary>
    public string Of(JsonElement happening)
    {
        JsonElement type = default;
        bool isEvent = happening.ValueKind == JsonValueKind.Object && happening.TryGetProperty("type"u8, out type) && type.ValueKind == JsonValueKind.String;
        if (!isEvent)
        {
            throw new EpcisException("", "an event", Fault.Describe(happening));
        }

        return $"eventType={context.Expand(type.GetString()!)}{Ordered(happening, HashField.Event)}{Rest(happening, HashField.Event)}";
    }

    /// <summary>An object of the standard: its own fields in their order, then a user's.</summary>
    private string Fields(JsonElement value, HashField[] order) => Ordered(value, order) + Rest(value, order);

    private string Ordered(JsonElement value, HashField[] order)
    {
        var texts = new List<string>();
        foreach (HashField field in order)
        {
            if (value.TryGetProperty(field.Name, out JsonElement member))
            {
                texts.Add(Text(field, member));
            }
        }

        return string.Concat(texts);
    }

    private string Text(HashField field, JsonElement value)
    {
        IEnumerable<JsonElement> items = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];
        string text = Sorted(items.Select(item => One(field.Item ?? field.Name, field, item)));
        return field.Item is null || text.Length == 0 ? text : field.Name + text;
    }

    private string One(string name, HashField field, JsonElement item)
    {
        string text = field.Fields is { } fields && item.ValueKind == JsonValueKind.Object
            ? Fields(item, fields)
            : Assigned(field.IsTime ? HashValue.OfTime(item) : _value.Of(item, field.Vocabulary));
        return text.Length == 0 ? "" : name + text;
    }

    /// <summary>Fields without a place of their own: lists of pairs, ilmd, and a user's.</summary>
    private string Rest(JsonElement value, HashField[] order)
    {
        List<string>? texts = null;
        foreach (JsonProperty member in value.EnumerateObject())
        {
            bool isIgnored = order == HashField.Event && Array.Exists(HashField.Ignored, member.NameEquals);
            if (isIgnored || Array.Exists(order, field => member.NameEquals(field.Name)))
            {
                continue;
            }

            HashField? pair = order == HashField.Event ? Array.Find(HashField.Pairs, field => member.NameEquals(field.Name)) : null;
            if (pair is not null)
            {
                (texts ??= []).Add(pair.Name + Sorted(member.Value.EnumerateArray().Select(item => Ordered(item, pair.Fields!))));
            }
            else
            {
                Add(texts ??= [], member);
            }
        }

        return texts is null ? "" : Sorted(texts);
    }

    /// <summary>Any member: one text for a value, one for each item of an array.</summary>
    private void Add(List<string> texts, JsonProperty member)
    {
        if (HashField.Comments.Contains(member.Name))
        {
            return;
        }

        string name = context.NameOf(member.Name);
        IEnumerable<JsonElement> items = member.Value.ValueKind == JsonValueKind.Array ? member.Value.EnumerateArray() : [member.Value];
        foreach (JsonElement item in items)
        {
            texts.Add(name + Any(item));
        }
    }

    private string Any(JsonElement value)
    {
        var texts = new List<string>();
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty member in value.EnumerateObject())
                {
                    Add(texts, member);
                }

                break;
            case JsonValueKind.Array:
                texts.AddRange(value.EnumerateArray().Select(Any));
                break;
            default:
                return Assigned(_value.Of(value, null));
        }

        return Sorted(texts);
    }

    private static string Assigned(string text) => text.Length == 0 ? "" : "=" + text;

    private static string Sorted(IEnumerable<string> texts)
    {
        string[] sorted = [.. texts];
        Array.Sort(sorted, CodePointOrder.Instance);
        return string.Concat(sorted);
    }
}
