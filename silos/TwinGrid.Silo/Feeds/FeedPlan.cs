using TwinGrid.Adapters;
using TwinGrid.Adapters.HttpFeeds;
using TwinGrid.Grains;
using TwinGrid.Grains.Regions;
using TwinGrid.Model;

namespace TwinGrid.Silo.Feeds;

/// <summary>One feed of a site: posted to <c>/sites/SITE/feeds/NAME</c>.</summary>
public sealed record FeedPlan
{
    /// <summary>Name of the feed behind <c>/sites/SITE/readings</c>.</summary>
    internal const string Posted = "posted-readings";

    /// <summary>Name of its site.</summary>
    public required string Site { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Name of the region that it feeds. Default that of the site's sessions.</summary>
    public string Region { get; init; } = "room";

    /// <summary>Name of its adapter where a site gives it one; null for one that follows from <see cref="Name"/>.</summary>
    public string? Adapter { get; init; }

    /// <summary>Name of its reader where a site gives it one; null for one of its own.</summary>
    public string? Reader { get; init; }

    /// <summary>How far that region reaches where no session has planned it. Default a plane of 100 m by 100 m.</summary>
    public RegionPlan Area { get; init; } = new(default, new Position(100, 100, 0), IsPlanar: true, RangeMetres: 2);

    /// <summary>Kind, antennas and what is put where a row says nothing.</summary>
    public FeedOptions Options { get; init; } = new();

    /// <summary>Name of its adapter, and the source of its rows that have no number.</summary>
    public string AdapterName => Adapter ?? (Name == Posted ? Posted : "feed:" + Name);

    /// <summary>Name of its reader.</summary>
    public string ReaderName => Reader ?? AdapterName + "-reader";

    /// <summary>Source of its rows that have a number and name no source.</summary>
    public string NumberedSource => AdapterName + ":numbered";

    /// <summary>Key of its region.</summary>
    internal string RegionKey => TwinKeys.InSite(Site, Region);

    /// <summary>Key of its adapter.</summary>
    internal string AdapterKey => TwinKeys.InSite(Site, AdapterName);

    /// <summary>Refuses a plan that can't be.</summary>
    /// <exception cref="BadInputException">A name or an option can't be.</exception>
    public void Require()
    {
        foreach (string name in new[] { Site, Name, Region, AdapterName, ReaderName })
        {
            try
            {
                TwinKeys.Checked(name);
            }
            catch (ArgumentException fault)
            {
                throw new BadInputException($"feed {Name}", 0, "a name that keys can hold", fault.Message, fault);
            }
        }

        Options.Require(Name);
    }
}
