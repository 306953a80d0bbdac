using TwinGrid.Trace.ColdChain.Folds;

namespace TwinGrid.Trace.ColdChain;

/// <content>What the readings so far say, without a walk along the window for each that comes in order.</content>
public sealed partial class ColdChainMonitor
{
    /// <summary>The checkpoint carried on to the last reading, so that readings in order cost no walk along the window; null to make it.</summary>
    private FoldSet? _head;

    /// <summary>What the readings so far say.</summary>
    /// <param name="until">The present; without it, the end of the last reading's interval.</param>
    public ColdChainReport Report(DateTimeOffset? until = null)
    {
        if (_inherited.Count == 0)
        {
            return ReportFromHead(until);
        }

        FoldSet folds = _checkpoint.Fork();
        int inherited = 0;
        foreach (Segment segment in WindowSegments(until))
        {
            inherited = Step(folds, segment, inherited);
        }

        for (; inherited < _inherited.Count; inherited++)
        {
            folds.Inherit(_inherited[inherited]);
        }

        return new ColdChainReport(_rules, folds.Outcomes(), folds.Range, TooLate);
    }

    private void Insert(in Reading reading)
    {
        int place = _window.Count;
        while (place > 0 && Reading.Compare(_window[place - 1], reading) > 0)
        {
            place--;
        }

        if (place < _window.Count || place == 0)
        {
            _head = null;
        }
        else if (_head is { } head)
        {
            Timeline.Add(head.Step, _window[^1], reading.Time, isReading: true, _cadence);
        }

        _window.Insert(place, reading);
    }

    private ColdChainReport ReportFromHead(DateTimeOffset? until)
    {
        if (_head is null)
        {
            _head = _checkpoint.Fork();
            for (int i = 0; i + 1 < _window.Count; i++)
            {
                Timeline.Add(_head.Step, _window[i], _window[i + 1].Time, isReading: true, _cadence);
            }
        }

        FoldSet folds = _head.Fork();
        if (_window.Count > 0)
        {
            Timeline.Add(folds.Step, _window[^1], Timeline.End(_window[^1], _cadence, until), isReading: false, _cadence);
        }

        return new ColdChainReport(_rules, folds.Outcomes(), folds.Range, TooLate);
    }

    /// <summary>Steps over a stretch, then takes in what was inherited until its end; answers how many are taken in.</summary>
    private int Step(FoldSet folds, in Segment segment, int inherited)
    {
        folds.Step(segment);
        for (; inherited < _inherited.Count && _inherited[inherited].End <= segment.End; inherited++)
        {
            folds.Inherit(_inherited[inherited]);
        }

        return inherited;
    }
}
