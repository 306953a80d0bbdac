using TwinGrid.Model;
using TwinGrid.Trace.ColdChain.Excursions;
using TwinGrid.Trace.ColdChain.Facts;
using TwinGrid.Trace.Facts;

namespace TwinGrid.Trace.ColdChain.Series;

/// <summary>What the log says of one object's cold chain: readings, rules and excursions, folded from its facts.</summary>
/// <param name="Readings">The readings used and not released since.</param>
/// <param name="Rules">The rules last assigned; null for none.</param>
/// <param name="Interval">Logging interval of those rules; zero without rules.</param>
/// <param name="Excursions">Its excursions by beginning.</param>
public sealed record SubjectRecord(IReadOnlyList<Reading> Readings, AssignedRules? Rules, TimeSpan Interval, IReadOnlyList<ExcursionFile> Excursions)
{
    /// <summary>Kinds of the facts that hold readings.</summary>
    public static IReadOnlyList<string> ReadingKinds { get; } = [ReadingFacts.Used, ReadingFacts.Released];

    /// <summary>Kinds of the other facts that it is folded from.</summary>
    public static IReadOnlyList<string> OtherKinds { get; } = [ReadingFacts.RulesAssigned, .. ExcursionFacts.Kinds];

    /// <summary>Folds facts of one object, given in any order.</summary>
    /// <exception cref="InvalidDataException">A payload can't be read.</exception>
    public static SubjectRecord Fold(IEnumerable<LoggedFact> facts)
    {
        var readings = new Dictionary<ObservationId, Reading>();
        var files = new Dictionary<string, ExcursionFile>(StringComparer.Ordinal);
        AssignedRules? rules = null;
        TimeSpan interval = TimeSpan.Zero;
        foreach (LoggedFact logged in facts.OrderBy(fact => fact.Sequence))
        {
            FactRecord fact = logged.Fact;
            switch (fact.Kind)
            {
                case ReadingFacts.Used:
                    foreach (Reading reading in ReadingFacts.ReadReadings(fact))
                    {
                        readings[reading.Id] = reading;
                    }

                    break;
                case ReadingFacts.Released:
                    foreach (Reading reading in ReadingFacts.ReadReadings(fact))
                    {
                        readings.Remove(reading.Id);
                    }

                    break;
                case ReadingFacts.RulesAssigned:
                    (rules, interval, _) = ReadingFacts.ReadRules(fact);
                    break;
                default:
                    if (fact.Thread is { } thread && ExcursionLifeCycle.Next(files.GetValueOrDefault(thread), fact) is { } file)
                    {
                        files[thread] = file;
                    }

                    break;
            }
        }

        return new(
            Timeline.Sorted(readings.Values),
            rules,
            interval,
            [.. files.Values.OrderBy(file => file.Excursion.Start).ThenBy(file => file.Id, StringComparer.Ordinal)]);
    }
}
