using TwinGrid.Trace.Events;
using TwinGrid.Trace.Queries;

namespace TwinGrid.Trace.Tests.Queries;

public sealed class ScheduleTests
{
    [Theory]
    [InlineData("hour=1 minute=5", "2026-01-01T00:00:00Z", "2026-01-01T01:05:00Z", "2026-01-02T01:05:00Z")]
    [InlineData("second=0/30", "2026-01-01T00:00:00Z", "2026-01-01T00:00:30Z", "2026-01-01T00:01:00Z")]
    [InlineData("second=5,[10-11]", "2026-01-01T00:00:05.5Z", "2026-01-01T00:00:10Z", "2026-01-01T00:00:11Z")]
    [InlineData("minute=0", "2026-01-01T23:30:00Z", "2026-01-02T00:00:00Z", "2026-01-02T01:00:00Z")]
    [InlineData("dayOfWeek=1", "2026-01-01T00:00:00Z", "2026-01-05T00:00:00Z", "2026-01-12T00:00:00Z")]
    [InlineData("dayOfWeek=7 hour=12", "2026-01-01T00:00:00Z", "2026-01-04T12:00:00Z", "2026-01-11T12:00:00Z")]
    [InlineData("dayOfMonth=31", "2026-01-31T00:00:00Z", "2026-03-31T00:00:00Z", "2026-05-31T00:00:00Z")]
    [InlineData("dayOfMonth=29 month=2", "2026-01-01T00:00:00Z", "2028-02-29T00:00:00Z", "2032-02-29T00:00:00Z")]
    [InlineData("month=6", "2026-01-01T00:00:00Z", "2026-06-01T00:00:00Z", "2027-06-01T00:00:00Z")]
    public void Moments_come_when_all_fields_fit(string fields, string from, string first, string second)
    {
        QuerySchedule schedule = Parse(fields);
        DateTimeOffset? next = schedule.After(DateTimeOffset.Parse(from, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(DateTimeOffset.Parse(first, System.Globalization.CultureInfo.InvariantCulture), next);
        Assert.Equal(DateTimeOffset.Parse(second, System.Globalization.CultureInfo.InvariantCulture), schedule.After(next!.Value));
    }

    [Theory]
    [InlineData("hour=24", "hour")]
    [InlineData("second=60", "second")]
    [InlineData("dayOfWeek=0", "dayOfWeek")]
    [InlineData("minute=[5-1]", "minute")]
    [InlineData("minute=1/0", "minute")]
    [InlineData("minute=", "minute")]
    [InlineData("minute=x", "minute")]
    [InlineData("week=1", "schedule")]
    [InlineData("dayOfMonth=30 month=2", "schedule")]
    public void What_never_comes_or_is_no_time_is_refused(string fields, string place) => Assert.Equal(place, Assert.Throws<EpcisException>(() => Parse(fields)).Place);

    private static QuerySchedule Parse(string fields) => QuerySchedule.Parse(fields.Split(' ').Select(field => field.Split('=')).ToDictionary(field => field[0], field => field[1]));
}
