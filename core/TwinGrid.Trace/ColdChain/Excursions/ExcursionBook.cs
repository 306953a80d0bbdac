using TwinGrid.Trace.Facts;

namespace TwinGrid.Trace.ColdChain.Excursions;

/// <summary>
/// The files of one object's excursions: what was told of each, against which what readings say now is compared. Every fact that it
/// answers is already in its file; to tell it is the caller's part.
/// </summary>
/// <param name="site">Name of the site.</param>
/// <param name="subject">Name of the object.</param>
public sealed class ExcursionBook(string site, string subject)
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>The files, by beginning of their excursions.</summary>
    public IEnumerable<ExcursionFile> Files => _entries.Values.Select(entry => entry.File).OrderBy(file => file.Excursion.Start).ThenBy(file => file.Id, StringComparer.Ordinal);

    /// <summary>The chapters of all files, file by file, and whether what was measured can change no more.</summary>
    public IEnumerable<(FactRecord Chapter, bool IsSettled)> Chapters => _entries.OrderBy(entry => entry.Key, StringComparer.Ordinal)
        .SelectMany(entry => entry.Value.Chapters.Select(chapter => (chapter, entry.Value.IsSettled)));

    /// <summary>Takes up a book as <see cref="Chapters"/> gave it.</summary>
    /// <exception cref="InvalidDataException">A payload is not that of an excursion's fact.</exception>
    public void Restore(IEnumerable<(FactRecord Chapter, bool IsSettled)> chapters)
    {
        ArgumentNullException.ThrowIfNull(chapters);
        foreach (IGrouping<string?, (FactRecord Chapter, bool IsSettled)> thread in chapters.GroupBy(chapter => chapter.Chapter.Thread, StringComparer.Ordinal))
        {
            if (ExcursionLifeCycle.Fold(thread.Select(chapter => chapter.Chapter)) is { } file)
            {
                _entries[file.Excursion.Id] = new Entry(file, [.. thread.Select(chapter => chapter.Chapter)], thread.First().IsSettled);
            }
        }
    }

    /// <summary>What is news in a report.</summary>
    /// <param name="report">What the readings say.</param>
    /// <param name="time">Time of the newest reading.</param>
    public IReadOnlyList<FactRecord> Compare(ColdChainReport report, DateTimeOffset time)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (_entries.Count == 0 && report.Excursions.Count == 0)
        {
            return [];
        }

        var news = new List<FactRecord>();
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (Excursion excursion in report.Excursions)
        {
            found.Add(excursion.Id);
            Entry? told = _entries.GetValueOrDefault(excursion.Id);
            if (told is not { IsSettled: true } && ExcursionFacts.NewsOf(site, subject, told?.File, excursion, time) is { } fact)
            {
                Note(excursion.Id, fact);
                news.Add(fact);
            }
        }

        foreach ((string id, Entry told) in _entries.Where(entry => !entry.Value.IsSettled && !found.Contains(entry.Key)).OrderBy(entry => entry.Key, StringComparer.Ordinal).ToArray())
        {
            if (ExcursionFacts.NewsOf(site, subject, told.File, null, time) is { } fact)
            {
                Note(id, fact);
                news.Add(fact);
            }
        }

        return news;
    }

    /// <summary>Takes a command on an excursion or refuses it.</summary>
    /// <param name="thread">Id of the excursion's thread, <see cref="ExcursionFile.Id"/>.</param>
    /// <param name="command">The command.</param>
    public ExcursionDecision Decide(string thread, ExcursionCommand command)
    {
        ArgumentNullException.ThrowIfNull(thread);
        if (_entries.FirstOrDefault(entry => entry.Value.File.Id == thread) is not { Value: { } entry } known)
        {
            return new ExcursionDecision(null, $"excursion {thread}: expected one of {subject} that is not yet filed, found none");
        }

        ExcursionDecision decision = ExcursionLifeCycle.Decide(entry.File, command);
        if (decision.Fact is { } fact)
        {
            Note(known.Key, fact);
        }

        return decision;
    }

    /// <summary>
    /// The rules changed: what was found by the former ones stands as it was told, and what lasts is told as ended, its end not observed.
    /// </summary>
    /// <param name="end">Until when the former rules watched.</param>
    public IReadOnlyList<FactRecord> SettleAll(DateTimeOffset end)
    {
        var news = new List<FactRecord>();
        foreach ((string id, Entry entry) in _entries.OrderBy(entry => entry.Key, StringComparer.Ordinal).ToArray())
        {
            if (!entry.IsSettled && entry.File.IsLasting)
            {
                Excursion ended = entry.File.Excursion with { End = end > entry.File.Excursion.AlarmTime ? end : entry.File.Excursion.AlarmTime, IsOpen = false, IsEndObserved = false };
                FactRecord fact = ExcursionFacts.Measured(ExcursionFacts.Ended, site, subject, ended, ended.End!.Value, entry.File.Chapters);
                Note(id, fact);
                news.Add(fact);
            }

            _entries[id] = _entries[id] with { IsSettled = true };
        }

        return news;
    }

    /// <summary>These can change no more; and what is closed or withdrawn and can't change is forgotten.</summary>
    /// <param name="settled">Excursions that the monitor has handed over.</param>
    /// <param name="windowStart">Beginning of the monitor's window: no reading from before it is taken any more.</param>
    public void Settle(IEnumerable<Excursion> settled, DateTimeOffset windowStart)
    {
        ArgumentNullException.ThrowIfNull(settled);
        foreach (Excursion excursion in settled)
        {
            if (_entries.TryGetValue(excursion.Id, out Entry? entry))
            {
                _entries[excursion.Id] = entry with { IsSettled = true };
            }
        }

        foreach ((string id, Entry entry) in _entries.ToArray())
        {
            bool isOver = entry.IsSettled
                ? entry.File.State is ExcursionState.Closed or ExcursionState.Withdrawn
                : entry.File is { State: ExcursionState.Withdrawn, Excursion.Kind: not ExcursionKind.Cumulative } && entry.File.Excursion.Start < windowStart;
            if (isOver)
            {
                _entries.Remove(id);
            }
        }
    }

    private void Note(string id, FactRecord fact)
    {
        Entry? before = _entries.GetValueOrDefault(id);
        if (ExcursionLifeCycle.Next(before?.File, fact) is { } file)
        {
            _entries[id] = new Entry(file, [.. before?.Chapters ?? [], fact], before?.IsSettled ?? false);
        }
    }

    private sealed record Entry(ExcursionFile File, IReadOnlyList<FactRecord> Chapters, bool IsSettled);
}
