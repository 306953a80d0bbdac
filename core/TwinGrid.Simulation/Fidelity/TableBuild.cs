using TwinGrid.Signal.Devices;
using TwinGrid.Simulation.Protocol;

namespace TwinGrid.Simulation.Fidelity;

/// <summary>Makes the tables from fresh physics.</summary>
public static class TableBuild
{
    private const int EveryTag = 16, HalfOctaves = 22;
    private const int RangesPerOctave = 4, OctavesBelowReach = 4, OctavesAboveReach = 2;
    private const double Wall = 16, Floor = 16;
    // Fewer leave most tags undetermined, and then there's hardly an error to tell.
    private static readonly int[] Anchors = [12, 16, 24, 40], AnchorMiddles = [14, 20, 31];
    private static readonly int[] Tags = [20, 40, 80, 160], TagMiddles = [28, 57, 113];

    /// <summary>Makes them; the same seed gives the same tables on any number of cores.</summary>
    /// <param name="seed">Seed of everything random.</param>
    /// <param name="trials">Trials behind each entry.</param>
    /// <param name="progress">Told the share of the entries done; called from several threads, one at a time.</param>
    /// <param name="cancellationToken">Asks for an early end.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of trials is too small.</exception>
    /// <exception cref="OperationCanceledException">The token asked for an end.</exception>
    public static RegionTables Run(ulong seed, TableTrials trials, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(trials);
        trials.Check();
        ulong next = 0;
        (AccessScheme Scheme, SampledSeries<InventoryFigures[]> Series)[] inventory =
            [.. InventoryPhysics.Schemes.Select(scheme => (scheme, Inventory(scheme, Seeds())))];
        (DeviceClass Device, Fading Fading, SampledSeries<LinkFigures> Series)[] links =
            [.. from device in DeviceClass.All from fading in Fading.All select (device, fading, Links(device, fading, Seeds()))];
        SampledGrid<LocalizationFigures> rooms = Rooms(Seeds());

        // Large regions come first, because their pieces are the longest.
        Action[] work = [.. inventory.SelectMany(table => table.Series.Work.Reverse()), .. rooms.Work, .. links.SelectMany(table => table.Series.Work)];
        WorkQueue.Run(work.Length, null, progress, () => work, (all, piece) => all[piece](), _ => { }, cancellationToken);
        return new RegionTables(
            seed,
            trials,
            [.. inventory.SelectMany(table => InventoryPhysics.Links.Select((link, i) => new InventoryTable(
                link.Name,
                table.Scheme,
                table.Series.Curve(figures => figures[i].SecondsPerTag),
                table.Series.Curve(figures => figures[i].EmptyShare),
                table.Series.Curve(figures => figures[i].SingletonShare),
                table.Series.Curve(figures => figures[i].CollisionShare))))],
            [.. links.Select(table => new LinkTable(
                table.Device.Name,
                table.Fading.Surroundings.Name,
                table.Series.Curve(figures => figures.Yield),
                table.Series.Curve(figures => figures.Miss)))],
            new LocalizationTable(
                rooms.Surface(figures => figures.LocatedShare),
                rooms.Surface(figures => figures.Median),
                rooms.Surface(figures => figures.Percentile90),
                [.. Enumerable.Range(0, LocalizationPhysics.QuantileCount).Select(i => rooms.Surface(figures => figures.Quantiles[i]))]));

        SampledSeries<InventoryFigures[]> Inventory(AccessScheme scheme, Func<int, ulong> seeds) => new(
            EntriesOfTags,
            MiddlesOfTags,
            (tags, piece) => InventoryPhysics.Measure(scheme, (int)tags, trials.Regions((int)tags), seeds(piece), cancellationToken));

        SampledSeries<LinkFigures> Links(DeviceClass device, Fading fading, Func<int, ulong> seeds) => new(
            Ranges(device, fading, 0),
            Ranges(device, fading, 0.5),
            (metres, piece) => LinkPhysics.Measure(device, fading, metres, trials.Passes, seeds(piece)));

        SampledGrid<LocalizationFigures> Rooms(Func<int, ulong> seeds) => new(
            [.. Anchors.Select(anchors => anchors / Wall)],
            [.. Tags.Select(tags => tags / Floor)],
            [.. from anchors in AnchorMiddles from tags in TagMiddles select (anchors / Wall, tags / Floor)],
            (row, at, piece) => LocalizationPhysics.Measure(
                (int)Math.Round(row * Wall), (int)Math.Round(at * Floor), trials.Rooms((int)Math.Round(at * Floor)), seeds(piece), cancellationToken));

        Func<int, ulong> Seeds()
        {
            ulong series = next++;
            return piece => RegionDraws.Seed(seed, series, piece);
        }
    }

    /// <summary>Numbers of tags with an entry: every one up to 16, then two an octave up to 32,768.</summary>
    internal static double[] EntriesOfTags { get; } =
        [.. Enumerable.Range(1, EveryTag).Select(tags => (double)tags), .. Enumerable.Range(1, HalfOctaves).Select(step => TagsAt(step))];

    /// <summary>Numbers of tags half way between, where not every one has an entry.</summary>
    internal static double[] MiddlesOfTags { get; } = [.. Enumerable.Range(0, HalfOctaves).Select(step => TagsAt(step + 0.5))];

    private static double TagsAt(double halfOctaves) => Math.Round(EveryTag * Math.Pow(2, halfOctaves / 2));

    /// <summary>Distances round what the budget reaches without fading.</summary>
    private static double[] Ranges(DeviceClass device, Fading fading, double offset)
    {
        double reach = LinkPhysics.Link(device, fading).MonostaticRange;
        int count = RangesPerOctave * (OctavesBelowReach + OctavesAboveReach) + (offset == 0 ? 1 : 0);
        return [.. Enumerable.Range(0, count).Select(i => TableValue.Digits(reach * Math.Pow(2, (i + offset) / RangesPerOctave - OctavesBelowReach)))];
    }
}
