using System.Collections.Frozen;
using System.Collections.Immutable;

namespace TwinGrid.Adapters.Llrp.Wire.Schema;

/// <summary>
/// The table of messages and parameters that the codec works by: those of LLRP 1.0.1 and 1.1 and the extensions of Impinj readers.
/// Where 1.1 gave a meaning to bits that 1.0.1 reserved, the table has the meaning.
/// </summary>
public sealed class LlrpSchema
{
    private static readonly string[] Chapters = ["general", "capabilities", "configuration", "operation", "access", "reports", "c1g2", "impinj"];

    private readonly FrozenDictionary<string, LlrpDefinition> _messages, _parameters;
    private readonly LlrpDefinition?[] _messageTypes = new LlrpDefinition?[LlrpDefinition.CustomType + 1];
    private readonly LlrpDefinition?[] _parameterTypes = new LlrpDefinition?[LlrpDefinition.CustomType + 1];
    private readonly FrozenDictionary<(uint Vendor, uint Subtype), LlrpDefinition> _customMessages, _customs;

    internal LlrpSchema(IReadOnlyCollection<LlrpDefinition> definitions, IReadOnlyCollection<LlrpEnumeration> enumerations)
    {
        All = [.. definitions];
        Enumerations = [.. enumerations];
        _messages = definitions.Where(each => each.IsMessage).ToFrozenDictionary(each => each.Name);
        _parameters = definitions.Where(each => !each.IsMessage).ToFrozenDictionary(each => each.Name);
        _customMessages = definitions.Where(each => each is { IsMessage: true, Vendor: not null }).ToFrozenDictionary(each => (each.Vendor!.Value, each.Subtype));
        _customs = definitions.Where(each => each is { IsMessage: false, Vendor: not null }).ToFrozenDictionary(each => (each.Vendor!.Value, each.Subtype));
        foreach (LlrpDefinition definition in definitions.Where(each => each.Vendor is null))
        {
            (definition.IsMessage ? _messageTypes : _parameterTypes)[definition.Type] = definition;
        }
    }

    /// <summary>The table, read once.</summary>
    public static LlrpSchema Standard { get; } = Load();

    /// <summary>All messages and parameters.</summary>
    public ImmutableArray<LlrpDefinition> All { get; }

    /// <summary>All enumerations.</summary>
    public ImmutableArray<LlrpEnumeration> Enumerations { get; }

    /// <summary>A message by name.</summary>
    /// <param name="name">The standard's name.</param>
    /// <returns>Its make-up.</returns>
    /// <exception cref="ArgumentException">No such message.</exception>
    public LlrpDefinition Message(string name) => _messages.GetValueOrDefault(name) ?? throw new ArgumentException($"expected a message of LLRP, found '{name}'");

    /// <summary>A parameter by name.</summary>
    /// <param name="name">The standard's name.</param>
    /// <returns>Its make-up.</returns>
    /// <exception cref="ArgumentException">No such parameter.</exception>
    public LlrpDefinition Parameter(string name) => _parameters.GetValueOrDefault(name) ?? throw new ArgumentException($"expected a parameter of LLRP, found '{name}'");

    /// <summary>A message by its type, or null.</summary>
    /// <param name="type">0 to 1023.</param>
    /// <returns>Its make-up or null.</returns>
    public LlrpDefinition? FindMessage(int type) => _messageTypes[type];

    /// <summary>A parameter by its type, or null.</summary>
    /// <param name="type">0 to 1023.</param>
    /// <returns>Its make-up or null.</returns>
    public LlrpDefinition? FindParameter(int type) => _parameterTypes[type];

    /// <summary>A vendor's message, or null.</summary>
    /// <param name="vendor">IANA number of the vendor.</param>
    /// <param name="subtype">The vendor's number of the message.</param>
    /// <returns>Its make-up or null.</returns>
    public LlrpDefinition? FindCustomMessage(uint vendor, uint subtype) => _customMessages.GetValueOrDefault((vendor, subtype));

    /// <summary>A vendor's parameter, or null.</summary>
    /// <param name="vendor">IANA number of the vendor.</param>
    /// <param name="subtype">The vendor's number of the parameter.</param>
    /// <returns>Its make-up or null.</returns>
    public LlrpDefinition? FindCustom(uint vendor, uint subtype) => _customs.GetValueOrDefault((vendor, subtype));

    private static LlrpSchema Load()
    {
        var text = new LlrpSchemaText();
        foreach (string chapter in Chapters)
        {
            using Stream stream = typeof(LlrpSchema).Assembly.GetManifestResourceStream($"{chapter}.llrp")!;
            using var reader = new StreamReader(stream);
            text.Read($"{chapter}.llrp", reader.ReadToEnd());
        }

        return text.Build();
    }
}
