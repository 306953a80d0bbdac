using System.Collections.Immutable;
using TwinGrid.Grains.ColdChain;
using TwinGrid.Model;

namespace TwinGrid.Grains.Objects;

/// <content>Readings taken back. Their numbers are kept, so that it doesn't matter whether a reading or its withdrawal comes first.</content>
public sealed partial class ObjectGrain
{
    /// <inheritdoc/>
    public async Task WithdrawReadings(ImmutableArray<SensorRead> readings)
    {
        await HandOn(readings, (content, handed) => content.InheritWithdrawal(Name, handed));
        await Withdraw(readings);
    }

    /// <inheritdoc/>
    public Task InheritWithdrawal(string container, ImmutableArray<SensorRead> readings) => Withdraw(readings);

    private Task Withdraw(ImmutableArray<SensorRead> readings)
    {
        bool hasNew = false;
        foreach (SensorRead reading in readings)
        {
            if (!cold.State.Withdrawn.TryGetValue(reading.Id.Source, out SortedDictionary<long, DateTimeOffset>? known))
            {
                cold.State.Withdrawn[reading.Id.Source] = known = [];
            }

            hasNew |= known.TryAdd(reading.Id.Sequence, reading.Time);
        }

        if (!hasNew)
        {
            return SaveUrgent();
        }

        _isUnsaved = true;
        Cold.Recount(Counts);
        return SaveAll();
    }

    private bool IsWithdrawn(ObservationId id) =>
        cold.State.Withdrawn.TryGetValue(id.Source, out SortedDictionary<long, DateTimeOffset>? known) && known.ContainsKey(id.Sequence);

    /// <summary>Own readings taken back, of the time of some stays.</summary>
    private ImmutableArray<SensorRead> WithdrawnDuring(List<ContainerStay> stays) =>
    [
        .. cold.State.Withdrawn
            .Where(source => !ContainerReadings.IsInherited(new ObservationId(source.Key, 0)))
            .SelectMany(source => source.Value.Select(reading => new SensorRead(new ObservationId(source.Key, reading.Key), reading.Value, Name, null)))
            .Where(reading => stays.Exists(stay => stay.Holds(reading.Time))),
    ];

    /// <summary>Forgets those that would come too late. Twice the window, because it goes back when its newest reading is taken back.</summary>
    private void PruneWithdrawn()
    {
        foreach ((string source, SortedDictionary<long, DateTimeOffset> known) in cold.State.Withdrawn.ToArray())
        {
            foreach (long gone in known.Where(reading => Cold.WindowStart - reading.Value > options.Value.ReadingRetention).Select(reading => reading.Key).ToArray())
            {
                known.Remove(gone);
            }

            if (known.Count == 0)
            {
                cold.State.Withdrawn.Remove(source);
            }
        }
    }
}
