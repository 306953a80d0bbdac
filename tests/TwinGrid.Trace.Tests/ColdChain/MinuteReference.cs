using TwinGrid.Trace.ColdChain;

namespace TwinGrid.Trace.Tests.ColdChain;

/// <summary>The slow, obvious monitor: one state a minute, walked through minute by minute.</summary>
internal static class MinuteReference
{
    /// <summary>Temperature of each minute, NaN where unknown, by sample and hold.</summary>
    public static double[] Minutes(Reading[] readings, int interval, int largestGap, int minutes)
    {
        double[] values = new double[minutes];
        Array.Fill(values, double.NaN);
        Reading[] sorted = [.. readings.OrderBy(reading => reading.Time)];
        for (int i = 0; i < sorted.Length; i++)
        {
            int start = (int)(sorted[i].Time - Records.Origin).TotalMinutes;
            int next = i + 1 < sorted.Length ? (int)(sorted[i + 1].Time - Records.Origin).TotalMinutes : int.MaxValue;
            int end = next - start <= largestGap ? next : Math.Min(next, start + Math.Min(interval, largestGap));
            for (int minute = start; minute < Math.Min(end, minutes); minute++)
            {
                values[minute] = sorted[i].Temperature?.Value ?? double.NaN;
            }
        }

        return values;
    }

    /// <summary>Alarms of an upper limit: beginning and alarm minute of each stretch of at least so many minutes.</summary>
    public static (int Start, int Alarm, int End)[] Consecutive(double[] minutes, double limit, int after, bool isUnknownOut)
    {
        var found = new List<(int, int, int)>();
        int start = -1;
        for (int minute = 0; minute <= minutes.Length; minute++)
        {
            bool isOut = minute < minutes.Length && (double.IsNaN(minutes[minute]) ? isUnknownOut : minutes[minute] > limit);
            if (isOut && start < 0)
            {
                start = minute;
            }
            else if (!isOut && start >= 0)
            {
                if (minute - start >= after)
                {
                    found.Add((start, start + after, minute));
                }

                start = -1;
            }
        }

        return [.. found];
    }

    /// <summary>Minute at which the minutes beyond the limit reach a number; −1 for never.</summary>
    public static int Cumulative(double[] minutes, double limit, int after, bool isUnknownOut)
    {
        int count = 0;
        for (int minute = 0; minute < minutes.Length; minute++)
        {
            count += (double.IsNaN(minutes[minute]) ? isUnknownOut : minutes[minute] > limit) ? 1 : 0;
            if (count == after)
            {
                return minute + 1;
            }
        }

        return -1;
    }
}
