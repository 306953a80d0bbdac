using System.Collections.Immutable;
using TwinGrid.Grains.ColdChain;
using TwinGrid.Grains.Facts;
using TwinGrid.Model;

namespace TwinGrid.Grains.Objects;

/// <content>What captured events say: the stage of its life, what it is inside of, and what is inside of it.</content>
public sealed partial class ObjectGrain
{
    /// <inheritdoc/>
    public async Task Learn(ObjectLife life)
    {
        ObjectLife? known = cold.State.Life;
        if (known is not null && life.AsOf < known.AsOf)
        {
            return;
        }

        cold.State.Life = life;
        if (known is not null && known with { AsOf = 0, Enclosures = [] } == life with { AsOf = 0, Enclosures = [] } && known.Enclosures.SequenceEqual(life.Enclosures))
        {
            await SaveUrgent();
            return;
        }

        _isUnsaved = true;
        LifeStage before = known?.Stage ?? LifeStage.Unknown;
        if (life.Stage != before && life.Since is { } since)
        {
            ColdFacts.Add(FactPayloads.LifeStageChanged(Site, Name, before, life.Stage, since, life.Place, life.AsOf));
        }

        Cold.Recount(Counts);
        await SaveAll();
    }

    /// <inheritdoc/>
    public async Task Hold(string content, ImmutableArray<ContainerStay> stays)
    {
        List<ContainerStay> current = [.. stays.Where(IsInWindow)];
        List<ContainerStay> known = [.. cold.State.Contents.GetValueOrDefault(content, []).Where(IsInWindow)];
        if (!known.SequenceEqual(current))
        {
            SensorRead[] missed = [.. Cold.OwnReadings.Where(reading => current.Exists(stay => stay.Holds(reading.Time))).Select(reading => ContainerReadings.ToRead(Name, reading))];
            if (missed.Length > 0 && !IsInside(content))
            {
                // Told late: what it went through meanwhile is here. Nothing else brings it again, so it is durable before the stays are known.
                await ObjectNamed(content).Inherit(Name, ContainerReadings.From(Name, missed));
                await ObjectNamed(content).Save();
            }

            ImmutableArray<SensorRead> withdrawn = WithdrawnDuring(current);
            if (!withdrawn.IsEmpty && !IsInside(content))
            {
                // It may know them from an earlier stay that was taken back before they were.
                await ObjectNamed(content).InheritWithdrawal(Name, ContainerReadings.From(Name, withdrawn));
            }

            cold.State.Contents[content] = current;
            _isUnsaved = true;
        }

        await SaveUrgent();
    }

    private bool IsInWindow(ContainerStay stay) => !(stay.Until <= Cold.WindowStart);

    /// <summary>Forgets what left before the retention window: no reading can be handed to it any more.</summary>
    private void PruneContents()
    {
        foreach (string gone in cold.State.Contents.Where(content => !content.Value.Exists(IsInWindow)).Select(content => content.Key).ToArray())
        {
            cold.State.Contents.Remove(gone);
        }
    }

    private Task HandOn(ImmutableArray<SensorRead> readings, Func<IObjectGrain, ImmutableArray<SensorRead>, Task> hand)
    {
        if (cold.State.Contents.Count == 0 || readings.IsEmpty)
        {
            return Task.CompletedTask;
        }

        DateTimeOffset first = readings.Min(reading => reading.Time), last = readings.Max(reading => reading.Time);
        ImmutableArray<SensorRead> handed = ContainerReadings.From(Name, readings);
        string[] inside =
        [
            .. cold.State.Contents
                .Where(content => content.Value.Exists(stay => stay.From <= last && !(stay.Until <= first)) && !IsInside(content.Key))
                .Select(content => content.Key),
        ];
        (_unflushed ??= new(StringComparer.Ordinal)).UnionWith(inside);
        return Task.WhenAll(inside.Select(content => hand(ObjectNamed(content), handed)));
    }

    /// <summary>Bad data may put two things inside each other; then neither hands its readings to the other: which of them is the container, nobody knows.</summary>
    private bool IsInside(string container) => cold.State.Life is { } life && life.Enclosures.Any(stay => stay.Name == container);

    private IObjectGrain ObjectNamed(string name) => GrainFactory.GetGrain<IObjectGrain>(TwinKeys.InSite(Site, name));
}
