using System.Numerics;

namespace TwinGrid.Adapters.Iq.Slots;

/// <summary>What lies between two commands of the reader: the room in which tags may reply.</summary>
/// <param name="Command">The command before it.</param>
/// <param name="First">Number of its first sample in the recording.</param>
/// <param name="Samples">Its samples at each antenna, of equal number; valid until the next slot is asked for.</param>
internal readonly record struct Slot(ReaderCommand Command, long First, IReadOnlyList<ReadOnlyMemory<Complex>> Samples);

/// <summary>
/// Cuts a recording into slots as its samples come. What it keeps is one slot, up to a bound; the rest of a longer one is passed over.
/// </summary>
internal sealed class SlotCutter
{
    private readonly PulseReader _pulses;
    private readonly Complex[][] _kept;
    private CarrierGate _gate;
    private ReaderCommand _command;
    private bool _hasCommand;
    private long _now, _slotStart;
    private int _count;

    /// <summary>A cutter.</summary>
    /// <param name="sampleRate">Samples a second.</param>
    /// <param name="channels">Antennas; commands are read at the first.</param>
    /// <param name="longest">Samples of a slot that are kept.</param>
    /// <param name="link">How tags reply until a Query has said it.</param>
    public SlotCutter(double sampleRate, int channels, int longest, TagLink link)
    {
        _gate = new CarrierGate(sampleRate);
        _pulses = new PulseReader(sampleRate, link);
        _kept = [.. Enumerable.Range(0, channels).Select(_ => new Complex[longest])];
    }

    /// <summary>Commands seen.</summary>
    public long Commands { get; private set; }

    /// <summary>Takes the samples that follow, and shows each slot that they complete.</summary>
    public void Take(Memory<Complex>[] channels, int count, Action<Slot> onSlot)
    {
        for (int at = 0; at < count;)
        {
            ReadOnlySpan<Complex> rest = channels[0].Span[at..count];
            int limit = _pulses.IsReceiving && _gate.IsOn ? (int)Math.Clamp(_pulses.QuietUntil - _now, 0, rest.Length) : rest.Length;
            int change = _gate.NextChange(rest[..limit]);
            int step = change >= 0 ? change : limit;
            Keep(channels, at, step);
            (at, _now) = (at + step, _now + step);
            if (change >= 0)
            {
                Change(onSlot);
                // The sample of the change itself has been looked at.
                Keep(channels, at, 1);
                (at, _now) = (at + 1, _now + 1);
            }
            else if (_pulses.IsReceiving && _gate.IsOn && _now >= _pulses.QuietUntil)
            {
                Begin();
            }
        }
    }

    /// <summary>The recording is over: what was kept of the last slot is one.</summary>
    public void Finish(Action<Slot> onSlot) => End(onSlot);

    private void Change(Action<Slot> onSlot)
    {
        if (_gate.IsOn)
        {
            // The slot begins with the last rise of its command; which that is shows only later.
            _count = 0;
            _pulses.Rise(_now);
            return;
        }

        if (!_pulses.IsReceiving)
        {
            End(onSlot);
        }

        _pulses.Fall(_now);
    }

    private void Begin()
    {
        _command = _pulses.Finish();
        (_hasCommand, _slotStart) = (true, _command.End);
        Commands += _command.Kind == CommandKind.Other ? 0 : 1;
    }

    private void End(Action<Slot> onSlot)
    {
        if (_hasCommand && _count > 0)
        {
            onSlot(new Slot(_command, _slotStart, [.. _kept.Select(samples => (ReadOnlyMemory<Complex>)samples.AsMemory(0, _count))]));
        }

        (_hasCommand, _count) = (false, 0);
    }

    private void Keep(Memory<Complex>[] channels, int from, int count)
    {
        int room = Math.Min(count, _kept[0].Length - _count);
        for (int channel = 0; channel < _kept.Length && room > 0; channel++)
        {
            channels[channel].Span.Slice(from, room).CopyTo(_kept[channel].AsSpan(_count));
        }

        _count += room;
    }
}
