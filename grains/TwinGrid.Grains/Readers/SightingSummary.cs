using System.Collections.Immutable;
using System.Runtime.InteropServices;
using TwinGrid.Grains.Regions;
using TwinGrid.Model;

namespace TwinGrid.Grains.Readers;

/// <summary>Sums up the reads of a batch: one sighting for each tag, place and second.</summary>
internal sealed class SightingSummary
{
    private readonly string _region;
    private readonly string[] _places;
    private readonly Dictionary<(string Tag, string Place, long Second), int> _indexes = [];
    private readonly List<TagSighting> _sightings = [];

    /// <summary>A summary for a region.</summary>
    /// <param name="region">Name of the region.</param>
    /// <param name="zones">Zones by port.</param>
    public SightingSummary(string region, SortedDictionary<int, string> zones)
    {
        _region = region;
        _places = new string[zones.Count == 0 ? 0 : zones.Last().Key + 1];
        Array.Fill(_places, region);
        foreach ((int port, string zone) in zones)
        {
            _places[port] = $"{region}/{zone}";
        }
    }

    /// <summary>The sightings of some reads, by the tags' first reads.</summary>
    public ImmutableArray<TagSighting> Of(ImmutableArray<PhaseRead> reads)
    {
        foreach (PhaseRead read in reads)
        {
            Add(read);
        }

        ImmutableArray<TagSighting> sightings = [.. _sightings];
        _sightings.Clear();
        _indexes.Clear();
        return sightings;
    }

    private void Add(PhaseRead read)
    {
        string place = read.Port < _places.Length ? _places[read.Port] : _region;
        ref int index = ref CollectionsMarshal.GetValueRefOrAddDefault(_indexes, (read.Tag, place, read.Time.UtcTicks / TimeSpan.TicksPerSecond), out bool isKnown);
        if (!isKnown)
        {
            index = _sightings.Count;
            _sightings.Add(new TagSighting(read.Tag, place, read.Antenna, read.Time, read.Time, read.RssiDbm));
            return;
        }

        ref TagSighting known = ref CollectionsMarshal.AsSpan(_sightings)[index];
        known = known with
        {
            Antenna = read.RssiDbm > known.RssiDbm ? read.Antenna : known.Antenna,
            First = read.Time < known.First ? read.Time : known.First,
            Last = read.Time > known.Last ? read.Time : known.Last,
            RssiDbm = Math.Max(read.RssiDbm, known.RssiDbm),
        };
    }
}
