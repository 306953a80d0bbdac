namespace TwinGrid.Adapters.Loggers;

/// <summary>How a figure of ours stands beside the device's.</summary>
public enum OracleVerdict
{
    /// <summary>Ours was computed from the record and equals the device's within the tolerance.</summary>
    Equal,

    /// <summary>The record bounds ours, and the device's lies within the bounds.</summary>
    WithinBounds,

    /// <summary>The record that ours would be computed from is not in the file.</summary>
    NotInTheFile,

    /// <summary>They differ.</summary>
    Different,
}

/// <summary>One figure of ours beside the device's.</summary>
/// <param name="What">What it is: "out of range", "alarm time", "mean kinetic temperature", …</param>
/// <param name="Number">The device's number of the limit; null for figures of the whole.</param>
/// <param name="Day">Midnight at the beginning of the day; null for figures of the whole.</param>
/// <param name="OursLeast">Ours: the least that the record allows; null for none.</param>
/// <param name="OursMost">Ours: the most that the record allows; null for none or without end.</param>
/// <param name="Device">The device's; null for none.</param>
/// <param name="Unit">minutes, unix minutes (an instant), or degrees Celsius.</param>
/// <param name="Verdict">How they stand to one another.</param>
public sealed record OracleFinding(string What, int? Number, DateTimeOffset? Day, double? OursLeast, double? OursMost, double? Device, OracleUnit Unit, OracleVerdict Verdict);

/// <summary>The unit of a finding.</summary>
public enum OracleUnit
{
    /// <summary>Minutes of time.</summary>
    Minutes,

    /// <summary>An instant, as minutes since 1970 in UTC.</summary>
    Instant,

    /// <summary>Degrees Celsius.</summary>
    Celsius,

    /// <summary>A number of rows.</summary>
    Rows,
}
