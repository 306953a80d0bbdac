using System.Collections.Immutable;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Events.Vocabulary;
using TwinGrid.Trace.Queries.Content;

namespace TwinGrid.Trace.Queries;

/// <summary>
/// Parameters on sensor elements. Each is a test of its own, as the standard has them: EQ_type=Temperature with GE_value_CEL=8 also
/// finds an event where one report is of temperature and another one has the number.
/// </summary>
internal static class SensorFields
{
    private const string Metadata = "sensorElementList/sensorMetadata/";
    private const string Report = "sensorElementList/sensorReport/";
    private static readonly string[] Numbers = ["value", "minValue", "maxValue", "meanValue", "sDev", "percValue"];

    private static readonly string[] Uris =
    [
        "deviceID", "dataProcessingMethod", "bizRules", "microorganism", "chemicalSubstance", "coordinateReferenceSystem", "deviceMetadata", "rawData", "uriValue",
    ];

    /// <summary>Reads a parameter; null when it is none of these.</summary>
    /// <exception cref="EpcisException">Its value is none that it can have.</exception>
    public static ContentTest? TryRead(QueryParameter parameter, QueryValues values)
    {
        string[] parts = parameter.Name.Split('_');
        if (parts.Length is not (2 or 3) || Relations.Of(parts[0]) is not { } relation)
        {
            return null;
        }

        string name = parts[1];
        if (parts.Length == 3)
        {
            return Numbers.Contains(name) ? new MeasurementTest(name, parts[2], QueryValues.Numbers(relation, parameter)) : null;
        }

        return (name, relation) switch
        {
            ("type", Relation.Equal) => Words("type", CbvVocabulary.MeasurementType),
            ("exception", Relation.Equal) => Words("exception", CbvVocabulary.SensorAlertType),
            ("component", Relation.Equal) => Words("component", CbvVocabulary.Component),
            ("stringValue" or "hexBinaryValue", Relation.Equal) => new ValueTest(Paths(name), new Comparison(relation, parameter.Values)),
            ("booleanValue", Relation.Equal) => new ValueTest(Paths(name), new Comparison(relation, [QueryValues.Flag(parameter) ? "true" : "false"])),
            ("percRank", _) => new ValueTest(Paths(name), QueryValues.Numbers(relation, parameter)),
            ("time" or "startTime" or "endTime", Relation.GreaterOrEqual or Relation.Less) => Time(name, relation, parameter),
            (_, Relation.Equal) when Uris.Contains(name) => new UriTest(Paths(name), null, values.Epcs(parameter)),
            _ => null,
        };

        UriTest Words(string member, CbvVocabulary vocabulary) => new(Paths(member), vocabulary, values.Words(parameter, vocabulary));
    }

    private static ValueTest Time(string name, Relation relation, QueryParameter parameter)
    {
        QueryValues.Time(parameter);
        return new ValueTest(Paths(name), new Comparison(relation, parameter.Values));
    }

    private static ImmutableArray<ContentPath> Paths(string name) => [ContentPath.Of(Metadata + name), ContentPath.Of(Report + name)];
}
