using TwinGrid.Trace.Events.Vocabulary;

namespace TwinGrid.Trace.Events.Rules;

/// <summary>Sensor elements: EPCIS 2.0 section 7.3.7.</summary>
internal static class SensorRules
{
    private static readonly ObjectRule Metadata = new(
        OtherNames.Uris,
        [],
        ("time", Values.Time),
        ("deviceID", Values.Identifier),
        ("deviceMetadata", Values.Uri),
        ("rawData", Values.Uri),
        ("startTime", Values.Time),
        ("endTime", Values.Time),
        ("dataProcessingMethod", Values.Uri),
        ("bizRules", Values.Uri));

    private static readonly ObjectRule Report = new(
        OtherNames.Uris,
        ["type"],
        ("type", new WordRule(CbvVocabulary.MeasurementType)),
        ("exception", new WordRule(CbvVocabulary.SensorAlertType)),
        ("deviceID", Values.Identifier),
        ("deviceMetadata", Values.Uri),
        ("rawData", Values.Uri),
        ("dataProcessingMethod", Values.Uri),
        ("bizRules", Values.Uri),
        ("time", Values.Time),
        ("microorganism", Values.Uri),
        ("chemicalSubstance", Values.Uri),
        ("coordinateReferenceSystem", Values.Uri),
        ("value", Values.Number),
        ("component", new WordRule(CbvVocabulary.Component)),
        ("stringValue", Values.Text),
        ("booleanValue", Values.Boolean),
        ("hexBinaryValue", Values.HexBinary),
        ("uriValue", Values.Uri),
        ("minValue", Values.Number),
        ("maxValue", Values.Number),
        ("meanValue", Values.Number),
        ("sDev", Values.Number),
        ("percRank", Values.Number),
        ("percValue", Values.Number),
        ("uom", Values.Text));

    /// <summary>sensorElementList.</summary>
    public static ArrayRule ElementList { get; } = new(new ObjectRule(
        OtherNames.Uris,
        ["sensorReport"],
        ("sensorMetadata", Metadata),
        ("sensorReport", new ArrayRule(Report) { Fewest = 1 })));
}
