using System.Collections.Immutable;
using TwinGrid.Model;
using TwinGrid.Trace.ColdChain;
using TwinGrid.Trace.ColdChain.Rules;

namespace TwinGrid.Adapters.Loggers;

/// <summary>What a temperature logger wrote down: its settings, its readings, and its own verdicts.</summary>
public sealed record LoggerExport
{
    /// <summary>Model, as the device names itself.</summary>
    public required string Device { get; init; }

    /// <summary>Serial number; empty when the file has none.</summary>
    public required string Serial { get; init; }

    /// <summary>Offset of the device's clock from UTC; all times carry it.</summary>
    public required TimeSpan Zone { get; init; }

    /// <summary>Whether the file is in degrees Fahrenheit; everything here is in degrees Celsius.</summary>
    public required bool IsFahrenheit { get; init; }

    /// <summary>The logging interval; null when the file has none.</summary>
    public required TimeSpan? Interval { get; init; }

    /// <summary>When the record begins: activation, or the start of the run; null when the file has none.</summary>
    public required DateTimeOffset? Start { get; init; }

    /// <summary>When the record ends: creation of the report, or the stop of the run; null when the file has none.</summary>
    public required DateTimeOffset? End { get; init; }

    /// <summary>ΔH of the device's mean kinetic temperature in kJ/mol; null when the file has none.</summary>
    public required double? ActivationEnergy { get; init; }

    /// <summary>The device's alarm limits.</summary>
    public required ImmutableArray<LoggerLimit> Limits { get; init; }

    /// <summary>What was logged.</summary>
    public required ImmutableArray<LoggerRow> Rows { get; init; }

    /// <summary>The device's verdicts day by day, oldest first; empty for models that give none.</summary>
    public required ImmutableArray<LoggerDay> Days { get; init; }

    /// <summary>The device's verdict on the whole run; null for models that give none.</summary>
    public required LoggerRun? Run { get; init; }

    /// <summary>The readings.</summary>
    public IEnumerable<Reading> Readings => Rows.Select(row => row.Reading);
}

/// <summary>An alarm limit of a device.</summary>
/// <param name="Number">The device's number of it.</param>
/// <param name="IsAbove">Whether values above it are out of range, otherwise those below.</param>
/// <param name="Limit">The limit; a value equal to it is in range.</param>
/// <param name="After">Time out of range that makes an alarm.</param>
/// <param name="Timer">How the device counts the time.</param>
public sealed record LoggerLimit(int Number, bool IsAbove, Celsius Limit, TimeSpan After, ExposureTimer Timer);

/// <summary>A row of the log.</summary>
/// <param name="Reading">The reading; without temperature where the device wrote dashes.</param>
/// <param name="IsMarked">Whether the device marked it as out of limits.</param>
/// <param name="Line">Line of the file.</param>
public readonly record struct LoggerRow(Reading Reading, bool IsMarked, int Line);

/// <summary>A day as the device sums it up.</summary>
/// <param name="Date">Midnight at its beginning, by the device's clock.</param>
/// <param name="Minimum">Lowest temperature; null when there was none.</param>
/// <param name="Maximum">Highest temperature; null when there was none.</param>
/// <param name="SensorTimeout">Time without a sensor.</param>
/// <param name="Alarms">Verdict on each limit.</param>
public sealed record LoggerDay(DateTimeOffset Date, Celsius? Minimum, Celsius? Maximum, TimeSpan SensorTimeout, ImmutableArray<LoggerDayAlarm> Alarms);

/// <summary>A day's verdict on one limit.</summary>
/// <param name="Number">The device's number of the limit.</param>
/// <param name="OutOfRange">Time out of range that day.</param>
/// <param name="AlarmTime">When the alarm came; midnight for one that went on from the day before; null for none.</param>
public sealed record LoggerDayAlarm(int Number, TimeSpan OutOfRange, DateTimeOffset? AlarmTime);

/// <summary>A whole run as the device sums it up.</summary>
/// <param name="MeanKinetic">Mean kinetic temperature; null when the file has none.</param>
/// <param name="Average">Arithmetic mean; null when the file has none.</param>
/// <param name="Alarms">Stretches out of range, by limit.</param>
public sealed record LoggerRun(Celsius? MeanKinetic, Celsius? Average, ImmutableArray<LoggerRunAlarm> Alarms);

/// <summary>One stretch out of range as the device tells it, or for a cumulative timer all of them.</summary>
/// <param name="Number">The device's number of the limit.</param>
/// <param name="Start">Its beginning; null when not told.</param>
/// <param name="OutOfRange">Time out of range; null when not told.</param>
/// <param name="AlarmTime">When the alarm came; null for none.</param>
/// <param name="End">Its end; null when it lasted to the end of the run.</param>
public sealed record LoggerRunAlarm(int Number, DateTimeOffset? Start, TimeSpan? OutOfRange, DateTimeOffset? AlarmTime, DateTimeOffset? End);
