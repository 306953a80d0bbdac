using System.Collections.Immutable;
using TwinGrid.Grains.Links;
using TwinGrid.Model;

namespace TwinGrid.Grains.Tags;

/// <summary>The links of one tag that this activation has handed observations to, and which of them may not be durable yet.</summary>
/// <param name="grains">Where grains are found.</param>
/// <param name="tag">Name of the tag.</param>
internal sealed class TagLinks(IGrainFactory grains, string tag)
{
    // Remembered, because making a key costs more than a call.
    private readonly Dictionary<(string Region, string OtherEnd), ILinkGrain> _links = [];
    private readonly Dictionary<(string Region, string Reader), IReaderLinkGrain> _tracks = [];
    private readonly HashSet<ILinkGrain> _unflushedLinks = [];
    private readonly HashSet<IReaderLinkGrain> _unflushedTracks = [];

    /// <summary>Hands probes to the link to their transmitter.</summary>
    public Task Observe(string region, string transmitter, ImmutableArray<Probe> probes)
    {
        if (!_links.TryGetValue((region, transmitter), out ILinkGrain? link))
        {
            _links[(region, transmitter)] = link = grains.GetGrain<ILinkGrain>(TwinKeys.Link(region, tag, transmitter));
        }

        _unflushedLinks.Add(link);
        return link.Observe(region, probes);
    }

    /// <summary>Hands reads with a phase to the link to their reader.</summary>
    public Task Observe(string region, string reader, ImmutableArray<PhaseRead> reads)
    {
        if (!_tracks.TryGetValue((region, reader), out IReaderLinkGrain? track))
        {
            _tracks[(region, reader)] = track = grains.GetGrain<IReaderLinkGrain>(TwinKeys.Link(region, TwinKeys.NameOf(reader), tag));
        }

        _unflushedTracks.Add(track);
        return track.Observe(region, reads);
    }

    /// <summary>Makes durable what the links were handed.</summary>
    public async Task Flush()
    {
        await Task.WhenAll(_unflushedLinks.Select(link => link.Flush()).Concat(_unflushedTracks.Select(track => track.Flush())));
        _unflushedLinks.Clear();
        _unflushedTracks.Clear();
    }
}
