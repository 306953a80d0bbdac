using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TwinGrid.Adapters.Configuration;

/// <summary>Writes nodes as JSON: for readers that know JSON alone, and to tell whether two texts mean the same.</summary>
public static class ConfigJson
{
    private static readonly JsonWriterOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON of a node in UTF-8; comments, order of writing and quotes that make no difference are gone.</summary>
    public static byte[] Of(ConfigNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text, Format))
        {
            Write(node, writer);
        }

        return text.ToArray();
    }

    /// <summary>The node that a JSON path such as <c>$.rules[2].after</c> leads to, or the last one on the way that is there.</summary>
    public static ConfigNode Find(ConfigNode root, string path)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(path);
        ConfigNode at = root;
        foreach (string step in path.Replace("[", ".[", StringComparison.Ordinal).Split('.').Skip(1))
        {
            ConfigNode? next = (at, step) switch
            {
                (ConfigList list, ['[', .. string index, ']']) when int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out int i) && i < list.Items.Count => list.Items[i],
                (ConfigMap map, _) => map.Find(step),
                _ => null,
            };
            if (next is null)
            {
                break;
            }

            at = next;
        }

        return at;
    }

    private static void Write(ConfigNode node, Utf8JsonWriter writer)
    {
        switch (node)
        {
            case ConfigMap map:
                writer.WriteStartObject();
                foreach (ConfigEntry entry in map.Entries)
                {
                    writer.WritePropertyName(entry.Key);
                    Write(entry.Value, writer);
                }

                writer.WriteEndObject();
                break;
            case ConfigList list:
                writer.WriteStartArray();
                foreach (ConfigNode item in list.Items)
                {
                    Write(item, writer);
                }

                writer.WriteEndArray();
                break;
            case ConfigScalar scalar:
                Write(scalar, writer);
                break;
        }
    }

    private static void Write(ConfigScalar scalar, Utf8JsonWriter writer)
    {
        if (scalar.IsNull)
        {
            writer.WriteNullValue();
        }
        else if (scalar is { IsPlain: true, Text: "true" or "false" })
        {
            writer.WriteBooleanValue(scalar.Text == "true");
        }
        else if (scalar.IsPlain && long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole))
        {
            writer.WriteNumberValue(whole);
        }
        else if (scalar.IsPlain && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number))
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteStringValue(scalar.Text);
        }
    }
}
