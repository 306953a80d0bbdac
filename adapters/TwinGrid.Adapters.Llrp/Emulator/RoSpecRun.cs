using TwinGrid.Adapters.Llrp.Wire;

namespace TwinGrid.Adapters.Llrp.Emulator;

/// <summary>Runs one ROSpec: its inventories one after another, their reports and events, until its triggers or the client end it.</summary>
internal sealed class RoSpecRun(EmulatorOptions options, EmulatedRoom room, EmulatedClock clock, EmulatedReader reader, EmulatedOutput output, TimeProvider time, EmulatedRoSpec spec)
{
    private const int BurstReads = 256, MostReadsHeld = 10_000;
    private const int RoSpecEvents = 2, AiSpecEvents = 6;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    private readonly EmulatedBand _band = EmulatedBand.Of(options);
    private ReportWriter _report = new(new ReportContent());
    private string _trigger = "";
    private long _every;
    private double _reported, _begun, _last, _owed;
    private int _burst;

    /// <summary>Runs until cancelled or done.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        LlrpParameter report = reader.ReportOf(spec);
        _trigger = report.Text("ROReportTrigger");
        _every = report.Number("N");
        ReportContent content = ReportContent.Of(report) with
        {
            RoSpecId = spec.Id,
            IsUptime = !options.HasTimeOfDay,
            HasUnknown = options.Faults.AddsUnknownParameters,
        };

        // Kept from one repetition to the next: clients that stop an inventory at its first tag and repeat it still get round to all.
        EmulatedInventory[] inventories = [.. spec.AiSpecs.Select((each, index) => new EmulatedInventory(room, _band, each.Antennas, options.Seed + (ulong)index + 2))];
        try
        {
            await DelayAsync(spec.Offset, cancellationToken);
            _last = clock.Seconds;
            do
            {
                _begun = clock.Seconds;
                Tell(RoSpecEvents, Happening("Start_Of_ROSpec"));
                for (int index = 0; index < spec.AiSpecs.Length && !IsOver; index++)
                {
                    EmulatedAiSpec inventory = spec.AiSpecs[index];
                    _report = new ReportWriter(content with { SpecIndex = index + 1, InventoryParameterSpecId = inventory.ParameterId });
                    await ReadAsync(inventory, inventories[index], cancellationToken);
                    Report();
                    Tell(AiSpecEvents, LlrpParameter.Of("AISpecEvent", ("ROSpecID", (long)spec.Id), ("SpecIndex", index + 1)));
                }

                Tell(RoSpecEvents, Happening("End_Of_ROSpec"));
                await output.FlushAsync(cancellationToken);
                if (spec.StartTrigger == "Periodic")
                {
                    await DelayAsync(spec.Period - TimeSpan.FromSeconds(clock.Seconds - _begun), cancellationToken);
                }
            }
            while (spec.StartTrigger == "Immediate" || (spec.StartTrigger == "Periodic" && spec.Period > TimeSpan.Zero));
            spec.Stop();
        }
        catch (OperationCanceledException)
        {
            // Ended by the client: what was read until then is told.
            Report();
            Tell(RoSpecEvents, Happening("End_Of_ROSpec"));
            await output.FlushAsync(CancellationToken.None);
        }
    }

    private bool IsOver => spec.Duration is { } duration && clock.Seconds - _begun >= duration.TotalSeconds;

    private async Task ReadAsync(EmulatedAiSpec inventory, EmulatedInventory tags, CancellationToken cancellationToken)
    {
        double begun = clock.Seconds;
        long reads = 0;
        using var timer = new PeriodicTimer(Tick, time);
        while (true)
        {
            // With no bound on the rate the client's connection sets the pace; without a client, or a tag that answers, the timer does.
            if (options.Rate > 0 ? _owed < 1 : _burst == 0)
            {
                await timer.WaitForNextTickAsync(cancellationToken);
            }

            cancellationToken.ThrowIfCancellationRequested();
            double now = clock.Seconds;
            _owed = options.Rate > 0 ? Math.Min(_owed + (now - _last) * options.Rate, options.Rate + 1) : BurstReads;
            (_last, _burst) = (now, 0);
            while (_owed >= 1 && (inventory.Reads == 0 || reads < inventory.Reads))
            {
                _owed--;
                if (output.IsOpen && tags.TryNext(options.Rate > 0 ? now - _owed / options.Rate : now, out EmulatedRead read))
                {
                    _report.Add(read, room.Epcs[read.Tag], clock.Microseconds(read.Seconds));
                    reads++;
                    _burst++;
                    ReportWhenDue(read.Seconds);
                }
            }

            ReportWhenDue(now);
            await output.FlushAsync(cancellationToken);
            if (IsOver || (inventory.Reads > 0 && reads >= inventory.Reads) || (inventory.Duration is { } most && now - begun >= most.TotalSeconds))
            {
                return;
            }
        }
    }

    private void ReportWhenDue(double now)
    {
        double since = now - _reported;
        bool isDue = _trigger switch
        {
            "None" => false,
            "Upon_N_Seconds_Or_End_Of_AISpec_Or_End_Of_RFSurveySpec" or "Upon_N_Seconds_Or_End_Of_ROSpec" => _every > 0 && since >= _every,
            "Upon_N_Milliseconds_Or_End_Of_AISpec_Or_End_Of_RFSurveySpec" or "Upon_N_Milliseconds_Or_End_Of_ROSpec" => _every > 0 && since * 1000 >= _every,
            _ => _every > 0 && _report.Count >= _every,
        };
        if (isDue || spec.IsReportAsked || _report.Count >= MostReadsHeld)
        {
            (_reported, spec.IsReportAsked) = (now, false);
            Report();
        }
    }

    private void Report()
    {
        if (_report.Count > 0)
        {
            int reads = _report.Count;
            output.Report(_report.Finish(reader.Version, 0).Span, reads);
        }
    }

    private void Tell(int kind, LlrpParameter happening)
    {
        if (reader.Tells(kind))
        {
            output.Add(clock.Notification(happening));
        }
    }

    private LlrpParameter Happening(string type) => LlrpParameter.Of("ROSpecEvent", ("EventType", type), ("ROSpecID", (long)spec.Id));

    private Task DelayAsync(TimeSpan wait, CancellationToken cancellationToken) => wait > TimeSpan.Zero ? Task.Delay(wait, time, cancellationToken) : Task.CompletedTask;
}
