namespace TwinGrid.Adapters.Configuration;

/// <summary>A place in a text.</summary>
/// <param name="Line">Line from 1.</param>
/// <param name="Column">Column from 1.</param>
public readonly record struct ConfigMark(int Line, int Column);

/// <summary>A value of a YAML or JSON text that knows where it stands.</summary>
/// <param name="Mark">Where it begins.</param>
public abstract record ConfigNode(ConfigMark Mark)
{
    private const int LongestQuote = 60;

    /// <summary>The value in few words, for messages.</summary>
    public string Shown => this switch
    {
        ConfigScalar { IsPlain: true, Text.Length: 0 } => "nothing",
        ConfigScalar { IsPlain: true } scalar => $"'{Cut(scalar.Text)}'",
        ConfigScalar scalar => $"\"{Cut(scalar.Text)}\" in quotes",
        ConfigMap map => map.Entries.Count == 0 ? "an empty map" : $"a map with '{map.Entries[0].Key}'",
        ConfigList list => $"a list of {list.Items.Count}",
        _ => "something else",
    };

    private static string Cut(string text) => text.Length > LongestQuote ? text[..LongestQuote] + "…" : text;
}

/// <summary>Text, a number, true, false or nothing.</summary>
/// <param name="Mark">Where it begins.</param>
/// <param name="Text">The text as written, escapes resolved.</param>
/// <param name="IsPlain">Whether it stands without quotes: only then it may be a number, true, false or null.</param>
public sealed record ConfigScalar(ConfigMark Mark, string Text, bool IsPlain) : ConfigNode(Mark)
{
    /// <summary>Whether it says that there is no value.</summary>
    public bool IsNull => IsPlain && (Text is "" or "~" or "null");
}

/// <summary>Values by key, in the order of the text.</summary>
/// <param name="Mark">Where it begins.</param>
/// <param name="Entries">The keys with their values, each key once.</param>
public sealed record ConfigMap(ConfigMark Mark, IReadOnlyList<ConfigEntry> Entries) : ConfigNode(Mark)
{
    /// <summary>The value of a key; null where there is none.</summary>
    public ConfigNode? Find(string key)
    {
        foreach (ConfigEntry entry in Entries)
        {
            if (entry.Key == key)
            {
                return entry.Value;
            }
        }

        return null;
    }
}

/// <summary>A key with its value.</summary>
/// <param name="Key">The key.</param>
/// <param name="Mark">Where the key stands.</param>
/// <param name="Value">Its value.</param>
public sealed record ConfigEntry(string Key, ConfigMark Mark, ConfigNode Value);

/// <summary>Values in order.</summary>
/// <param name="Mark">Where it begins.</param>
/// <param name="Items">The values.</param>
public sealed record ConfigList(ConfigMark Mark, IReadOnlyList<ConfigNode> Items) : ConfigNode(Mark);
