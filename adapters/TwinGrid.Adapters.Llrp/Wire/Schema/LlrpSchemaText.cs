using System.Collections.Immutable;
using System.Globalization;

namespace TwinGrid.Adapters.Llrp.Wire.Schema;

/// <summary>
/// Reads the table of the standard from its chapters, plain text of this form (indented lines belong to the line above; # begins a comment):
/// <code>
/// message 20 ADD_ROSPEC           a message with its type
/// custom-message 25882/21 NAME    a vendor's message with vendor and subtype
/// tlv 177 ROSpec                  a parameter with a length
/// tv 1 AntennaID                  a parameter of fixed length
/// custom 25882/23 NAME            a vendor's parameter
///   u8 CurrentState : ROSpecState fields: u1 to u64, s8 to s64, u96, bits, bytes, u16s, u32s, text, rest, then the enumeration if any
///   reserved 7                    bits without a meaning
///   1-n AISpec | LoopSpec         parameters: how many (1, 0-1, 1-n, 0-n) of which
/// enum ROSpecState                names of values
///   0 Disabled
/// </code>
/// </summary>
internal sealed class LlrpSchemaText
{
    private readonly List<(string Place, string[] Head, List<string[]> Rows)> _blocks = [];

    /// <summary>Takes in one chapter.</summary>
    public void Read(string chapter, string text)
    {
        int number = 0;
        foreach (string line in text.Split('\n'))
        {
            number++;
            string[] words = line.Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0)
            {
                continue;
            }

            if (char.IsWhiteSpace(line[0]))
            {
                _blocks[^1].Rows.Add(words);
            }
            else
            {
                _blocks.Add(($"{chapter}, line {number}", words, []));
            }
        }
    }

    /// <summary>Builds the table once all chapters are in.</summary>
    /// <exception cref="FormatException">A line that isn't of the form, or a name that nothing in the table has.</exception>
    public LlrpSchema Build()
    {
        Dictionary<string, LlrpEnumeration> enumerations = _blocks.Where(block => block.Head[0] == "enum").ToDictionary(
            block => block.Head[1],
            block => new LlrpEnumeration(block.Head[1], [.. block.Rows.Select(row => KeyValuePair.Create(long.Parse(row[0], CultureInfo.InvariantCulture), row[1]))]));
        var definitions = new List<LlrpDefinition>();
        foreach ((string place, string[] head, List<string[]> rows) in _blocks.Where(block => block.Head[0] != "enum"))
        {
            try
            {
                definitions.Add(Definition(head, rows, enumerations));
            }
            catch (Exception exception) when (exception is FormatException or KeyNotFoundException or IndexOutOfRangeException or OverflowException)
            {
                throw new FormatException($"{place}: {exception.Message}", exception);
            }
        }

        HashSet<string> parameters = [.. definitions.Where(each => !each.IsMessage).Select(each => each.Name)];
        return definitions.SelectMany(each => each.Slots.SelectMany(slot => slot.Names)).FirstOrDefault(name => !parameters.Contains(name)) is { } stranger
            ? throw new FormatException($"expected a parameter of the table, found '{stranger}'")
            : new LlrpSchema(definitions, enumerations.Values);
    }

    private static LlrpDefinition Definition(string[] head, List<string[]> rows, Dictionary<string, LlrpEnumeration> enumerations)
    {
        bool isMessage = head[0] is "message" or "custom-message";
        if (!isMessage && head[0] is not ("tlv" or "tv" or "custom"))
        {
            throw new FormatException($"expected message, custom-message, tlv, tv, custom or enum, found '{head[0]}'");
        }

        uint[] numbers = [.. head[1].Split('/').Select(number => uint.Parse(number, CultureInfo.InvariantCulture))];
        bool custom = numbers.Length == 2;
        ImmutableArray<LlrpField> fields = [.. rows.Where(row => !char.IsAsciiDigit(row[0][0])).Select(row => Field(row, enumerations))];
        ImmutableArray<LlrpSlot> slots = [.. rows.Where(row => char.IsAsciiDigit(row[0][0])).Select(Slot)];
        return new LlrpDefinition(
            head[2], isMessage, custom ? LlrpDefinition.CustomType : (int)numbers[0], custom ? numbers[0] : null, custom ? numbers[1] : 0, fields, slots);
    }

    private static LlrpField Field(string[] row, Dictionary<string, LlrpEnumeration> enumerations)
    {
        if (row[0] == "reserved")
        {
            return new LlrpField(string.Empty, LlrpFieldKind.Reserved, int.Parse(row[1], CultureInfo.InvariantCulture), null);
        }

        LlrpEnumeration? enumeration = row.Length > 3 ? enumerations[row[3]] : null;
        (LlrpFieldKind kind, int bits) = row[0] switch
        {
            "bits" => (LlrpFieldKind.BitVector, 0),
            "bytes" => (LlrpFieldKind.ByteVector, 0),
            "u16s" => (LlrpFieldKind.WordVector, 0),
            "u32s" => (LlrpFieldKind.LongVector, 0),
            "text" => (LlrpFieldKind.Text, 0),
            "rest" => (LlrpFieldKind.Rest, 0),
            "u96" => (LlrpFieldKind.Fixed, 96),
            ['u', .. string length] => (LlrpFieldKind.Natural, int.Parse(length, CultureInfo.InvariantCulture)),
            ['s', .. string length] => (LlrpFieldKind.TwosComplement, int.Parse(length, CultureInfo.InvariantCulture)),
            _ => throw new FormatException($"expected the kind of a field, found '{row[0]}'"),
        };
        return new LlrpField(row[1], kind, bits, enumeration);
    }

    private static LlrpSlot Slot(string[] row)
    {
        (int least, int most) = row[0] switch
        {
            "1" => (1, 1),
            "0-1" => (0, 1),
            "1-n" => (1, int.MaxValue),
            "0-n" => (0, int.MaxValue),
            _ => throw new FormatException($"expected 1, 0-1, 1-n or 0-n, found '{row[0]}'"),
        };
        return new LlrpSlot(least, most, [.. row.Skip(1).Where(word => word != "|")]);
    }
}
