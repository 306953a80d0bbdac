using System.Globalization;
using TwinGrid.Adapters;
using TwinGrid.Adapters.Simulated;
using TwinGrid.Model;
using TwinGrid.Signal.Synthesis;
using TwinGrid.Silo.Sites.Model;
using TwinGrid.Silo.Sites.Reading;

namespace TwinGrid.Silo.Sites.Kinds;

/// <summary>Kind simulated: hardware that exists only as physics.</summary>
internal static class SimulatedKind
{
    private const string Room = "room";

    /// <summary>The kind.</summary>
    public static AdapterKind Kind { get; } = new(
        "simulated",
        "hardware that exists only as physics, so that a site can be tried without any",
        [
            new SiteKey("scene", Room, "room: tags that probe one another, of the size of the region and with anchors of its own along the walls", IsNeeded: true),
            new SiteKey("tags", "whole number, 1 to 2000", "tags in the scene; 50 when left out"),
            new SiteKey("anchors", "whole number, 3 to 200", "anchors along the walls; 20 when left out"),
            new SiteKey("seed", "whole number", "the same seed gives the same readings; 1 when left out"),
        ],
        Read);

    private static Setting? Read(AdapterEntry entry)
    {
        string? scene = entry.Place["scene"].OneOf(Room);
        long tags = entry.Place["tags"].Whole(1, 2000) ?? 50, anchors = entry.Place["anchors"].Whole(3, 200) ?? 20, seed = entry.Place["seed"].Whole(0, long.MaxValue) ?? 1;
        return scene is null ? null : new Setting((int)tags, (int)anchors, (ulong)seed);
    }

    private sealed record Setting(int Tags, int Anchors, ulong Seed) : AdapterSetting
    {
        public override bool Ends => true;

        public override bool DependsOnRegion => true;

        /// <summary>Its tags probe once and no more: there is no rate to tell.</summary>
        public override SourceLoad Load => new(Tags, 0, 0, 0);

        public override string Summary => string.Create(CultureInfo.InvariantCulture, $"room of {Tags} tags, seed {Seed}");

        public override IReadOnlyList<SiteAnchor> AnchorsIn(SiteRegion region)
        {
            SimulatedRoom room = RoomIn(region, "room");
            return [.. Enumerable.Range(0, Anchors).Select(node => new SiteAnchor(room.NodeName(node), From(region, room.Room.Positions[node])))];
        }

        public override IObservationSource Open(AdapterOpening opening) => RoomIn(opening.Region, SourceIn(opening));

        /// <summary>Another room is another source: the same numbers from it are not the same readings.</summary>
        private string SourceIn(AdapterOpening opening)
        {
            Position low = opening.Region.Plan.Low, high = opening.Region.Plan.High;
            return FormattableString.Invariant($"simulated:{opening.Name}:{Tags}:{Anchors}:{Seed}:{high.X - low.X}:{high.Y - low.Y}:{high.Z - low.Z}:{opening.Region.Plan.RangeMetres}");
        }

        /// <summary>The physics know distances alone: the room is made at the origin and its anchors are placed where the region is.</summary>
        private SimulatedRoom RoomIn(SiteRegion region, string name)
        {
            Position low = region.Plan.Low, high = region.Plan.High;
            var options = new RoomOptions
            {
                Width = high.X - low.X,
                Depth = high.Y - low.Y,
                Height = region.Plan.IsPlanar ? 0 : high.Z - low.Z,
                AnchorCount = Anchors,
                TagCount = Tags,
                LinkRange = region.Plan.RangeMetres,
            };
            return new SimulatedRoom(RoomSynthesis.Create(options, Seed), name, DateTimeOffset.UnixEpoch);
        }

        private static Position From(SiteRegion region, Position place) =>
            new(place.X + region.Plan.Low.X, place.Y + region.Plan.Low.Y, place.Z + region.Plan.Low.Z);
    }
}
