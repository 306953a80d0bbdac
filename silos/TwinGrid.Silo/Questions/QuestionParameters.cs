using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using TwinGrid.Trace.Identifiers;
using TwinGrid.Trace.Questions;

namespace TwinGrid.Silo.Questions;

/// <summary>A question that can't be understood.</summary>
/// <param name="place">The parameter.</param>
/// <param name="expected">What would do.</param>
/// <param name="found">What is there.</param>
public sealed class BadQuestionException(string place, string expected, string found) : Exception($"{place}: expected {expected}, found {found}");

/// <summary>Parameters of a question: known ones, each at most once.</summary>
public sealed class QuestionParameters
{
    private readonly IQueryCollection _query;

    /// <summary>Takes the parameters of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="known">The parameters that the question has.</param>
    /// <exception cref="BadQuestionException">There is another.</exception>
    public QuestionParameters(HttpRequest request, params ReadOnlySpan<string> known)
    {
        ArgumentNullException.ThrowIfNull(request);
        _query = request.Query;
        foreach (string name in _query.Keys)
        {
            if (!known.Contains(name))
            {
                throw new BadQuestionException("parameter", "one of " + string.Join(", ", known), name);
            }
        }
    }

    /// <summary>Whether a parameter is given.</summary>
    public bool Has(string name) => _query.ContainsKey(name);

    /// <summary>An identifier in canonical form.</summary>
    /// <exception cref="BadQuestionException">It is missing, given twice or faulty.</exception>
    public string Epc(string name) => Canonical(name, Single(name) ?? throw new BadQuestionException(name, "an EPC in any form", "nothing"));

    /// <summary>Identifiers in canonical form: the parameter again and again, or commas between; null when it is not given.</summary>
    /// <exception cref="BadQuestionException">One is faulty.</exception>
    public IReadOnlyList<string>? Epcs(string name) => !Has(name)
        ? null
        : [.. _query[name].SelectMany(value => (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)).Select(value => Canonical(name, value))];

    /// <summary>A time with its offset.</summary>
    /// <exception cref="BadQuestionException">It is given twice or faulty.</exception>
    public DateTimeOffset Time(string name, DateTimeOffset missing)
    {
        if (Single(name) is not { } text)
        {
            return missing;
        }

        // In a query a plus sign that is not escaped arrives as a space.
        return DateTimeOffset.TryParse(text.Replace(' ', '+'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time.ToUniversalTime()
            : throw new BadQuestionException(name, "a time such as 2026-01-31T12:00:00Z", text);
    }

    private string? Single(string name)
    {
        StringValues values = _query[name];
        return values.Count <= 1 ? values.ToString() is { Length: > 0 } text ? text : null : throw new BadQuestionException(name, "one value", $"{values.Count}");
    }

    private static string Canonical(string name, string text)
    {
        try
        {
            return AskedEpc.Parse(text);
        }
        catch (EpcException fault)
        {
            throw new BadQuestionException($"{name}: {fault.Place}", fault.Expected, fault.Found);
        }
    }
}
