using System.Collections.Immutable;
using TwinGrid.Adapters.Iq.Slots;
using TwinGrid.Model;
using TwinGrid.Signal.Motion.Replies;

namespace TwinGrid.Adapters.Iq.Rounds;

/// <summary>Follows a reader through its rounds: from slots to polling cycles, counting what was there.</summary>
/// <param name="options">What is known beforehand.</param>
/// <param name="source">Name of the cycles' source.</param>
/// <param name="rate">Samples a second.</param>
/// <param name="lengthScale">Samples at 2 MS/s in one at that rate.</param>
/// <param name="start">When the first sample was taken.</param>
internal sealed class RoundReader(IqOptions options, string source, double rate, double lengthScale, DateTimeOffset start)
{
    private readonly SlotReader _slots = new(rate, options.ClockTolerance);
    private readonly CycleBuilder _cycle = new(options, lengthScale);
    private readonly List<PollingCycle> _finished = [];
    private readonly long[] _replies = new long[4];
    private readonly long _pause = (long)(options.CyclePause.TotalSeconds * rate);
    private TagReply? _lone;
    private long _cycles, _partial, _empty, _unresolved, _unsupported, _identified, _garbled, _end;
    private bool _hasQuery;

    /// <summary>Takes the next slot.</summary>
    public void Take(Slot slot)
    {
        if (slot.Command.Start - _end > _pause)
        {
            FinishCycle();
        }

        _end = slot.Command.End;
        _hasQuery |= slot.Command.Kind == CommandKind.Query;
        switch (slot.Command.Kind)
        {
            case CommandKind.Query or CommandKind.QueryRep or CommandKind.QueryAdjust:
                TakeReplies(slot);
                break;
            case CommandKind.Acknowledge:
                TakeEpc(slot);
                break;
            default:
                _lone = null;
                break;
        }
    }

    /// <summary>The recording is over: the cycle under way is complete as far as it goes.</summary>
    public void Finish() => FinishCycle();

    /// <summary>The cycles finished since the last call.</summary>
    public ObservationBatch Drain()
    {
        ImmutableArray<PollingCycle> cycles = [.. _finished];
        _finished.Clear();
        return ObservationBatch.Of(cycles);
    }

    /// <summary>What was there so far.</summary>
    public IqStatistics Statistics(long samples, double sampleRate, long commands) =>
        new(samples, sampleRate, commands, _empty, [.. _replies], _unresolved, _unsupported, _identified, _garbled, _cycles, _partial);

    private void TakeReplies(in Slot slot)
    {
        _lone = null;
        SlotReading? reading = _slots.Read(slot, out bool isSupported);
        _cycle.Ask(isSupported);
        switch (reading?.Kind)
        {
            case SlotKind.Resolved:
                _replies[reading.Replies.Count - 1]++;
                _cycle.Add(reading.Replies);
                _lone = reading.Replies.Count == 1 ? reading.Replies[0] : null;
                break;
            case SlotKind.Unresolved:
                _unresolved++;
                break;
            default:
                _empty += isSupported ? 1 : 0;
                _unsupported += isSupported ? 0 : 1;
                break;
        }
    }

    private void TakeEpc(in Slot slot)
    {
        byte[]? epc = _lone is null ? null : _slots.ReadEpc(slot, _lone);
        _cycle.Acknowledge(_lone, epc);
        _identified += epc is null ? 0 : 1;
        _garbled += epc is null ? 1 : 0;
        _lone = null;
    }

    /// <summary>A cycle whose Query isn't in the recording began before it: who was missing can't be told of it.</summary>
    private void FinishCycle()
    {
        if (_cycle.Finish(new ObservationId(source, _cycles + 1), start + TimeSpan.FromSeconds(_end / rate)) is { } cycle)
        {
            if (_hasQuery)
            {
                _finished.Add(cycle);
                _cycles++;
            }
            else
            {
                _partial++;
            }
        }

        _hasQuery = false;
    }
}
