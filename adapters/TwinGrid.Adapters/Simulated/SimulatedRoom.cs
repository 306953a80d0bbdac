using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TwinGrid.Model;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Adapters.Simulated;

/// <summary>
/// A room of passive tags that exists only as physics: reports the raw envelope voltages that its tags would have sent to
/// their sink, both directions of every pair in range.
/// </summary>
public sealed class SimulatedRoom : IObservationSource
{
    /// <summary>Name of the exciter in every observation.</summary>
    public const string Exciter = "exciter";

    /// <summary>Name of the reflection palette that the tags use.</summary>
    public const string Palette = "standard";

    private const int BatchSize = 512;
    private readonly DateTimeOffset _start;

    /// <summary>A room and the time at which its one probing cycle begins.</summary>
    /// <param name="room">The synthesised room.</param>
    /// <param name="name">Name of the source.</param>
    /// <param name="start">Time of the first observation; each following one is a millisecond later.</param>
    public SimulatedRoom(SyntheticRoom room, string name, DateTimeOffset start)
    {
        Room = room;
        Name = name;
        _start = start;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>The physics behind, with the truth.</summary>
    public SyntheticRoom Room { get; }

    /// <summary>Name of a node: anchors are <c>anchor-00</c> and on, tags are <c>tag-000</c> and on.</summary>
    /// <param name="node">Index in the room.</param>
    public string NodeName(int node) => Room.IsAnchor(node)
        ? FormattableString.Invariant($"anchor-{node:D2}")
        : FormattableString.Invariant($"tag-{node - Room.Options.AnchorCount:D3}");

    /// <inheritdoc/>
    public async IAsyncEnumerable<ObservationBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var batch = ImmutableArray.CreateBuilder<Probe>(BatchSize);
        long sequence = 0;
        for (int link = 0; link < Room.Links.Count; link++)
        {
            SyntheticLink truth = Room.Links[link];
            batch.Add(ProbeOf(++sequence, truth.First, truth.Second, Room.Forward(link)));
            batch.Add(ProbeOf(++sequence, truth.Second, truth.First, Room.Backward(link)));
            if (batch.Count >= BatchSize)
            {
                yield return ObservationBatch.Of(batch.DrainToImmutable());
                cancellationToken.ThrowIfCancellationRequested();
                await Task.Yield();
            }
        }

        if (batch.Count > 0)
        {
            yield return ObservationBatch.Of(batch.DrainToImmutable());
        }
    }

    private Probe ProbeOf(long sequence, int transmitter, int receiver, ReadOnlySpan<double> voltages) => new(
        new ObservationId(Name, sequence),
        _start.AddMilliseconds(sequence),
        NodeName(transmitter),
        NodeName(receiver),
        Exciter,
        Room.Options.Carrier.Value,
        Palette,
        ImmutableCollectionsMarshal.AsImmutableArray(voltages.ToArray()));
}
