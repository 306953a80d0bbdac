using System.Text.Json;

namespace TwinGrid.Trace.Events.Rules;

/// <summary>The two kinds of documents, without their events, which are checked one by one.</summary>
internal static class DocumentRules
{
    private static readonly ValueRule Events = new KindRule("an array of events", value => value.ValueKind == JsonValueKind.Array);

    private static readonly ObjectRule Attribute = new(
        OtherNames.Any,
        ["id"],
        ("id", Values.Uri),
        ("attribute", new AttributeRule()));

    private static readonly ObjectRule VocabularyElement = new(
        OtherNames.Any,
        ["id"],
        ("id", Values.Identifier),
        ("attributes", new ArrayRule(Attribute)),
        ("children", new ArrayRule(Values.Identifier)));

    private static readonly ArrayRule VocabularyList = new(new ObjectRule(
        OtherNames.Any,
        ["type"],
        ("type", Values.Uri),
        ("vocabularyElementList", new ArrayRule(VocabularyElement))));

    private static readonly ObjectRule Header = new(
        OtherNames.Uris,
        [],
        ("epcisMasterData", new ObjectRule(OtherNames.Any, [], ("vocabularyList", VocabularyList))));

    /// <summary>EPCISDocument: events as they are captured.</summary>
    public static ObjectRule Document { get; } = new(
        OtherNames.Uris,
        ["@context", "type", "schemaVersion", "creationDate", "epcisBody"],
        ("@context", ContextRule.Instance),
        ("id", Values.Uri),
        ("type", Values.Text),
        ("schemaVersion", Values.Version),
        ("creationDate", Values.Time),
        ("instanceIdentifier", Values.Text),
        ("sender", Values.Text),
        ("receiver", Values.Text),
        ("epcisHeader", Header),
        ("epcisBody", new ObjectRule(OtherNames.Any, ["eventList"], ("eventList", Events))));

    /// <summary>EPCISQueryDocument: events as a query answers them.</summary>
    public static ObjectRule QueryDocument { get; } = new(
        OtherNames.Uris,
        ["@context", "type", "epcisBody"],
        ("@context", ContextRule.Instance),
        ("id", Values.Uri),
        ("type", Values.Text),
        ("schemaVersion", Values.Version),
        ("creationDate", Values.Time),
        ("epcisBody", new ObjectRule(
            OtherNames.Uris,
            ["queryResults"],
            ("queryResults", new ObjectRule(
                OtherNames.Uris,
                ["queryName", "resultsBody"],
                ("queryName", Values.Text),
                ("subscriptionID", Values.Text),
                ("resultsBody", new ObjectRule(
                    OtherNames.Uris,
                    ["eventList"],
                    ("eventList", Events),
                    ("vocabularyList", VocabularyList))))))));
}

/// <summary>The value of an attribute of master data: a number, a string or an object.</summary>
internal sealed class AttributeRule : ValueRule
{
    /// <inheritdoc/>
    public override Fault? Check(JsonElement value) => value.ValueKind is JsonValueKind.Number or JsonValueKind.String or JsonValueKind.Object
        ? AnyRule.Instance.Check(value)
        : Fault.At(value, "a number, a string or an object");
}
