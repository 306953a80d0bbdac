namespace TwinGrid.Trace.Queries;

/// <summary>GE_eventTime, LT_eventTime, GE_recordTime and LT_recordTime.</summary>
internal static class TimeSpans
{
    private static readonly (TimeField Field, string Name)[] Times = [(TimeField.EventTime, "eventTime"), (TimeField.RecordTime, "recordTime")];

    /// <summary>Whether a parameter is an end of a span.</summary>
    public static bool IsEnd(string name) => Times.Any(time => name == "GE_" + time.Name || name == "LT_" + time.Name);

    /// <summary>One condition for each time that has a beginning or an end.</summary>
    public static IEnumerable<EventCondition> Of(IReadOnlyList<QueryParameter> parameters)
    {
        foreach ((TimeField field, string name) in Times)
        {
            DateTimeOffset? from = End("GE_" + name), before = End("LT_" + name);
            if (from is not null || before is not null)
            {
                yield return new TimeCondition(field, from, before);
            }
        }

        DateTimeOffset? End(string name) => parameters.FirstOrDefault(parameter => parameter.Name == name) is { } end ? QueryValues.Time(end) : null;
    }
}
