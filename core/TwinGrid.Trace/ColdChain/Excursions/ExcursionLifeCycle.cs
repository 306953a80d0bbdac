using System.Globalization;
using TwinGrid.Trace.Facts;

namespace TwinGrid.Trace.ColdChain.Excursions;

/// <summary>What comes of a command.</summary>
/// <param name="Fact">The fact to write; null when the command is refused.</param>
/// <param name="Refusal">Why it is refused, one line; null when it is not.</param>
public sealed record ExcursionDecision(FactRecord? Fact, string? Refusal);

/// <summary>
/// The life of an excursion: open, acknowledged, dispositioned, closed; withdrawn from any of these when late readings show that it
/// never was. A file is a fold of the thread's facts and nothing else.
/// </summary>
public static class ExcursionLifeCycle
{
    private const int LongestName = 200, LongestNote = 2000;

    /// <summary>The file that a thread of facts makes; null for a thread in which nothing was ever measured.</summary>
    /// <param name="chapters">The facts in the order of the log.</param>
    /// <exception cref="InvalidDataException">A payload is not that of an excursion's fact.</exception>
    public static ExcursionFile? Fold(IEnumerable<FactRecord> chapters)
    {
        ArgumentNullException.ThrowIfNull(chapters);
        return chapters.Aggregate<FactRecord, ExcursionFile?>(null, Next);
    }

    /// <summary>The file one fact later. Facts of other kinds, and acts on something never measured, change nothing.</summary>
    /// <exception cref="InvalidDataException">The payload is not that of an excursion's fact.</exception>
    public static ExcursionFile? Next(ExcursionFile? file, FactRecord fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return fact.Kind switch
        {
            ExcursionFacts.Started or ExcursionFacts.Ended or ExcursionFacts.Revised => Measured(file, fact),
            ExcursionFacts.Withdrawn when file is not null => file with { State = ExcursionState.Withdrawn, IsChangedSinceAct = file.Acts.Length > 0, Chapters = file.Chapters + 1 },
            ExcursionFacts.Acknowledged when file is not null => Acted(file, fact, ExcursionState.Acknowledged),
            ExcursionFacts.Dispositioned when file is not null => Acted(file, fact, ExcursionState.Dispositioned),
            ExcursionFacts.Closed when file is not null => Acted(file, fact, ExcursionState.Closed),
            _ => file,
        };
    }

    /// <summary>
    /// Takes a command or refuses it. Acknowledged once while open; dispositioned when acknowledged, and anew until closed; closed when
    /// dispositioned for good. Goods can't be released, nor a released file closed, while the excursion lasts.
    /// </summary>
    public static ExcursionDecision Decide(ExcursionFile file, ExcursionCommand command)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(command);
        return (FaultOf(command) ?? Refusal(file, command)) is { } refusal
            ? new ExcursionDecision(null, refusal)
            : new ExcursionDecision(FactOf(file, command), null);
    }

    /// <summary>What is wrong with a command in itself, whatever excursion it is about, in one line; null when nothing is.</summary>
    public static string? FaultOf(ExcursionCommand command) => command switch
    {
        null => throw new ArgumentNullException(nameof(command)),
        _ when string.IsNullOrWhiteSpace(command.By) || command.By.Length > LongestName => $"by: expected a name of 1 to {LongestName} characters, found '{command.By}'",
        { Note: null } or { Note.Length: > LongestNote } => $"note: expected at most {LongestNote} characters, found {command.Note?.Length.ToString(CultureInfo.InvariantCulture) ?? "none"}",
        DispositionExcursion { Verdict: var verdict } when string.IsNullOrWhiteSpace(verdict) || verdict.Length > LongestName =>
            $"verdict: expected release, reject, investigate or a text of up to {LongestName} characters, found '{verdict}'",
        _ => null,
    };

    private static ExcursionFile Measured(ExcursionFile? file, FactRecord fact)
    {
        Excursion excursion = ExcursionPayload.ReadExcursion(fact.Payload);
        if (file is null)
        {
            return new ExcursionFile
            {
                Id = fact.Thread ?? ExcursionFacts.ThreadOf(fact.Site, fact.Subject, excursion.Id),
                Site = fact.Site,
                Subject = fact.Subject,
                Excursion = excursion,
                Chapters = 1,
            };
        }

        // What was decided before a withdrawal was decided about something else: found again, it is open again.
        bool isReopened = file.State == ExcursionState.Withdrawn;
        return file with
        {
            Excursion = excursion,
            State = isReopened ? ExcursionState.Open : file.State,
            Verdict = isReopened ? null : file.Verdict,
            IsChangedSinceAct = file.Acts.Length > 0 && (isReopened || file.IsChangedSinceAct || file.Excursion != excursion),
            Chapters = file.Chapters + 1,
        };
    }

    private static ExcursionFile Acted(ExcursionFile file, FactRecord fact, ExcursionState state)
    {
        ExcursionAct act = ExcursionPayload.ReadAct(fact.Kind, fact.Time, fact.Payload);
        return file with
        {
            State = state,
            Verdict = act.Verdict ?? file.Verdict,
            Acts = file.Acts.Add(act),
            IsChangedSinceAct = false,
            Chapters = file.Chapters + 1,
        };
    }

    private static string? Refusal(ExcursionFile file, ExcursionCommand command) => (command, file.State) switch
    {
        (_, ExcursionState.Withdrawn) => $"excursion {file.Id}: expected one that stands, found it withdrawn because late readings show that it never was",
        (_, ExcursionState.Closed) => $"excursion {file.Id}: expected one that is not closed, found it closed by {LastAct(file)}",
        (AcknowledgeExcursion, ExcursionState.Open) => null,
        (AcknowledgeExcursion, _) => $"excursion {file.Id}: expected one that is open, found it acknowledged already, last act by {LastAct(file)}",
        (_, ExcursionState.Open) => $"excursion {file.Id}: expected one that is acknowledged, found it open",
        (DispositionExcursion { Verdict: DispositionExcursion.Release }, _) when file.IsLasting =>
            $"excursion {file.Id}: expected one that has ended before its goods are released, found it lasting",
        (DispositionExcursion, _) => null,
        (CloseExcursion, ExcursionState.Acknowledged) => $"excursion {file.Id}: expected one with a disposition, found none",
        (CloseExcursion, _) when file.Verdict == DispositionExcursion.Investigate =>
            $"excursion {file.Id}: expected a final disposition, found investigate",
        (CloseExcursion, _) when file.Verdict == DispositionExcursion.Release && file.IsLasting =>
            $"excursion {file.Id}: expected one that has ended before its released goods are filed, found it lasting",
        _ => null,
    };

    private static FactRecord FactOf(ExcursionFile file, ExcursionCommand command)
    {
        string kind = command switch
        {
            AcknowledgeExcursion => ExcursionFacts.Acknowledged,
            DispositionExcursion => ExcursionFacts.Dispositioned,
            _ => ExcursionFacts.Closed,
        };
        string payload = ExcursionPayload.Write(command.By, command.Note, (command as DispositionExcursion)?.Verdict, file.Chapters);
        return new FactRecord(file.Site, file.Subject, command.At.ToUniversalTime(), kind, file.Id, payload);
    }

    private static string LastAct(ExcursionFile file) => file.Acts.Length == 0
        ? "nobody"
        : string.Create(CultureInfo.InvariantCulture, $"{file.Acts[^1].By} at {file.Acts[^1].At:yyyy-MM-dd'T'HH:mm:ss'Z'}");
}
