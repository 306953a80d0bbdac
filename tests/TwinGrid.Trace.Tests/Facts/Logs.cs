using FsCheck;
using FsCheck.Fluent;
using TwinGrid.Trace.Facts;

namespace TwinGrid.Trace.Tests.Facts;

/// <summary>Logs to break.</summary>
internal static class Logs
{
    private static readonly DateTimeOffset Epoch = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    public static FactRecord Fact(int number) => new(
        "site", "box-" + number % 3, Epoch.AddMinutes(number), number % 2 == 0 ? "readings-used" : "object-moved", number % 4 == 0 ? "thread" : null, $$"""{"n":{{number}}}""");

    /// <summary>A log of facts with the numbers 0 to count − 1.</summary>
    public static List<LoggedFact> Of(int count) => Chained(Enumerable.Range(0, count).Select(Fact));

    /// <summary>Facts as a log whose chain fits.</summary>
    public static List<LoggedFact> Chained(IEnumerable<FactRecord> facts)
    {
        var log = new List<LoggedFact>();
        string hash = FactHash.Genesis;
        foreach (FactRecord fact in facts)
        {
            long sequence = log.Count + 1;
            DateTimeOffset written = Epoch.AddHours(1).AddSeconds(sequence);
            hash = FactHash.Chained(hash, sequence, written, fact);
            log.Add(new LoggedFact(sequence, written, fact, hash));
        }

        return log;
    }

    /// <summary>The log with sequences from 1 again, hashes as they are.</summary>
    public static List<LoggedFact> Renumbered(this IEnumerable<LoggedFact> log) => [.. log.Select((record, index) => record with { Sequence = index + 1 })];

    public static FactAnchor Head(this List<LoggedFact> log) => new(log[^1].Sequence, log[^1].Hash);

    public static FactVerification Verify(this IEnumerable<LoggedFact> log, params FactAnchor[] anchors) =>
        FactChain.VerifyAsync(log.ToAsyncEnumerable(), FactAnchor.Beginning, anchors, CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>A length of a log and two different places in it.</summary>
    public static Gen<(int Count, int First, int Second)> Places() =>
        from count in Gen.Choose(2, 30)
        from first in Gen.Choose(0, count - 2)
        from second in Gen.Choose(first + 1, count - 1)
        select (count, first, second);

}
