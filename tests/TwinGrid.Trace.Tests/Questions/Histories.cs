using TwinGrid.Trace.Events;

namespace TwinGrid.Trace.Tests.Questions;

/// <summary>Random histories of a small chain: six things, three boxes, two pallets, a truck, three places.</summary>
internal static class Histories
{
    public static readonly string[] Places = ["factory", "depot", "shop"];

    public static readonly string[][] Levels =
    [
        ["thing-1", "thing-2", "thing-3", "thing-4", "thing-5", "thing-6"],
        ["box-1", "box-2", "box-3"],
        ["pallet-1", "pallet-2"],
        ["truck"],
    ];

    public static readonly string[] All = [.. Levels.SelectMany(level => level)];

    /// <summary>Events one a minute, captured in a mixed order.</summary>
    public static MemoryEvents Of(int seed, int count)
    {
        var random = new Random(seed);
        var ordered = new MemoryEvents();
        for (int minute = 0; minute < count; minute++)
        {
            string? place = random.Next(3) == 0 ? null : Places[random.Next(Places.Length)];
            bool isWithdrawn = random.Next(12) == 0;
            if (random.Next(3) == 0)
            {
                string bizStep = new[] { "shipping", "receiving", "storing", "transporting", "inspecting", "stocking", "retail_selling", "decommissioning" }[random.Next(8)];
                ordered.Add(
                    minute, EventKind.ObjectEvent, EventAction.Observe, bizStep, null, random.Next(2) == 0 ? "door" : null, place, isWithdrawn,
                    [.. Some(random, All, 2).Select(epc => new EpcMention(EpcRole.Epc, epc))]);
                continue;
            }

            int level = random.Next(1, Levels.Length);
            string parent = Levels[level][random.Next(Levels[level].Length)];
            string[] inner = [.. Levels.Take(level).SelectMany(names => names)];
            EventAction action = (EventAction)new[] { 0, 0, 0, 1, 2, 2 }[random.Next(6)];
            IEnumerable<string> children = action == EventAction.Delete && random.Next(2) == 0 ? [] : Some(random, inner, 3);
            ordered.Add(
                minute, EventKind.AggregationEvent, action, null, null, null, place, isWithdrawn,
                [new(EpcRole.Parent, parent), .. children.Select(child => new EpcMention(EpcRole.Child, child))]);
        }

        var mixed = new MemoryEvents();
        EpcisEvent[] events = [.. ordered.Events];
        random.Shuffle(events);
        Array.ForEach(events, happening => mixed.Add(happening));
        return mixed;
    }

    private static string[] Some(Random random, string[] names, int most)
    {
        string[] mixed = [.. names];
        random.Shuffle(mixed);
        return mixed[..random.Next(1, most + 1)];
    }
}
