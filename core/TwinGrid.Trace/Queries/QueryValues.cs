using System.Collections.Immutable;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Events.Vocabulary;
using TwinGrid.Trace.Identifiers;
using TwinGrid.Trace.Queries.Content;

namespace TwinGrid.Trace.Queries;

/// <summary>Values of parameters in the canonical forms that stores keep.</summary>
/// <param name="names">What the query's prefixes stand for; null when it says nothing of that.</param>
internal sealed class QueryValues(JsonLdContext? names)
{
    private static readonly string[] Truth = ["true", "false"];

    /// <summary>URIs of things, classes, places and parties.</summary>
    public ImmutableArray<string> Epcs(QueryParameter parameter) => [.. parameter.Values.Select(value => UriTest.Canonical(null, value, names))];

    /// <summary>Words of a vocabulary, or URIs.</summary>
    public ImmutableArray<string> Words(QueryParameter parameter, CbvVocabulary vocabulary) => [.. parameter.Values.Select(value => Word(parameter, vocabulary, value))];

    /// <summary>A word of a vocabulary, or a URI.</summary>
    public string Word(QueryParameter parameter, CbvVocabulary vocabulary, string value) =>
        Cbv.CanonicalUri(vocabulary, value) is null ? throw parameter.Fault($"a word of {vocabulary} or a URI") : UriTest.Canonical(vocabulary, value, names);

    /// <summary>The text itself.</summary>
    public static Comparison Texts(Relation relation, QueryParameter parameter) => new(relation, relation == Relation.Equal ? parameter.Values : [parameter.Sole()]);

    /// <summary>Numbers.</summary>
    public static Comparison Numbers(Relation relation, QueryParameter parameter)
    {
        Comparison comparison = Texts(relation, parameter);
        return comparison.Values.All(value => Comparison.TryNumber(value, out _)) ? comparison : throw parameter.Fault("a number");
    }

    /// <summary>One time.</summary>
    public static DateTimeOffset Time(QueryParameter parameter) => EpcisTime.TryParse(parameter.Sole(), out DateTimeOffset time)
        ? time
        : throw parameter.Fault("a time with its zone such as 2026-01-31T12:00:00Z");

    /// <summary>True or false; EXISTS_… may also say 1 or 0, as the query schema does.</summary>
    public static bool Flag(QueryParameter parameter) => parameter.Sole() switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        _ => throw parameter.Fault(string.Join(" or ", Truth)),
    };

    /// <summary>What a MATCH_ parameter asks for: a condition that stores have an index for, unless there are patterns.</summary>
    public EventCondition Match(QueryParameter parameter, ImmutableArray<EpcRole> roles)
    {
        var patterns = ImmutableArray.CreateBuilder<EpcPattern>();
        var plain = ImmutableArray.CreateBuilder<string>();
        foreach (string value in parameter.Values)
        {
            try
            {
                if (EpcPattern.TryRead(value) is { } pattern)
                {
                    patterns.Add(pattern);
                }
                else
                {
                    plain.Add(UriTest.Canonical(null, value, names));
                }
            }
            catch (EpcException fault)
            {
                throw new EpcisException(parameter.Name, $"a URI or a pattern ({fault.Message})", value);
            }
        }

        return patterns.Count == 0 ? new MentionCondition(roles, plain.ToImmutable()) : new PatternCondition(roles, plain.ToImmutable(), patterns.ToImmutable());
    }
}
