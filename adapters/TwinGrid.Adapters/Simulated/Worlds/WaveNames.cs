using System.Globalization;
using TwinGrid.Simulation.Live;
using TwinGrid.Simulation.Naming;
using TwinGrid.Simulation.World;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Adapters.Simulated.Worlds;

/// <summary>
/// Names of a wave's items as tags and twins bear them: those that <see cref="WorldNames"/> gives, without its work for each item. What
/// a load's items have in common is made once.
/// </summary>
public sealed class WaveNames
{
    private readonly long _first;
    private readonly (string Stem, long Serial)[] _loads = new (string, long)[Numbering.LoadsPerWave];

    /// <summary>Names of a wave.</summary>
    /// <param name="world">Its world.</param>
    /// <param name="wave">The wave.</param>
    public WaveNames(WorldModel world, LiveWave wave)
    {
        ArgumentNullException.ThrowIfNull(wave);
        WorldNames names = new(world);
        _first = wave.FirstItem;
        for (int load = 0; load < _loads.Length; load++)
        {
            string name = TwinNames.OfEpc(DigitalLink.Format(names.Of(new Thing(ThingKind.Item, _first + (long)load * Numbering.ItemsPerLoad))));
            int end = name.LastIndexOf(':') + 1;
            _loads[load] = (name[..end], long.Parse(name.AsSpan(end), NumberStyles.None, CultureInfo.InvariantCulture));
        }
    }

    /// <summary>The name of an item's tag and twin.</summary>
    /// <param name="item">Its number, of this wave.</param>
    public string TagOf(long item)
    {
        (long load, long place) = Math.DivRem(item - _first, Numbering.ItemsPerLoad);
        return string.Create(CultureInfo.InvariantCulture, $"{_loads[load].Stem}{_loads[load].Serial + place}");
    }

    /// <summary>The number of an item from the name of its tag; null where it is none of this wave.</summary>
    public long? ItemOf(string tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        for (int load = 0; load < _loads.Length; load++)
        {
            (string stem, long first) = _loads[load];
            if (tag.StartsWith(stem, StringComparison.Ordinal)
                && long.TryParse(tag.AsSpan(stem.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long serial)
                && serial - first is >= 0 and < Numbering.ItemsPerLoad and var place)
            {
                return _first + (long)load * Numbering.ItemsPerLoad + place;
            }
        }

        return null;
    }

    /// <summary>The source of the readings of an item's logger.</summary>
    public static string LoggerOf(string tag) => tag + "-logger";
}
