using System.Collections.Immutable;
using System.Globalization;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Queries.Content;

namespace TwinGrid.Trace.Queries;

/// <summary>Reads SimpleEventQuery, EPCIS 2.0 section 8.2.7.1: parameters become conditions, all of which must hold.</summary>
public static class QueryReader
{
    /// <summary>Reads a query.</summary>
    /// <param name="parameters">Its parameters, each once.</param>
    /// <param name="names">What the prefixes in it stand for; null when it says nothing of that.</param>
    /// <param name="master">Master data for HASATTR_, EQATTR_ and WD_.</param>
    /// <exception cref="EpcisException">A parameter is unknown or has a value that it can't have; the place is its name.</exception>
    public static EventQuery Read(IReadOnlyList<QueryParameter> parameters, JsonLdContext? names, MasterData master)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(master);
        var values = new QueryValues(names);
        var conditions = ImmutableArray.CreateBuilder<EventCondition>();
        var tests = ImmutableArray.CreateBuilder<ContentTest>();
        var query = new EventQuery();
        foreach (QueryParameter parameter in parameters)
        {
            if (Control(query, parameter) is { } changed)
            {
                query = changed;
            }
            else if (StandardFields.TryRead(parameter, values, master, out EventCondition? condition))
            {
                Add(conditions, condition);
            }
            else if (SensorFields.TryRead(parameter, values) is { } sensor)
            {
                tests.Add(sensor);
            }
            else if (ContentFields.TryRead(parameter, values, out ContentTest? test))
            {
                Add(tests, test);
            }
            else
            {
                tests.Add(ExtensionFields.TryRead(parameter, names)
                    ?? throw new EpcisException(parameter.Name, "a parameter of SimpleEventQuery", "one that it does not have"));
            }
        }

        // One span for each time, so that a store can use both ends.
        conditions.AddRange(TimeSpans.Of(parameters));
        if (tests.Count > 0)
        {
            conditions.Add(new ContentCondition(tests.ToImmutable()));
        }

        Check(query, parameters);
        return query with { Conditions = conditions.ToImmutable() };
    }

    private static void Add<T>(ImmutableArray<T>.Builder list, T? item)
        where T : class
    {
        if (item is not null)
        {
            list.Add(item);
        }
    }

    private static EventQuery? Control(EventQuery query, QueryParameter parameter) => parameter.Name switch
    {
        "orderBy" => query with
        {
            OrderBy = parameter.Sole() switch
            {
                "eventTime" => TimeField.EventTime,
                "recordTime" => TimeField.RecordTime,
                _ => throw parameter.Fault("eventTime or recordTime; ordering by extension fields is not offered"),
            },
        },
        "orderDirection" => query with
        {
            IsAscending = parameter.Sole() switch
            {
                "ASC" => true,
                "DESC" => false,
                _ => throw parameter.Fault("ASC or DESC"),
            },
        },
        "eventCountLimit" => query with { EventCountLimit = Count(parameter) },
        "maxEventCount" => query with { MaxEventCount = Count(parameter) },
        _ => null,
    };

    private static int Count(QueryParameter parameter) =>
        int.TryParse(parameter.Sole(), NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0 ? count : throw parameter.Fault("a number from 1");

    private static void Check(EventQuery query, IReadOnlyList<QueryParameter> parameters)
    {
        if (query.EventCountLimit is not null && query.MaxEventCount is not null)
        {
            throw new EpcisException("maxEventCount", "it or eventCountLimit", "both");
        }

        if (query.EventCountLimit is not null && !parameters.Any(parameter => parameter.Name == "orderBy"))
        {
            throw new EpcisException("eventCountLimit", "orderBy with it, which says what the first events are", "no orderBy");
        }
    }
}
