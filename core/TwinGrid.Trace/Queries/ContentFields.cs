using TwinGrid.Trace.Events;
using TwinGrid.Trace.Events.Vocabulary;
using TwinGrid.Trace.Queries.Content;

namespace TwinGrid.Trace.Queries;

/// <summary>Parameters on the standard's fields that only the JSON holds: business transactions, sources, destinations, persistent dispositions.</summary>
internal static class ContentFields
{
    private static readonly (string Prefix, string List, string Member, CbvVocabulary Vocabulary)[] Lists =
    [
        ("EQ_bizTransaction_", "bizTransactionList", "bizTransaction", CbvVocabulary.BizTransactionType),
        ("EQ_source_", "sourceList", "source", CbvVocabulary.SourceDestType),
        ("EQ_destination_", "destinationList", "destination", CbvVocabulary.SourceDestType),
    ];

    /// <summary>Reads a parameter; false when it is none of these.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="values">Its values' forms.</param>
    /// <param name="test">What it asks for; null when it asks for nothing.</param>
    /// <exception cref="EpcisException">Its value is none that it can have.</exception>
    public static bool TryRead(QueryParameter parameter, QueryValues values, out ContentTest? test)
    {
        test = parameter.Name switch
        {
            "EQ_persistentDisposition_set" => Persistent("set"),
            "EQ_persistentDisposition_unset" => Persistent("unset"),
            "EXISTS_sensorElementList" when QueryValues.Flag(parameter) => new PresenceTest(ContentPath.Of("sensorElementList")),
            "EXISTS_ilmd" when QueryValues.Flag(parameter) => new PresenceTest(ContentPath.Of("ilmd")),
            _ => Typed(parameter, values),
        };
        return test is not null || parameter.Name is "EXISTS_sensorElementList" or "EXISTS_ilmd";

        UriTest Persistent(string member) =>
            new([ContentPath.Of("persistentDisposition/" + member)], CbvVocabulary.Disposition, values.Words(parameter, CbvVocabulary.Disposition));
    }

    private static TypedListTest? Typed(QueryParameter parameter, QueryValues values)
    {
        foreach ((string prefix, string list, string member, CbvVocabulary vocabulary) in Lists)
        {
            if (parameter.Name.StartsWith(prefix, StringComparison.Ordinal))
            {
                string type = values.Word(parameter, vocabulary, parameter.Name[prefix.Length..]);
                return new TypedListTest(ContentPath.Of(list), member, vocabulary, type, values.Epcs(parameter));
            }
        }

        return null;
    }
}
