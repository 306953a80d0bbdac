using System.Collections.Immutable;
using TwinGrid.Model;
using TwinGrid.Trace.ColdChain;

namespace TwinGrid.Adapters.Loggers;

/// <summary>The table of logged readings: columns by their headings, times, temperatures and the device's marks.</summary>
internal static class LoggerTable
{
    /// <summary>Reads the rows.</summary>
    /// <exception cref="BadInputException">A column is missing or a cell can't be understood.</exception>
    public static ImmutableArray<LoggerRow> Read(string path, LoggerNode table, LoggerValues values, string source)
    {
        if (table.Rows.Count == 0)
        {
            return [];
        }

        (int headLine, string[] heads) = table.Rows[0];
        int temperature = Array.FindIndex(heads, 1, IsTemperature);
        if (temperature < 0 || !heads[0].Contains("yyyy", StringComparison.OrdinalIgnoreCase))
        {
            throw new BadInputException(path, headLine, "columns of date and time (yyyy-MM-dd hh:mm) and of temperature (T)", string.Join(", ", heads));
        }

        int humidity = Array.FindIndex(heads, head => head.StartsWith("rH", StringComparison.OrdinalIgnoreCase));
        int mark = Array.FindIndex(heads, head => head.StartsWith("Out of limits", StringComparison.OrdinalIgnoreCase));
        var rows = ImmutableArray.CreateBuilder<LoggerRow>(table.Rows.Count - 1);
        foreach ((int line, string[] cells) in table.Rows.Skip(1))
        {
            if (cells.Length <= temperature || cells[temperature].Length == 0)
            {
                throw new BadInputException(path, line, $"a row with {temperature + 1} cells or more", string.Join(", ", cells));
            }

            rows.Add(new LoggerRow(
                new Reading(
                    new ObservationId(source, rows.Count + 1),
                    values.Instant(cells[0], line),
                    values.Temperature(cells[temperature], line),
                    Percent(path, humidity < 0 || humidity >= cells.Length ? "" : cells[humidity], line, values)),
                mark >= 0 && mark < cells.Length && cells[mark].Length > 0,
                line));
        }

        return rows.DrainToImmutable();
    }

    /// <summary>"T", and what models with units or several sensors make of it.</summary>
    private static bool IsTemperature(string head) => head.StartsWith('T') && (head.Length == 1 || !char.IsLetter(head[1]));

    private static double? Percent(string path, string cell, int line, LoggerValues values)
    {
        if (cell.All(letter => letter is '-' or '.' or ','))
        {
            return null;
        }

        return values.Number(cell.TrimEnd('%', ' '), line, "a relative humidity") is var percent and >= 0 and <= 100
            ? percent
            : throw new BadInputException(path, line, "a relative humidity from 0 to 100 %", cell);
    }
}
