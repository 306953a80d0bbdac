namespace TwinGrid.Trace.Presence;

/// <summary>
/// Where a thing is, folded from sightings: whatever order those within the retention come in, and however often, the stays are the
/// same. Decisions are made at the end of each second in which a sighting came or one went out of the window. Not for several threads.
/// </summary>
/// <remarks>
/// What is older than the retention is settled: kept as the one step that it led to. The step before the newest second is remembered,
/// so that a sighting of that second, as most are, costs one decision; one that comes late replays the retention.
/// </remarks>
public sealed partial class PresenceFold
{
    private readonly PresenceRules _rules;
    private readonly PresenceWindow _window = new();
    private readonly List<Sighting> _sightings = [];
    private readonly List<(long Second, PresenceStay Stay)> _endedBefore = [], _endedNow = [];
    private readonly List<DateTimeOffset> _silences = [];
    private readonly SortedSet<long> _due = [];
    private readonly long _windowSeconds, _retentionSeconds;
    private PresenceStep _settled, _before, _now;
    private long _settledSecond, _newestSecond;
    private bool _isQuiet;

    /// <summary>A fold without sightings.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A rule is out of its range.</exception>
    public PresenceFold(PresenceRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        _rules = rules.Checked();
        (_windowSeconds, _retentionSeconds) = ((long)rules.Window.TotalSeconds, (long)rules.Retention.TotalSeconds);
    }

    /// <summary>When it was last heard; the least instant for never.</summary>
    public DateTimeOffset Heard => _now.Heard;

    /// <summary>Silence was judged up to here.</summary>
    public DateTimeOffset SilentUntil => _silences.Count == 0 ? DateTimeOffset.MinValue : _silences[^1];

    /// <summary>Sightings that came behind the retention and were left out; such as come again count again.</summary>
    public long TooLate { get; private set; }

    /// <summary>The newest stay; null before the first sighting.</summary>
    public PresenceStay? Current => _now.Current is { Left: null } open && Heard <= SilentUntil ? open with { Left = open.LastSeen } : _now.Current;

    /// <summary>The stays that ended since what is settled, oldest first.</summary>
    public IEnumerable<PresenceStay> Ended => _endedBefore.Concat(_endedNow).Select(ended => ended.Stay);

    /// <summary>Takes a sighting.</summary>
    /// <returns>Whether it may have changed the stays in more than when the thing was last seen.</returns>
    public bool Take(in Sighting sighting)
    {
        long second = sighting.Second;
        if (second <= _settledSecond)
        {
            TooLate++;
            return false;
        }

        int index = IndexOf(second, sighting.Place);
        bool isNew = index == _sightings.Count || Sighting.Compare(_sightings[index], second, sighting.Place) != 0;
        Sighting before = isNew ? default : _sightings[index], joined = isNew ? sighting : before.Join(sighting);
        if (joined == before)
        {
            return false;
        }

        if (isNew)
        {
            _sightings.Insert(index, joined);
        }
        else
        {
            _sightings[index] = joined;
        }

        bool wasSilent = Heard <= SilentUntil;
        Decide(second);
        return isNew || joined with { Last = before.Last } != before || (wasSilent && Heard > SilentUntil);
    }

    /// <summary>Forgets what the retention need not keep. Stays that ended before are no longer among <see cref="Ended"/>.</summary>
    public void Settle()
    {
        long second = _newestSecond - _retentionSeconds;
        if (second <= _settledSecond)
        {
            return;
        }

        Advance(ref _settled, _settledSecond, second, null);
        _settledSecond = second;
        _endedBefore.RemoveAll(ended => ended.Second <= second);
        _silences.RemoveRange(0, Math.Max(0, _silences.FindLastIndex(silence => Sighting.SecondOf(silence) <= second - _windowSeconds)));
        _sightings.RemoveRange(0, IndexOf(second - _windowSeconds + 1, ""));
    }

    /// <summary>
    /// Nobody has heard the thing for the length of the window: a place that heard it last, and too briefly till then to have it, has
    /// it. The next sighting decides anew.
    /// </summary>
    public void JudgeQuiet()
    {
        if (!_isQuiet && _newestSecond > 0)
        {
            _isQuiet = true;
            DecideNewest();
        }
    }

    /// <summary>Nobody has heard the thing for the time-out: it has left, until somebody hears it.</summary>
    public void JudgeSilence()
    {
        JudgeQuiet();
        if (Heard > SilentUntil)
        {
            _silences.Add(Heard);
        }
    }

    private void Decide(long second)
    {
        if (second > _newestSecond)
        {
            Advance(ref _before, _newestSecond - 1, second - 1, _endedBefore);
            (_newestSecond, _isQuiet) = (second, false);
        }
        else if (second < _newestSecond)
        {
            _before = _settled;
            _endedBefore.Clear();
            Advance(ref _before, _settledSecond, _newestSecond - 1, _endedBefore);
        }

        DecideNewest();
    }

    private void DecideNewest()
    {
        _now = _before;
        _endedNow.Clear();
        Advance(ref _now, _newestSecond - 1, _isQuiet ? _newestSecond + _windowSeconds : _newestSecond, _endedNow);
    }

    /// <summary>Makes the decisions of seconds in (from, to].</summary>
    private void Advance(ref PresenceStep step, long from, long to, List<(long Second, PresenceStay Stay)>? endings)
    {
        _due.Clear();
        for (int i = _sightings.Count - 1; i >= 0 && _sightings[i].Second + _windowSeconds > from; i--)
        {
            long came = _sightings[i].Second, goes = came + _windowSeconds;
            AddDue(came, from, to);
            AddDue(goes, from, to);
        }

        foreach (long second in _due)
        {
            step = step.Decide(_sightings, second, _silences, _rules, _window, out PresenceStay? ended);
            if (ended is not null)
            {
                endings?.Add((second, ended));
            }
        }
    }

    private void AddDue(long second, long from, long to)
    {
        if (second > from && second <= to)
        {
            _due.Add(second);
        }
    }

    /// <summary>Where a sighting is or would be in the order.</summary>
    private int IndexOf(long second, string place)
    {
        int index = _sightings.Count;
        while (index > 0 && Sighting.Compare(_sightings[index - 1], second, place) >= 0)
        {
            index--;
        }

        return index;
    }
}
