using TwinGrid.Trace.Events.Vocabulary;

namespace TwinGrid.Trace.Events.Rules;

/// <summary>The members of each event type: EPCIS 2.0 section 7.4 and GS1's JSON schema.</summary>
internal static class EventRules
{
    /// <summary>The one member that may stand twice, because one of GS1's own examples has it so.</summary>
    private const string EventId = "eventID";

    private static readonly ObjectRule Quantity = new(
        OtherNames.None,
        ["epcClass"],
        ("epcClass", Values.Identifier),
        ("quantity", Values.Amount),
        ("uom", Values.Unit));

    private static readonly ObjectRule BizTransaction = new(
        OtherNames.None,
        ["bizTransaction"],
        ("type", new WordRule(CbvVocabulary.BizTransactionType)),
        ("bizTransaction", Values.Identifier));

    private static readonly WordRule Disposition = new(CbvVocabulary.Disposition);
    private static readonly ArrayRule Dispositions = new(Disposition) { Fewest = 1, IsUnique = true };
    private static readonly ObjectRule Place = new(OtherNames.Any, ["id"], ("id", Values.Identifier));
    private static readonly ArrayRule Epcs = new(Values.Identifier);
    private static readonly ArrayRule UniqueEpcs = new(Values.Identifier) { IsUnique = true };
    private static readonly ArrayRule Quantities = new(Quantity);
    private static readonly ArrayRule BizTransactions = new(BizTransaction);

    private static readonly ObjectRule Error = new(
        OtherNames.Uris,
        ["declarationTime"],
        ("declarationTime", Values.Time),
        ("reason", new WordRule(CbvVocabulary.ErrorReason)),
        ("correctiveEventIDs", new ArrayRule(Values.Uri)));

    private static readonly (string Name, ValueRule Rule)[] Common =
    [
        ("@context", ContextRule.Instance),
        ("type", Values.Text),
        ("eventTime", Values.Time),
        ("recordTime", Values.Time),
        ("eventTimeZoneOffset", Values.TimeZoneOffset),
        (EventId, Values.Uri),
        ("certificationInfo", new OneOrManyRule(Values.Uri)),
        ("errorDeclaration", Error),
    ];

    private static readonly (string Name, ValueRule Rule)[] Business =
    [
        .. Common,
        ("bizStep", new WordRule(CbvVocabulary.BizStep)),
        ("disposition", Disposition),
        ("readPoint", Place),
        ("bizLocation", Place),
        ("bizTransactionList", BizTransactions),
        ("sourceList", new ArrayRule(Party("source"))),
        ("destinationList", new ArrayRule(Party("destination"))),
        ("sensorElementList", SensorRules.ElementList),
    ];

    private static readonly (string Name, ValueRule Rule)[] Making =
    [
        .. Business,
        ("persistentDisposition", new PersistentDispositionRule(Dispositions)),
        ("ilmd", new ObjectRule(OtherNames.Uris, [])),
    ];

    private static readonly ObjectRule[] Rules =
    [
        Event(["action"], [.. Making, ("action", Values.Action), ("epcList", UniqueEpcs), ("quantityList", Quantities)]),
        Event(["action"], [.. Business, .. Containing]),
        Event(["action", "parentID"], [.. Business, .. Containing]),
        Event(
            ["action", "bizTransactionList"],
            [
                .. Business.Select(row => row.Rule == BizTransactions ? (row.Name, new ArrayRule(BizTransaction) { Fewest = 1 }) : row),
                ("action", Values.Action),
                ("parentID", Values.Identifier),
                ("epcList", Epcs),
                ("quantityList", Quantities),
            ]),
        Event(
            [],
            [
                .. Making,
                ("transformationID", Values.Identifier),
                ("inputEPCList", UniqueEpcs),
                ("inputQuantityList", Quantities),
                ("outputEPCList", UniqueEpcs),
                ("outputQuantityList", Quantities),
            ]),
        new ObjectRule(OtherNames.Any, Required, Common) { Repeatable = EventId },
    ];

    /// <summary>Every member of every type: what an extended event may have borrowed.</summary>
    public static ObjectRule Every { get; } = new(
        OtherNames.Any,
        [],
        [
            .. Making,
            .. Containing,
            ("epcList", Epcs),
            ("quantityList", Quantities),
            ("transformationID", Values.Identifier),
            ("inputEPCList", Epcs),
            ("inputQuantityList", Quantities),
            ("outputEPCList", Epcs),
            ("outputQuantityList", Quantities),
        ]);

    private static string[] Required => ["type", "eventTime", "eventTimeZoneOffset"];

    private static (string Name, ValueRule Rule)[] Containing =>
    [
        ("action", Values.Action), ("parentID", Values.Identifier), ("childEPCs", Epcs), ("childQuantityList", Quantities),
    ];

    /// <summary>The rule of a type.</summary>
    public static ObjectRule Of(EventKind kind) => Rules[(int)kind];

    private static ObjectRule Event(string[] required, (string Name, ValueRule Rule)[] members) =>
        new(OtherNames.Uris, [.. Required, .. required], members) { Repeatable = EventId };

    private static ObjectRule Party(string name) => new(
        OtherNames.None,
        ["type", name],
        ("type", new WordRule(CbvVocabulary.SourceDestType)),
        (name, Values.Identifier));
}
