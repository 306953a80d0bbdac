using System.Collections.Immutable;
using TwinGrid.Adapters.Llrp.Wire.Schema;

namespace TwinGrid.Adapters.Llrp.Wire;

/// <summary>One message of LLRP, immutable: <c>LlrpMessage.Of("DELETE_ROSPEC", id, ("ROSpecID", 1))</c>.</summary>
public sealed class LlrpMessage : LlrpElement
{
    internal LlrpMessage(LlrpHeader header, LlrpDefinition? definition, ImmutableArray<LlrpValue> values, ImmutableArray<LlrpParameter> parameters, ReadOnlyMemory<byte> unread)
        : base(definition, header.Type, values, parameters, unread) => (Version, Id, Reserved) = (header.Version, header.Id, header.Reserved);

    /// <summary>Version of the protocol: 1 for LLRP 1.0.1, 2 for LLRP 1.1.</summary>
    public byte Version { get; }

    /// <summary>Number by which a response names its request.</summary>
    public uint Id { get; }

    /// <summary>The three bits before the version; 0 unless someone else set them.</summary>
    public byte Reserved { get; }

    /// <summary>A message of version 1; fields not named are 0 or empty.</summary>
    /// <param name="name">The standard's name, such as ADD_ROSPEC.</param>
    /// <param name="id">Number by which a response names it.</param>
    /// <param name="fields">Fields with their values.</param>
    /// <returns>The message.</returns>
    /// <exception cref="ArgumentException">No such message or field, or a value that doesn't fit its field.</exception>
    public static LlrpMessage Of(string name, uint id, params ReadOnlySpan<(string Field, LlrpValue Value)> fields)
    {
        LlrpDefinition definition = LlrpSchema.Standard.Message(name);
        return new LlrpMessage(new LlrpHeader(0, LlrpHeader.Version101, definition.Type, 0, id), definition, definition.Empty, [], default).Set(fields);
    }

    /// <summary>The same message with other values in some fields.</summary>
    /// <param name="fields">Fields with their values.</param>
    /// <returns>The changed message.</returns>
    /// <exception cref="ArgumentException">No such field, or a value that doesn't fit it.</exception>
    public LlrpMessage Set(params ReadOnlySpan<(string Field, LlrpValue Value)> fields) => new(Header, Definition, Changed(fields), Parameters, Unread);

    /// <summary>The same message with further parameters, after those that it has.</summary>
    /// <param name="parameters">The further ones, in the standard's order.</param>
    /// <returns>The larger message.</returns>
    public LlrpMessage With(params ReadOnlySpan<LlrpParameter> parameters) => new(Header, Known, Values, Parameters.AddRange(parameters), Unread);

    /// <summary>The same message in another version of the protocol.</summary>
    /// <param name="version">1 for LLRP 1.0.1, 2 for LLRP 1.1.</param>
    /// <returns>The message in that version.</returns>
    public LlrpMessage InVersion(byte version) => new(Header with { Version = version }, Definition, Values, Parameters, Unread);

    /// <summary>The same message under another number.</summary>
    /// <param name="id">The number.</param>
    /// <returns>The message under it.</returns>
    public LlrpMessage WithId(uint id) => new(Header with { Id = id }, Definition, Values, Parameters, Unread);

    /// <inheritdoc/>
    public override bool Equals(LlrpElement? other) => base.Equals(other) && ((LlrpMessage)other!).Header == Header;

    /// <summary>The header without the length, which only the encoded bytes have.</summary>
    internal LlrpHeader Header => new(Reserved, Version, Type, 0, Id);
}
