using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace TwinGrid.Adapters.Configuration;

/// <summary>
/// Reads YAML 1.2, of which JSON is a part, into nodes that know their lines and columns. Bounded: at most <see cref="LargestText"/>
/// bytes, <see cref="Deepest"/> levels and <see cref="MostNodes"/> values, a long text as several, counted as often as aliases repeat them. Tags are refused,
/// because nothing here needs a type beyond text, number and truth.
/// </summary>
public sealed class ConfigText
{
    /// <summary>Most bytes of a text.</summary>
    public const int LargestText = 1 << 20;

    /// <summary>Most levels of maps and lists inside one another.</summary>
    public const int Deepest = 24;

    /// <summary>Most values of a text.</summary>
    public const int MostNodes = 100_000;

    private const int LettersANode = 64;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly Dictionary<string, (ConfigNode Node, int Weight)> _anchors = new(StringComparer.Ordinal);
    private readonly ConfigFaults _faults;
    private readonly Parser _parser;
    private int _nodes;

    private ConfigText(string text, ConfigFaults faults)
    {
        _parser = new Parser(new StringReader(text));
        _faults = faults;
    }

    /// <summary>Reads a text; null, with a fault added, when it has no form that can be understood. Keys that come twice are faults too.</summary>
    /// <param name="utf8">The text in UTF-8, with or without byte order mark.</param>
    /// <param name="faults">Where faults go.</param>
    public static ConfigNode? Read(ReadOnlySpan<byte> utf8, ConfigFaults faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        if (utf8.Length > LargestText)
        {
            faults.Add(new ConfigMark(1, 1), "", $"at most {LargestText} bytes", $"{utf8.Length} bytes");
            return null;
        }

        try
        {
            string text = Strict.GetString(utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8);
            return new ConfigText(text, faults).Document();
        }
        catch (DecoderFallbackException fault)
        {
            int line = 1 + utf8[..Math.Clamp(fault.Index, 0, utf8.Length)].Count((byte)'\n');
            faults.Add(new ConfigMark(line, 1), "", "text in UTF-8", "bytes that are none");
        }
        catch (Refusal refusal)
        {
            faults.Add(refusal.Mark, "", refusal.Expected, refusal.Message);
        }

        return null;
    }

    private ConfigNode Document()
    {
        Next();
        if (Next() is StreamEnd empty)
        {
            throw new Refusal(MarkOf(empty), "a map of keys", "an empty text");
        }

        ConfigNode root = Node(Next(), 0).Node;
        Next();
        return Next() is StreamEnd ? root : throw new Refusal(MarkOf(_parser.Current!), "one document", "another behind it");
    }

    private (ConfigNode Node, int Weight) Node(ParsingEvent head, int depth)
    {
        ConfigMark mark = MarkOf(head);
        if (head is AnchorAlias alias)
        {
            return _anchors.TryGetValue(alias.Value.Value, out (ConfigNode Node, int Weight) known)
                ? Counted(known, mark)
                : throw new Refusal(mark, "an alias of an anchor that stands whole before it", $"*{alias.Value.Value}");
        }

        if (depth > Deepest)
        {
            throw new Refusal(mark, $"at most {Deepest} levels", "more");
        }

        if (head is not NodeEvent node)
        {
            throw new Refusal(mark, "a value", "none");
        }

        if (!node.Tag.IsEmpty)
        {
            throw new Refusal(mark, "a value without a tag", node.Tag.ToString());
        }

        int before = _nodes;
        // Long texts count more, so that what aliases repeat is bounded in letters too.
        Count(node is Scalar { Value.Length: int letters } ? 1 + (letters / LettersANode) : 1, mark);
        ConfigNode read = node switch
        {
            Scalar scalar => new ConfigScalar(mark, scalar.Value, scalar.Style == ScalarStyle.Plain),
            SequenceStart => List(mark, depth),
            MappingStart => Map(mark, depth),
            _ => throw new Refusal(mark, "a value", "none"),
        };
        (ConfigNode, int) whole = (read, _nodes - before);
        if (!node.Anchor.IsEmpty)
        {
            _anchors[node.Anchor.Value] = whole;
        }

        return whole;
    }

    private ConfigList List(ConfigMark mark, int depth)
    {
        var items = new List<ConfigNode>();
        while (Next() is not SequenceEnd)
        {
            items.Add(Node(_parser.Current!, depth + 1).Node);
        }

        return new ConfigList(mark, items);
    }

    private ConfigMap Map(ConfigMark mark, int depth)
    {
        var entries = new List<ConfigEntry>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (Next() is not MappingEnd)
        {
            ParsingEvent head = _parser.Current!;
            if (Node(head, depth + 1).Node is not ConfigScalar key)
            {
                throw new Refusal(MarkOf(head), "a key that is text", "a map or a list");
            }

            ConfigNode value = Node(Next(), depth + 1).Node;
            if (keys.Add(key.Text))
            {
                entries.Add(new ConfigEntry(key.Text, MarkOf(head), value));
            }
            else
            {
                _faults.Add(MarkOf(head), "", "each key once in its map", $"'{key.Text}' again");
            }
        }

        return new ConfigMap(mark, entries);
    }

    private (ConfigNode Node, int Weight) Counted((ConfigNode Node, int Weight) known, ConfigMark mark)
    {
        Count(known.Weight, mark);
        return known;
    }

    private void Count(int weight, ConfigMark mark)
    {
        _nodes = _nodes <= MostNodes - weight ? _nodes + weight : throw new Refusal(mark, $"at most {MostNodes} values, those that aliases repeat among them", "more");
    }

    private ParsingEvent Next()
    {
        try
        {
            return _parser.MoveNext() ? _parser.Current! : throw new Refusal(new ConfigMark(1, 1), "a value", "the end of the text");
        }
        catch (YamlException fault)
        {
            throw new Refusal(MarkOf(fault.Start), "YAML or JSON", fault.Message);
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException or OverflowException or FormatException or IndexOutOfRangeException)
        {
            // What the library lets through of its own, in words that tell a reader nothing.
            throw new Refusal(_parser.Current is { } last ? MarkOf(last) : new ConfigMark(1, 1), "YAML or JSON", "text that breaks off behind here, or an escape that names no character");
        }
    }

    private static ConfigMark MarkOf(ParsingEvent at) => MarkOf(at.Start);

    private static ConfigMark MarkOf(in Mark at) => new((int)Math.Clamp(at.Line, 1, int.MaxValue), (int)Math.Clamp(at.Column, 1, int.MaxValue));

    /// <summary>Ends the reading of a text that has no form.</summary>
    private sealed class Refusal(ConfigMark mark, string expected, string found) : Exception(found)
    {
        public ConfigMark Mark { get; } = mark;

        public string Expected { get; } = expected;
    }
}
