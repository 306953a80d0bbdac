using System.Collections.Immutable;
using System.Runtime.InteropServices;
using TwinGrid.Adapters.Llrp.Wire.Schema;

namespace TwinGrid.Adapters.Llrp.Wire;

/// <summary>
/// What a message and a parameter have in common: a value for each field and the parameters inside, in the order of the wire.
/// What the standard's table doesn't know has no definition and keeps its bytes in <see cref="Unread"/>.
/// </summary>
public abstract class LlrpElement : IEquatable<LlrpElement>
{
    private protected LlrpElement(LlrpDefinition? definition, int type, ImmutableArray<LlrpValue> values, ImmutableArray<LlrpParameter> parameters, ReadOnlyMemory<byte> unread)
        => (Definition, Type, Values, Parameters, Unread) = (definition, type, values, parameters, unread);

    /// <summary>Its make-up, or null when the table doesn't know its type.</summary>
    public LlrpDefinition? Definition { get; }

    /// <summary>Type number on the wire.</summary>
    public int Type { get; }

    /// <summary>The standard's name, or "type N" when the table doesn't know it.</summary>
    public string Name => Definition?.Name ?? $"type {Type}";

    /// <summary>A value for each field of the definition, reserved bits among them.</summary>
    public ImmutableArray<LlrpValue> Values { get; }

    /// <summary>The parameters inside, in the order of the wire.</summary>
    public ImmutableArray<LlrpParameter> Parameters { get; }

    /// <summary>The bytes after the header of what has no definition; empty otherwise.</summary>
    public ReadOnlyMemory<byte> Unread { get; }

    /// <summary>The value of a field.</summary>
    /// <param name="field">The standard's name of the field.</param>
    /// <exception cref="ArgumentException">No such field.</exception>
    public LlrpValue this[string field] => Values[Known.Ordinal(field)];

    /// <summary>The number that a field holds.</summary>
    /// <param name="field">The standard's name of the field.</param>
    /// <returns>The number.</returns>
    /// <exception cref="ArgumentException">No such field.</exception>
    public long Number(string field) => this[field].Number;

    /// <summary>Whether a field of one bit is set.</summary>
    /// <param name="field">The standard's name of the field.</param>
    /// <returns>True when it isn't 0.</returns>
    /// <exception cref="ArgumentException">No such field.</exception>
    public bool Flag(string field) => this[field].Number != 0;

    /// <summary>The text of a field, or the name of an enumerated value; its number where the standard gives no name.</summary>
    /// <param name="field">The standard's name of the field.</param>
    /// <returns>The text.</returns>
    /// <exception cref="ArgumentException">No such field.</exception>
    public string Text(string field)
    {
        LlrpField asked = Known.Fields[Known.Ordinal(field)];
        LlrpValue value = this[field];
        return asked.Enumeration is null || !value.IsNumber ? value.IsNumber ? value.ToString() : value.Text
            : asked.Enumeration.NameOf(value.Number) ?? value.ToString();
    }

    /// <summary>The first parameter of a name inside, or null.</summary>
    /// <param name="name">The standard's name of the parameter.</param>
    /// <returns>The parameter or null.</returns>
    public LlrpParameter? Find(string name)
    {
        foreach (LlrpParameter parameter in Parameters)
        {
            if (parameter.Definition?.Name == name)
            {
                return parameter;
            }
        }

        return null;
    }

    /// <summary>All parameters of a name inside, in the order of the wire.</summary>
    /// <param name="name">The standard's name of the parameter.</param>
    /// <returns>The parameters.</returns>
    public IEnumerable<LlrpParameter> FindAll(string name) => Parameters.Where(parameter => parameter.Definition?.Name == name);

    /// <summary>The first parameter of a name inside.</summary>
    /// <param name="name">The standard's name of the parameter.</param>
    /// <returns>The parameter.</returns>
    /// <exception cref="FormatException">There is none.</exception>
    public LlrpParameter Require(string name) => Find(name) ?? throw new FormatException($"{Name}: expected a parameter {name}, found none");

    /// <inheritdoc/>
    public virtual bool Equals(LlrpElement? other) => other is not null && GetType() == other.GetType() && Type == other.Type && Definition == other.Definition
        && Values.SequenceEqual(other.Values) && Parameters.SequenceEqual(other.Parameters) && Unread.Span.SequenceEqual(other.Unread.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LlrpElement);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Type, Values.Length, Parameters.Length, Unread.Length);

    /// <summary>The element for people, with its fields and all that it holds, such as <c>KEEPALIVE</c> or <c>AntennaID(AntennaID=1)</c>.</summary>
    public override string ToString()
    {
        string fields = Definition is null ? Convert.ToHexString(Unread.Span)
            : string.Join(' ', Definition.Fields.Select((field, ordinal) => (field, ordinal)).Where(pair => pair.field.Name.Length > 0).Select(pair => $"{pair.field.Name}={Values[pair.ordinal]}"));
        string inside = Parameters.IsEmpty ? string.Empty : $"{{{string.Join(' ', Parameters)}}}";
        return $"{Name}{(fields.Length == 0 ? string.Empty : $"({fields})")}{inside}";
    }

    private protected LlrpDefinition Known => Definition ?? throw new ArgumentException($"{Name}: expected a type of the standard, found one without known fields");

    private protected ImmutableArray<LlrpValue> Changed(ReadOnlySpan<(string Field, LlrpValue Value)> fields)
    {
        if (fields.IsEmpty)
        {
            return Values;
        }

        LlrpValue[] values = [.. Values];
        foreach ((string field, LlrpValue value) in fields)
        {
            int ordinal = Known.Ordinal(field);
            values[ordinal] = Known.Fields[ordinal].Accept(value);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(values);
    }
}
