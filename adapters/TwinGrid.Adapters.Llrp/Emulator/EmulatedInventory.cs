using System.Collections.Immutable;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Adapters.Llrp.Emulator;

/// <summary>
/// Who answers next while a ROSpec runs: the antennas take turns, each asks the tags of the room in a new order, on a channel that
/// changes five times a second. A tag whose session remembers that it was read is silent.
/// </summary>
internal sealed class EmulatedInventory
{
    private const double SecondsOnChannel = 0.2, SecondsSessionOneRemembers = 2;

    private readonly EmulatedRoom _room;
    private readonly EmulatedBand _band;
    private readonly ImmutableArray<AntennaSetting> _antennas;
    private readonly SeededRandom _random;
    private readonly int[] _order;
    private readonly double[,] _silentUntil;
    private int _antenna, _next;

    /// <summary>Begins with the first antenna.</summary>
    /// <param name="room">Where the tags are.</param>
    /// <param name="band">Channels.</param>
    /// <param name="antennas">Antennas in their order; at least one.</param>
    /// <param name="seed">Makes the order of tags.</param>
    public EmulatedInventory(EmulatedRoom room, EmulatedBand band, ImmutableArray<AntennaSetting> antennas, ulong seed)
    {
        (_room, _band, _antennas, _random) = (room, band, antennas, new SeededRandom(seed));
        _order = [.. Enumerable.Range(0, room.Tags.Length)];
        _silentUntil = new double[4, room.Tags.Length];
        Shuffle();
    }

    /// <summary>The next read; false when no tag answers any antenna.</summary>
    /// <param name="seconds">Seconds since the emulator's start.</param>
    /// <param name="read">The read.</param>
    public bool TryNext(double seconds, out EmulatedRead read)
    {
        for (int tries = (_antennas.Length + 1) * _order.Length; tries > 0; tries--)
        {
            if (_next == _order.Length)
            {
                _antenna = (_antenna + 1) % _antennas.Length;
                _next = 0;
                Shuffle();
            }

            int tag = _order[_next++];
            if (TryRead(_antennas[_antenna], tag, seconds, out read))
            {
                return true;
            }
        }

        read = default;
        return false;
    }

    private bool TryRead(AntennaSetting antenna, int tag, double seconds, out EmulatedRead read)
    {
        read = default;
        ref double silent = ref _silentUntil[antenna.Session, tag];
        if (!antenna.IsDualTarget && seconds < silent)
        {
            return false;
        }

        int channel = antenna.Channel > 0 ? antenna.Channel : 1 + (int)(seconds / SecondsOnChannel) % _band.Kilohertz.Length;
        if (_room.Measure(tag, antenna.Port - 1, _band.Kilohertz[channel - 1] * 1e3, antenna.PowerDbm, seconds) is not { } heard)
        {
            return false;
        }

        silent = antenna.Session switch { 0 => 0, 1 => seconds + SecondsSessionOneRemembers, _ => double.PositiveInfinity };
        double turns = heard.PhaseRadians / (2 * Math.PI);
        read = new EmulatedRead(
            tag,
            antenna.Port,
            channel,
            (int)Math.Floor((turns - Math.Floor(turns)) * 4096) & 4095,
            (int)Math.Round(heard.RssiDbm * 100),
            (int)Math.Round(heard.DopplerHz * 16),
            seconds);
        return true;
    }

    private void Shuffle()
    {
        for (int i = _order.Length - 1; i > 0; i--)
        {
            int other = _random.NextIndex(i + 1);
            (_order[i], _order[other]) = (_order[other], _order[i]);
        }
    }
}
