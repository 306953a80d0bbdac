using TwinGrid.Model;
using TwinGrid.Trace.ColdChain;
using TwinGrid.Trace.ColdChain.Rules;

namespace TwinGrid.Trace.Tests.ColdChain;

/// <summary>Readings and rules for tests.</summary>
internal static class Records
{
    public static readonly DateTimeOffset Origin = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    public static DateTimeOffset At(double minutes) => Origin.AddMinutes(minutes);

    public static TimeSpan Minutes(double minutes) => TimeSpan.FromMinutes(minutes);

    public static Reading Read(long sequence, double minutes, double? celsius, string source = "logger") =>
        new(new ObservationId(source, sequence), At(minutes), celsius is { } known ? Celsius.Of(known) : null);

    /// <summary>A reading each interval.</summary>
    public static Reading[] Every(TimeSpan interval, params double?[] celsius) =>
        [.. celsius.Select((value, i) => Read(i + 1, i * interval.TotalMinutes, value))];

    public static RuleSet Rules(params ColdChainRule[] rules) => Rules(30, rules);

    public static RuleSet Rules(double largestGapMinutes, params ColdChainRule[] rules) =>
        new("test", 3, "", 2, 8, Minutes(largestGapMinutes), rules);

    public static LimitRule Above(double limit, double afterMinutes, ExposureTimer timer = ExposureTimer.Consecutive) =>
        new("warm", limit, null) { After = Minutes(afterMinutes), Timer = timer };

    /// <summary>A report as text, so that two can be compared whole.</summary>
    public static string Text(ColdChainReport report) => string.Join('\n',
    [
        report.Range.ToString(),
        .. report.Outcomes.Select(outcome => $"{outcome.Rule.Id} {outcome.Verdict} {outcome.Used} {outcome.PossibleUsed}\n{string.Join('\n', outcome.Excursions)}\n-\n{string.Join('\n', outcome.Possible)}"),
    ]);

    public static void Shuffle<T>(T[] items, int seed)
    {
        ulong state = (ulong)seed * 2 + 1;
        for (int i = items.Length - 1; i > 0; i--)
        {
            state = state * 6364136223846793005 + 1442695040888963407;
            int j = (int)((state >> 33) % (ulong)(i + 1));
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>Whether a thing numbered <paramref name="i"/> is chosen, with a probability in percent.</summary>
    public static bool Chosen(int i, int seed, int percent)
    {
        ulong x = (ulong)(i * 2654435761L) ^ ((ulong)seed * 0x9E3779B97F4A7C15);
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return (x ^ (x >> 31)) % 100 < (ulong)percent;
    }
}
