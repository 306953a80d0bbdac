using System.Collections.Frozen;
using System.Collections.Immutable;

namespace TwinGrid.Adapters.Llrp.Wire.Schema;

/// <summary>The make-up of one message or parameter: its fields in the order of the wire, then the parameters that follow them.</summary>
public sealed class LlrpDefinition
{
    /// <summary>Message and parameter type of extensions of vendors.</summary>
    public const int CustomType = 1023;

    private readonly FrozenDictionary<string, int> _ordinals;

    internal LlrpDefinition(string name, bool isMessage, int type, uint? vendor, uint subtype, ImmutableArray<LlrpField> fields, ImmutableArray<LlrpSlot> slots)
    {
        (Name, IsMessage, Type, Vendor, Subtype, Fields, Slots) = (name, isMessage, type, vendor, subtype, fields, slots);
        _ordinals = fields.Select((field, ordinal) => (field, ordinal)).Where(pair => pair.field.Kind != LlrpFieldKind.Reserved)
            .ToFrozenDictionary(pair => pair.field.Name, pair => pair.ordinal);
        Empty = [.. fields.Select(field => field.Empty)];
    }

    /// <summary>The standard's name, such as ADD_ROSPEC or ROSpec.</summary>
    public string Name { get; }

    /// <summary>A message; otherwise a parameter.</summary>
    public bool IsMessage { get; }

    /// <summary>Type number: of a message 0 to 1023, of a parameter with a length (TLV) 128 to 1023, of one without (TV) 1 to 127.</summary>
    public int Type { get; }

    /// <summary>A parameter of a fixed length, written without one (TV).</summary>
    public bool IsShort => !IsMessage && Type < 128;

    /// <summary>IANA number of the vendor whose extension this is, or null for the standard's own.</summary>
    public uint? Vendor { get; }

    /// <summary>The vendor's number of the extension; 0 for the standard's own.</summary>
    public uint Subtype { get; }

    /// <summary>Fields in the order of the wire, reserved bits among them.</summary>
    public ImmutableArray<LlrpField> Fields { get; }

    /// <summary>Places for parameters, in the standard's order.</summary>
    public ImmutableArray<LlrpSlot> Slots { get; }

    /// <summary>A value for each field, as a new message or parameter has them.</summary>
    internal ImmutableArray<LlrpValue> Empty { get; }

    /// <summary>Place of a field in <see cref="Fields"/>.</summary>
    /// <param name="field">The standard's name of the field.</param>
    /// <returns>Its place from 0.</returns>
    /// <exception cref="ArgumentException">No such field.</exception>
    public int Ordinal(string field) => _ordinals.TryGetValue(field, out int ordinal)
        ? ordinal
        : throw new ArgumentException($"{Name}: expected one of its fields ({string.Join(", ", Fields.Where(each => each.Name.Length > 0).Select(each => each.Name))}), found '{field}'");
}
