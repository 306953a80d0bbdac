namespace TwinGrid.Adapters.HttpFeeds;

/// <summary>In whose words a feed speaks.</summary>
public enum FeedKind
{
    /// <summary>The plain rows of docs/http-feeds.md, for anything that can post JSON.</summary>
    Plain = 0,

    /// <summary>Events of the Impinj IoT device interface (R700, R720).</summary>
    Impinj = 1,

    /// <summary>Tag data events of the Zebra IoT connector (FX7500, FX9600, ATR7000).</summary>
    Zebra = 2,
}
