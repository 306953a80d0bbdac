using System.Runtime.CompilerServices;
using TwinGrid.Adapters;
using TwinGrid.Adapters.Configuration;
using TwinGrid.Adapters.HttpFeeds;
using TwinGrid.Model;
using TwinGrid.Silo.Feeds;
using TwinGrid.Silo.Sites.Reading;

namespace TwinGrid.Silo.Sites.Kinds;

/// <summary>Kind feed: what others post over HTTP.</summary>
internal static class PostedKind
{
    private const int HashLength = 64;

    /// <summary>The kind.</summary>
    public static AdapterKind Kind { get; } = new(
        "feed",
        "what others post to /sites/SITE/feeds/NAME: plain rows, events of Impinj readers, events of Zebra readers",
        [
            new SiteKey("format", "plain, impinj or zebra", "in whose words it speaks (docs/http-feeds.md); plain when left out"),
            new SiteKey("keys_sha256", "list of hashes", "hashes of the keys of those who may post, as twingrid key new prints them; with none in the file only clients on this machine"),
            new SiteKey("frequency_mhz", "number, 1 to 1000000", "frequency of reads that come without one; 915 when left out"),
        ],
        Read);

    private static FeedSetting? Read(AdapterEntry entry)
    {
        ConfigPlace place = entry.Place;
        FeedKind kind = place["format"].OneOf("plain", "impinj", "zebra") switch { "impinj" => FeedKind.Impinj, "zebra" => FeedKind.Zebra, _ => FeedKind.Plain };
        double megahertz = place["frequency_mhz"].Number(1, 1e6) ?? 915;
        var keys = new List<string>();
        foreach (ConfigPlace item in place["keys_sha256"].Items())
        {
            if (item.Text(HashLength) is { Length: HashLength } hash && hash.All(char.IsAsciiHexDigit))
            {
                keys.Add(hash);
            }
            else
            {
                item.Refuse("a hash of 64 hexadecimal digits");
            }
        }

        return new FeedSetting(new FeedOptions { Kind = kind, FrequencyHz = megahertz * 1e6 }, keys);
    }
}

/// <summary>A feed of a site.</summary>
/// <param name="Options">In whose words it speaks.</param>
/// <param name="KeyHashes">Hashes of the keys of those who may post.</param>
internal sealed record FeedSetting(FeedOptions Options, IReadOnlyList<string> KeyHashes) : AdapterSetting
{
    /// <inheritdoc/>
    public override string Summary => $"posted, {Options.Kind.ToString().ToLowerInvariant()}";

    /// <inheritdoc/>
    public override IObservationSource Open(AdapterOpening opening) => new Idle(opening);

    /// <summary>The feed as its endpoint knows it.</summary>
    public FeedPlan PlanOf(string site, AdapterOpening opening) => new()
    {
        Site = site,
        Name = opening.Name,
        Adapter = opening.Name,
        Reader = opening.Reader.Name,
        Region = opening.Region.Name,
        Options = Options with { Antennas = [.. opening.Reader.Antennas.Select(antenna => antenna.Plan)] },
    };

    /// <summary>The keys as its endpoint knows them.</summary>
    public IEnumerable<FeedKey> KeysOf(string site, string name) => KeyHashes.Select(hash => new FeedKey { Hash = hash, Site = site, Feed = name });

    /// <summary>Others post: there is nothing to be read, for as long as the feed is served.</summary>
    private sealed class Idle(AdapterOpening opening) : IObservationSource
    {
        public string Name => "feed:" + opening.Name;

        public async IAsyncEnumerable<ObservationBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, opening.Time, cancellationToken);
            yield break;
        }
    }
}
