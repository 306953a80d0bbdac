using System.Collections.Immutable;
using TwinGrid.Grains.Objects;
using TwinGrid.Model;
using TwinGrid.Trace.ColdChain;
using TwinGrid.Trace.ColdChain.Excursions;
using TwinGrid.Trace.ColdChain.Facts;
using TwinGrid.Trace.ColdChain.Rules;
using TwinGrid.Trace.Facts;

namespace TwinGrid.Grains.ColdChain;

/// <summary>
/// An object's cold chain as its twin lives it: the monitor, the files of its excursions, and the facts that both yield. Facts are
/// told in the order in which they can be checked: rules, the readings used, and then what was found in them.
/// </summary>
internal sealed class ColdChainWatch
{
    /// <summary>Without rules readings are kept as long, so that rules assigned later, and what is found inside later, find them.</summary>
    private static readonly RuleSet NoRules = new("none", 1, "", double.NegativeInfinity, double.PositiveInfinity, TimeSpan.FromHours(1), []);

    private readonly string _site, _subject;
    private readonly TwinOptions _options;
    private readonly ExcursionBook _book;
    private readonly List<FactRecord> _news = [];
    private readonly List<Reading> _unlogged = [];
    private AssignedRules? _rules;
    private ColdChainMonitor _monitor;
    private DateTimeOffset _silentUntil;
    private long _toldReadings;

    public ColdChainWatch(string site, string subject, ColdState state, TwinOptions options)
    {
        (_site, _subject, _options, _book) = (site, subject, options, new ExcursionBook(site, subject));
        (_silentUntil, _toldReadings) = (state.SilentUntil, state.ToldReadings);
        _rules = state.Rules is { } json ? AssignedRules.Of(json) : null;
        _monitor = state.Monitor is { } form ? ColdChainMonitor.Restore(Rules, form) : NewMonitor();
        _book.Restore(state.Chapters.Select(chapter => (chapter.ToRecord(site, subject), state.Settled.Contains(chapter.Thread!))));
    }

    /// <summary>Whether anything changed since the last <see cref="Store"/>.</summary>
    public bool IsDirty { get; private set; }

    /// <summary>Whether facts wait that must not wait for the next flush, or so many readings that they shouldn't.</summary>
    public bool IsUrgent => _news.Count > 0 || _unlogged.Count >= _options.HistoryWindow;

    /// <summary>Whether rules watch for gaps.</summary>
    public bool WatchesGaps => Rules.Rules.Any(rule => rule is GapRule);

    /// <summary>Beginning of the retention window.</summary>
    public DateTimeOffset WindowStart => _monitor.WindowStart;

    /// <summary>Own readings of the window, by time.</summary>
    public IEnumerable<Reading> OwnReadings => _monitor.Window.Where(reading => !ContainerReadings.IsInherited(reading.Id));

    private RuleSet Rules => _rules?.Rules ?? NoRules;

    /// <summary>Takes readings that count when <paramref name="counts"/> says so, and judges.</summary>
    public void Take(ImmutableArray<SensorRead> readings, Func<Reading, bool> counts)
    {
        bool hasNew = false;
        foreach (SensorRead read in readings)
        {
            Reading reading = ContainerReadings.ToReading(read);
            bool isCounted = counts(reading);
            TakeOutcome outcome = isCounted ? _monitor.Take(reading) : _monitor.SetAside(reading);
            IsDirty |= outcome != TakeOutcome.Repeated;
            if (outcome == TakeOutcome.Taken)
            {
                _unlogged.Add(reading);
                hasNew = true;
            }
        }

        if (hasNew)
        {
            Judge();
        }
    }

    /// <summary>Sorts anew which readings count, and judges.</summary>
    public void Recount(Func<Reading, bool> counts)
    {
        Recounted changed = _monitor.Recount(counts);
        if (changed.Admitted.Count + changed.Released.Count == 0)
        {
            return;
        }

        IsDirty = true;
        TellReadings();
        if (_rules is not null && changed.Released.Count > 0)
        {
            Tell(ReadingFacts.Released, changed.Released);
        }

        _unlogged.AddRange(changed.Admitted);
        Judge();
    }

