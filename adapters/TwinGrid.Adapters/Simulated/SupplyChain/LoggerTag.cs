using System.Collections.Immutable;
using TwinGrid.Model;
using TwinGrid.Signal.Synthesis;
using TwinGrid.Trace.ColdChain;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Adapters.Simulated.SupplyChain;

/// <summary>
/// A logger tag on a pallet or roll cage: records what it feels and hands it over in batches. One batch in ten comes hours late, one in
/// ten comes twice, and one reading in a hundred is lost.
/// </summary>
internal sealed class LoggerTag
{
    private const double Noise = 0.05, LossShare = 0.01, LateShare = 0.1, RepeatedShare = 0.1;
    private const int Decimals = 1;
    private static readonly TimeSpan Batch = TimeSpan.FromMinutes(30);

    /// <summary>Name of the tag, which is the source of its readings as well.</summary>
    public required string Name { get; init; }

    /// <summary>What it is on.</summary>
    public required EpcIdentity On { get; init; }

    /// <summary>What it feels.</summary>
    public required BoxClimate Climate { get; init; }

    /// <summary>Its first reading.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>No reading at or after this.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>A stretch without readings; null for none.</summary>
    public (DateTimeOffset From, DateTimeOffset Until)? Gap { get; init; }

    /// <summary>A shock: when, in multiples of g; null for none.</summary>
    public (DateTimeOffset Time, double Value)? Shock { get; init; }

    /// <summary>Its identity.</summary>
    public EpcIdentity Id => ChainNames.Logger(Name);

    /// <summary>Its readings as taken, oldest first; losses and the gap left out.</summary>
    public IReadOnlyList<Reading> Record(TimeSpan interval, SeededRandom random)
    {
        var readings = new List<Reading>();
        for (DateTimeOffset time = From; time < Until; time += interval)
        {
            double felt = Climate.At(time) + Noise * random.NextGaussian();
            double jolt = Math.Round(random.NextUniform(0.1, 1.5), 1);
            bool isLost = random.NextUniform() < LossShare && !HasShock(time, interval);
            if (isLost || (Gap is { } gap && time >= gap.From && time < gap.Until))
            {
                continue;
            }

            // Numbers from the clock: a tag that is read again on another day doesn't begin anew.
            readings.Add(new Reading(
                new ObservationId(Name, time.ToUnixTimeSeconds()),
                time,
                Celsius.Of(Math.Round(felt, Decimals)),
                relativeHumidity: null,
                HasShock(time, interval) ? Shock!.Value.Value : jolt));
        }

        return readings;
    }

    /// <summary>Notes when the readings are handed over.</summary>
    /// <param name="ledger">Where.</param>
    /// <param name="readings">The record.</param>
    /// <param name="last">The latest moment for a late batch.</param>
    /// <param name="random">What decides.</param>
    public void HandOver(ChainLedger ledger, IReadOnlyList<Reading> readings, DateTimeOffset last, SeededRandom random)
    {
        string subject = ChainLedger.Twin(On);
        foreach (IGrouping<long, Reading> batch in readings.GroupBy(reading => (reading.Time - From).Ticks / Batch.Ticks))
        {
            DateTimeOffset sent = From + (batch.Key + 1) * Batch + TimeSpan.FromSeconds(random.NextIndex(60));
            bool isLate = random.NextUniform() < LateShare, isRepeated = random.NextUniform() < RepeatedShare;
            double lateness = random.NextUniform(1, 6), pause = random.NextUniform(0.1, 3);
            sent = isLate ? sent.AddHours(lateness) : sent;
            ImmutableArray<Reading> content = [.. batch];
            Send(sent, content);
            if (isRepeated)
            {
                Send(sent.AddHours(pause), content);
            }
        }

        void Send(DateTimeOffset sent, ImmutableArray<Reading> content) =>
            ledger.Add(new ReadingsSent(sent < last ? sent : last, Name, subject, content));
    }

    private bool HasShock(DateTimeOffset time, TimeSpan interval) => Shock is { } shock && shock.Time > time - interval && shock.Time <= time;
}
