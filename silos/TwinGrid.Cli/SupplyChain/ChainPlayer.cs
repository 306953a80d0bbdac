using System.Collections.Immutable;
using TwinGrid.Adapters.Simulated.SupplyChain;
using TwinGrid.Model;
using TwinGrid.Silo.Hosting;
using TwinGrid.Silo.Sessions;
using TwinGrid.Trace.ColdChain;

namespace TwinGrid.Cli.SupplyChain;

/// <summary>Where a chain's happenings go in.</summary>
/// <param name="Capture">The door of documents.</param>
/// <param name="Zones">The session of each zone of the warehouse, by name.</param>
/// <param name="Loggers">The session of the gateway that logger tags report to.</param>
internal sealed record ChainDoors(CaptureDoor Capture, IReadOnlyDictionary<string, SiteSession> Zones, SiteSession Loggers);

/// <summary>What went in.</summary>
/// <param name="Documents">Documents sent.</param>
/// <param name="Events">Events in them.</param>
/// <param name="Readings">Readings handed over, repeated ones included.</param>
/// <param name="NewReadings">Readings that the twins had not seen.</param>
/// <param name="Probes">Probes of tags.</param>
internal sealed record PlayedCounts(int Documents, int Events, int Readings, int NewReadings, int Probes);

/// <summary>Tells a chain's story to a silo, at a speed or as fast as it takes it in.</summary>
/// <param name="clock">The silo's clock.</param>
/// <param name="machine">The machine's clock.</param>
/// <param name="doors">Where things go in.</param>
internal sealed class ChainPlayer(ScenarioClock clock, TimeProvider machine, ChainDoors doors)
{
    private const int LargestBatch = 600;
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(100), AtOnce = TimeSpan.FromMinutes(20);
    private readonly List<SensorRead> _waiting = [];
    private DateTimeOffset _firstWaiting;
    private PlayedCounts _counts = new(0, 0, 0, 0, 0);

    /// <summary>Plays everything.</summary>
    /// <param name="scenario">The story.</param>
    /// <param name="speed">How many times faster than life; null for as fast as it goes.</param>
    /// <param name="watch">Shown each happening before it is told.</param>
    /// <param name="cancellationToken">Ends the story between two happenings.</param>
    public async Task<PlayedCounts> PlayAsync(SupplyChainScenario scenario, double? speed, Action<ChainHappening>? watch, CancellationToken cancellationToken)
    {
        TimeSpan gathered = speed is { } factor ? TimeSpan.FromSeconds(factor) : AtOnce;
        foreach (ChainHappening happening in scenario.Happenings)
        {
            // Readings of about one moment go in together; whatever else is told waits until they are in.
            if (happening is not (ReadingsSent or SceneChanged) || _waiting.Count >= LargestBatch || happening.Time - _firstWaiting > gathered)
            {
                await HandOverAsync();
            }

            await WaitUntilAsync(happening.Time, speed, cancellationToken);
            watch?.Invoke(happening);
            await TellAsync(happening, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
        }

        await HandOverAsync();
        await doors.Capture.SettleAsync();
        return _counts;
    }

    private async Task TellAsync(ChainHappening happening, CancellationToken cancellationToken)
    {
        switch (happening)
        {
            case DocumentSent document:
                await doors.Capture.SendAsync(document.Json, cancellationToken);
                _counts = _counts with { Documents = _counts.Documents + 1, Events = _counts.Events + document.Events };
                break;
            case ReadingsSent sent:
                _firstWaiting = _waiting.Count == 0 ? sent.Time : _firstWaiting;
                _waiting.AddRange(sent.Readings.Select(reading => Observed(sent.Subject, reading)));
                break;
            case TagsProbed probed:
                await doors.Zones[probed.Zone].TakeAsync(ObservationBatch.Of(probed.Probes));
                await doors.Zones[probed.Zone].CheckpointAsync();
                _counts = _counts with { Probes = _counts.Probes + probed.Probes.Length };
                break;
            default:
                break;
        }
    }

    private async Task HandOverAsync()
    {
        if (_waiting.Count == 0)
        {
            return;
        }

        ImmutableArray<SensorRead> readings = [.. _waiting];
        _waiting.Clear();
        int fresh = await doors.Loggers.TakeAsync(ObservationBatch.Of(readings));
        _counts = _counts with { Readings = _counts.Readings + readings.Length, NewReadings = _counts.NewReadings + fresh };
    }

    private static SensorRead Observed(string subject, in Reading reading) =>
        new(reading.Id, reading.Time, subject, reading.Temperature?.Value, reading.RelativeHumidity, reading.Shock);

    private async Task WaitUntilAsync(DateTimeOffset time, double? speed, CancellationToken cancellationToken)
    {
        DateTimeOffset from = clock.GetUtcNow();
        long began = machine.GetTimestamp();
        while (speed is { } factor && clock.GetUtcNow() < time)
        {
            DateTimeOffset due = from + machine.GetElapsedTime(began) * factor;
            clock.Advance(due < time ? due : time);
            TimeSpan rest = (time - clock.GetUtcNow()) / factor;
            if (rest > TimeSpan.Zero)
            {
                await Task.Delay(rest < Slice ? rest : Slice, machine, cancellationToken);
            }
        }

        clock.Advance(time);
    }
}
