using System.Collections.Immutable;
using TwinGrid.Adapters.Llrp.Wire.Schema;

namespace TwinGrid.Adapters.Llrp.Wire;

/// <summary>
/// One parameter of LLRP, immutable. Build it from its name and fields, and give it what it holds:
/// <c>LlrpParameter.Of("ROBoundarySpec").With(LlrpParameter.Of("ROSpecStartTrigger", ("ROSpecStartTriggerType", "Immediate")), ...)</c>.
/// </summary>
public sealed class LlrpParameter : LlrpElement
{
    internal LlrpParameter(
        LlrpDefinition? definition, int type, ImmutableArray<LlrpValue> values, ImmutableArray<LlrpParameter> parameters, ReadOnlyMemory<byte> unread, int reserved)
        : base(definition, type, values, parameters, unread) => Reserved = reserved;

    /// <summary>The five bits before the type of a parameter with a length; 0 unless someone else set them.</summary>
    public int Reserved { get; }

    /// <summary>A parameter of the standard or of a vendor known to the table; fields not named are 0 or empty.</summary>
    /// <param name="name">The standard's name, such as ROSpec.</param>
    /// <param name="fields">Fields with their values.</param>
    /// <returns>The parameter.</returns>
    /// <exception cref="ArgumentException">No such parameter or field, or a value that doesn't fit its field.</exception>
    public static LlrpParameter Of(string name, params ReadOnlySpan<(string Field, LlrpValue Value)> fields)
    {
        LlrpDefinition definition = LlrpSchema.Standard.Parameter(name);
        return new LlrpParameter(definition, definition.Type, definition.Empty, [], default, 0).Set(fields);
    }

    /// <summary>The same parameter with other values in some fields.</summary>
    /// <param name="fields">Fields with their values.</param>
    /// <returns>The changed parameter.</returns>
    /// <exception cref="ArgumentException">No such field, or a value that doesn't fit it.</exception>
    public LlrpParameter Set(params ReadOnlySpan<(string Field, LlrpValue Value)> fields) =>
        new(Definition, Type, Changed(fields), Parameters, Unread, Reserved);

    /// <summary>The same parameter with further ones inside, after those that it has.</summary>
    /// <param name="parameters">The further ones, in the standard's order.</param>
    /// <returns>The larger parameter.</returns>
    public LlrpParameter With(params ReadOnlySpan<LlrpParameter> parameters) =>
        new(Known, Type, Values, Parameters.AddRange(parameters), Unread, Reserved);

    /// <inheritdoc/>
    public override bool Equals(LlrpElement? other) => base.Equals(other) && ((LlrpParameter)other!).Reserved == Reserved;
}
