namespace TwinGrid.Trace.Events;

/// <summary>Times as EPCIS writes them: date, T, time of day with any number of decimals, and Z or an offset; RFC 3339.</summary>
public static class EpcisTime
{
    private const int DecimalsKept = 7;
    private const int DateLength = 10;
    private const int TimeLength = 8;
    private const int OffsetLength = 6;

    /// <summary>
    /// Reads a time. Decimals behind the seventh are dropped; a leap second, 23:59:60 UTC, is the first second of the next day.
    /// </summary>
    /// <param name="text">Such as 2025-03-31T13:20:05.118+02:00.</param>
    /// <param name="time">The time with its offset.</param>
    /// <returns>False for what is no such time, lies outside the years 1 to 9999, or has an offset beyond 14 hours.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset time)
    {
        time = default;
        if (text.Length < DateLength + 1 + TimeLength + 1 || text[DateLength] is not ('T' or 't'))
        {
            return false;
        }

        ReadOnlySpan<char> date = text[..DateLength], clock = text.Slice(DateLength + 1, TimeLength), rest = text[(DateLength + 1 + TimeLength)..];
        bool isDate = date[4] == '-' && date[7] == '-';
        bool isClock = clock[2] == ':' && clock[5] == ':';
        if (!isDate || !isClock || !Number(date[..4], out int year) || !Number(date.Slice(5, 2), out int month) || !Number(date[8..], out int day)
            || !Number(clock[..2], out int hour) || !Number(clock.Slice(3, 2), out int minute) || !Number(clock[6..], out int second)
            || !Decimals(ref rest, out long ticks) || !Offset(rest, out int offset))
        {
            return false;
        }

        bool isDay = year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
        if (!isDay || hour > 23 || minute > 59 || second > 60)
        {
            return false;
        }

        long local = new DateTime(year, month, day).Ticks + (hour * TimeSpan.TicksPerHour) + (minute * TimeSpan.TicksPerMinute)
            + (second * TimeSpan.TicksPerSecond) + ticks;
        long utc = local - (offset * TimeSpan.TicksPerMinute);
        bool isLeap = second == 60;
        if (utc < 0 || utc > DateTime.MaxValue.Ticks || local > DateTime.MaxValue.Ticks || (isLeap && utc % TimeSpan.TicksPerDay >= TimeSpan.TicksPerSecond))
        {
            return false;
        }

        time = new DateTimeOffset(local, TimeSpan.FromMinutes(offset));
        return true;
    }

    /// <summary>A point and digits, or nothing; what is behind them stays.</summary>
    private static bool Decimals(ref ReadOnlySpan<char> rest, out long ticks)
    {
        ticks = 0;
        if (rest.IsEmpty || rest[0] != '.')
        {
            return true;
        }

        int end = rest[1..].IndexOfAnyExceptInRange('0', '9') + 1;
        if (end <= 1)
        {
            return false;
        }

        for (int i = 1; i <= DecimalsKept; i++)
        {
            ticks = (ticks * 10) + (i < end ? rest[i] - '0' : 0);
        }

        rest = rest[end..];
        return true;
    }

    /// <summary>Z, or sign, hours and minutes.</summary>
    private static bool Offset(ReadOnlySpan<char> text, out int minutes)
    {
        minutes = 0;
        if (text is ['Z' or 'z'])
        {
            return true;
        }

        if (text.Length != OffsetLength || text[0] is not ('+' or '-') || text[3] != ':'
            || !Number(text.Slice(1, 2), out int hours) || !Number(text[4..], out int rest) || rest > 59 || (hours * 60) + rest > 14 * 60)
        {
            return false;
        }

        minutes = ((hours * 60) + rest) * (text[0] == '-' ? -1 : 1);
        return true;
    }

    private static bool Number(ReadOnlySpan<char> digits, out int number)
    {
        number = 0;
        foreach (char digit in digits)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            number = (number * 10) + (digit - '0');
        }

        return true;
    }
}