    /// <summary>Assigns rules; the window is judged anew by them.</summary>
    /// <exception cref="ArgumentException">Other rules are known under the same name and version.</exception>
    public void Assign(AssignedRules rules, DateTimeOffset now)
    {
        if (_rules?.Json == rules.Json)
        {
            return;
        }

        if (_rules is { } known && known.Rules.Name == rules.Rules.Name && known.Rules.Version == rules.Rules.Version)
        {
            throw new ArgumentException($"rules of {_subject}: expected another version than {known.Rules.Version} of {known.Rules.Name} for other rules, found the same");
        }

        TellReadings();
        Reading[] window = [.. _monitor.Window], aside = [.. _monitor.Aside];
        DateTimeOffset end = window.Length > 0 ? window[^1].Time + _options.ReadingInterval : now;
        _news.AddRange(_book.SettleAll(end));
        _rules = rules;
        _news.Add(ReadingFacts.OfRules(_site, _subject, rules, _options.ReadingInterval, _options.ReadingRetention, now));
        (_monitor, _silentUntil, IsDirty) = (NewMonitor(), DateTimeOffset.MinValue, true);
        Array.ForEach(window, reading => _monitor.Take(reading));
        Array.ForEach(aside, reading => _monitor.SetAside(reading));
        _unlogged.AddRange(window);
        Judge();
    }

    /// <summary>Judges the time since the last reading, when that is longer than what may still turn out to be no gap.</summary>
    /// <param name="lastArrival">When the last reading arrived, by the same clock as <paramref name="now"/>.</param>
    /// <param name="now">The present.</param>
    public void JudgeSilence(DateTimeOffset lastArrival, DateTimeOffset now)
    {
        if (!WatchesGaps || _monitor.Window.Count == 0)
        {
            return;
        }

        TimeSpan shortest = Rules.Rules.OfType<GapRule>().Min(rule => rule.After) + _options.ReadingInterval;
        TimeSpan wait = shortest > Rules.LargestGap ? shortest : Rules.LargestGap;
        if (now - lastArrival >= wait && now - _monitor.Window[^1].Time >= wait)
        {
            _silentUntil = now;
            IsDirty = true;
            Judge();
        }
    }

    /// <summary>Takes a command on an excursion.</summary>
    /// <exception cref="InvalidOperationException">It is refused.</exception>
    public void Decide(string thread, ExcursionCommand command)
    {
        ExcursionDecision decision = _book.Decide(thread, command);
        _news.Add(decision.Fact ?? throw new InvalidOperationException(decision.Refusal));
        IsDirty = true;
    }

    /// <summary>Puts everything into the state, and answers the facts that came up since the last time.</summary>
    public IReadOnlyList<FactRecord> Store(ColdState state)
    {
        TellReadings();
        FactRecord[] facts = [.. _news];
        _news.Clear();
        _book.Settle(_monitor.DrainSettled(), _monitor.WindowStart);
        (state.Rules, state.SilentUntil, state.ToldReadings) = (_rules?.Json, _silentUntil, _toldReadings);
        state.Monitor = _monitor.Window.Count + _monitor.Aside.Count > 0 ? _monitor.ToForm() : null;
        state.Chapters = [.. _book.Chapters.Select(chapter => Facts.FactEntry.Of(chapter.Chapter))];
        state.Settled = [.. _book.Chapters.Where(chapter => chapter.IsSettled).Select(chapter => chapter.Chapter.Thread!)];
        IsDirty = false;
        return facts;
    }

    /// <summary>How the object stands; null without rules.</summary>
    public ColdStatus? ToStatus() => _rules is null ? null : ColdStatusForm.Of(_monitor.Report(Until()), _book, _monitor.Window.Count > 0 ? _monitor.Window[^1].Time : null);

    private void Judge()
    {
        if (_rules is null || _monitor.Window.Count == 0)
        {
            return;
        }

        DateTimeOffset newest = _monitor.Window[^1].Time;
        IReadOnlyList<FactRecord> news = _book.Compare(_monitor.Report(Until()), newest > _silentUntil ? newest : _silentUntil);
        if (news.Count > 0)
        {
            TellReadings();
            _news.AddRange(news);
        }
    }

    private void TellReadings()
    {
        if (_rules is not null && _unlogged.Count > 0)
        {
            Tell(ReadingFacts.Used, _unlogged);
        }

        _unlogged.Clear();
    }

    private void Tell(string kind, IEnumerable<Reading> readings)
    {
        FactRecord[] facts = [.. ReadingFacts.OfReadings(kind, _site, _subject, readings, _toldReadings)];
        _toldReadings += facts.Length;
        _news.AddRange(facts);
    }

    /// <summary>Silence once judged stays judged: a late reading from before it doesn't end it.</summary>
    private DateTimeOffset? Until() => _silentUntil > DateTimeOffset.MinValue ? _silentUntil : null;

    private ColdChainMonitor NewMonitor() => new(Rules, _options.ReadingInterval, _options.ReadingRetention);
}
