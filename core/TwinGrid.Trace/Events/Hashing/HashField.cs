using TwinGrid.Trace.Events.Vocabulary;

namespace TwinGrid.Trace.Events.Hashing;

/// <summary>A field in the canonical order.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Item">Name of its items where it is a list that is written once with its items behind it; else null.</param>
/// <param name="Fields">Fields of its values where they are objects; else null.</param>
/// <param name="Vocabulary">The vocabulary of its words; else null.</param>
internal sealed record HashField(string Name, string? Item = null, HashField[]? Fields = null, CbvVocabulary? Vocabulary = null)
{
    private static readonly HashField[] Quantity = [new("epcClass"), new("quantity"), new("uom")];
    private static readonly HashField[] Place = [new("id")];

    private static readonly HashField[] Metadata =
    [
        new("time"), new("startTime"), new("endTime"), new("deviceID"), new("deviceMetadata"), new("rawData"),
        new("dataProcessingMethod"), new("bizRules"),
    ];

    private static readonly HashField[] Report =
    [
        new("type", Vocabulary: CbvVocabulary.MeasurementType), new("exception", Vocabulary: CbvVocabulary.SensorAlertType),
        new("deviceID"), new("deviceMetadata"), new("rawData"), new("dataProcessingMethod"), new("time"), new("microorganism"),
        new("chemicalSubstance"), new("value"), new("component", Vocabulary: CbvVocabulary.Component), new("stringValue"),
        new("booleanValue"), new("hexBinaryValue"), new("uriValue"), new("minValue"), new("maxValue"), new("meanValue"),
        new("sDev"), new("percRank"), new("percValue"), new("uom"), new("coordinateReferenceSystem"),
    ];

    /// <summary>The fields of an event that have a place of their own; all others follow in the order of their text.</summary>
    public static HashField[] Event { get; } =
    [
        new("eventTime"),
        new("eventTimeZoneOffset"),
        new("certificationInfo"),
        new("parentID"),
        new("epcList", "epc"),
        new("inputEPCList", "epc"),
        new("childEPCs", "epc"),
        new("quantityList", "quantityElement", Quantity),
        new("childQuantityList", "quantityElement", Quantity),
        new("inputQuantityList", "quantityElement", Quantity),
        new("outputEPCList", "epc"),
        new("outputQuantityList", "quantityElement", Quantity),
        new("action"),
        new("transformationID"),
        new("bizStep", Vocabulary: CbvVocabulary.BizStep),
        new("disposition", Vocabulary: CbvVocabulary.Disposition),
        new(
            "persistentDisposition",
            Fields: [new("set", Vocabulary: CbvVocabulary.Disposition), new("unset", Vocabulary: CbvVocabulary.Disposition)]),
        new("readPoint", Fields: Place),
        new("bizLocation", Fields: Place),
        new("sensorElementList", "sensorElement", [new("sensorMetadata", Fields: Metadata), new("sensorReport", Fields: Report)]),
    ];

    /// <summary>Lists of pairs of type and value, which stand among the other fields.</summary>
    public static HashField[] Pairs { get; } =
    [
        new("bizTransactionList", Fields: Pair("bizTransaction", CbvVocabulary.BizTransactionType)),
        new("sourceList", Fields: Pair("source", CbvVocabulary.SourceDestType)),
        new("destinationList", Fields: Pair("destination", CbvVocabulary.SourceDestType)),
    ];

    /// <summary>Fields of an event that are no content.</summary>
    public static string[] Ignored { get; } = ["recordTime", "eventID", "type", "errorDeclaration", "@context"];

    /// <summary>Members that are no content wherever they stand.</summary>
    public static string[] Comments { get; } = ["rdfs:comment", "comment"];

    /// <summary>Whether its values are times.</summary>
    public bool IsTime { get; } = Name is "eventTime" or "time" or "startTime" or "endTime";

    private static HashField[] Pair(string name, CbvVocabulary vocabulary) => [new("type", Vocabulary: vocabulary), new(name)];
}
