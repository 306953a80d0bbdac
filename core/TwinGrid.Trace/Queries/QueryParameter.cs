using System.Collections.Immutable;
using System.Text.Json;
using TwinGrid.Trace.Events;

namespace TwinGrid.Trace.Queries;

/// <summary>A parameter of a query as a client wrote it.</summary>
/// <param name="Name">Its name, such as EQ_bizStep.</param>
/// <param name="Values">Its values as text, at least one.</param>
public sealed record QueryParameter(string Name, ImmutableArray<string> Values)
{
    private const char Separator = '|';

    /// <summary>Parameters of a URL's query string: a list is one value with | between, as the OpenAPI document of EPCIS has it.</summary>
    /// <param name="pairs">Names and values, unescaped.</param>
    /// <exception cref="EpcisException">A parameter comes twice, or has no value.</exception>
    public static ImmutableArray<QueryParameter> OfUrl(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        return Distinct(pairs.Select(pair => new QueryParameter(pair.Key, [.. pair.Value.Split(Separator)])));
    }

    /// <summary>Parameters of a query written as a JSON object; its @context is left out.</summary>
    /// <exception cref="EpcisException">It is no object, a parameter comes twice, or a value is neither text, number nor truth value, nor a list of them.</exception>
    public static ImmutableArray<QueryParameter> OfJson(JsonElement query) => query.ValueKind == JsonValueKind.Object
        ? Distinct(query.EnumerateObject().Where(member => member.Name != "@context").Select(member => new QueryParameter(member.Name, ValuesOf(member))))
        : throw new EpcisException("query", "an object of parameters", query.ValueKind.ToString());

    /// <summary>The single value.</summary>
    /// <exception cref="EpcisException">There are several.</exception>
    public string Sole() => Values.Length == 1 ? Values[0] : throw Fault("one value");

    /// <summary>A refusal of its value.</summary>
    /// <param name="expected">What would do.</param>
    public EpcisException Fault(string expected) => new(Name, expected, string.Join(Separator, Values));

    private static ImmutableArray<string> ValuesOf(JsonProperty member) => member.Value.ValueKind switch
    {
        JsonValueKind.Array when member.Value.GetArrayLength() > 0 => [.. member.Value.EnumerateArray().Select(item => ValueOf(member.Name, item))],
        // The query schema lets EXISTS_… be null.
        JsonValueKind.Null => ["true"],
        _ => [ValueOf(member.Name, member.Value)],
    };

    private static string ValueOf(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => throw new EpcisException(name, "text, a number, a truth value, or a list of them that is not empty", value.GetRawText()),
    };

    private static ImmutableArray<QueryParameter> Distinct(IEnumerable<QueryParameter> parameters)
    {
        var known = new HashSet<string>();
        var kept = ImmutableArray.CreateBuilder<QueryParameter>();
        foreach (QueryParameter parameter in parameters)
        {
            if (!known.Add(parameter.Name))
            {
                throw new EpcisException(parameter.Name, "it once, with | between its values", "it twice");
            }

            kept.Add(parameter.Values.Contains("") ? throw parameter.Fault("a value") : parameter);
        }

        return kept.ToImmutable();
    }
}
