using TwinGrid.Grains.Links;
using TwinGrid.Grains.Regions;
using TwinGrid.Model;
using TwinGrid.Signal;
using TwinGrid.Signal.Localization;
using TwinGrid.Signal.Tracks;

namespace TwinGrid.Silo.Live;

/// <summary>The likelihood of a tag over the plane round its estimate, in the levels of a picture.</summary>
/// <param name="X">First coordinate of the first cell's middle, in metres.</param>
/// <param name="Y">Second coordinate of the first cell's middle, in metres.</param>
/// <param name="Step">Distance of cells in metres.</param>
/// <param name="Columns">Cells along x.</param>
/// <param name="Rows">Cells along y.</param>
/// <param name="Links">Links, or antenna places, that it is made of.</param>
/// <param name="Levels">A byte a cell in Base64, x running fastest, 255 the likeliest.</param>
public sealed record HologramView(double X, double Y, double Step, int Columns, int Rows, int Links, string Levels)
{
    private const int MostCells = 160;
    private const double HalfWidthMetres = 0.6, FinestStepMetres = 0.0075;

    /// <summary>Share of the cells that are shown empty: the rest is spread between them and the peak.</summary>
    private const double EmptyShare = 0.25;

    /// <summary>A picture of what a region knows round a tag; null where it knows nothing of it.</summary>
    public static HologramView? Of(string tag, TagNeighbourhood round)
    {
        ArgumentNullException.ThrowIfNull(round);
        if (round.Plan is not { } plan)
        {
            return null;
        }

        (SearchBox box, double step) = Area(plan, round.Location);
        if (round.Track is { Points.Length: > 0 } track)
        {
            TrackPoint[] points = [.. track.Points.Select(point => new TrackPoint(point.Antenna, point.FrequencyHz, point.PhaseRadians, point.RssiDbm, point.Reads))];
            return From(TrackHologram.Evaluate(points, box, step), points.Length);
        }

        LinkEstimate[] links = [.. round.Links.Where(link => round.Ends.ContainsKey(FarEnd(link, tag)))];
        return links.Length == 0 ? null : From(Evaluate(tag, links, round, plan, box, step), links.Length);
    }

    private static PlanarField Evaluate(string tag, LinkEstimate[] links, TagNeighbourhood round, RegionPlan plan, SearchBox box, double step)
    {
        LinkEnd[] ends = [.. links.Select(link => round.Ends[FarEnd(link, tag)])];
        LocalizationNode[] nodes = [LocalizationNode.Tag(plan.Low.Z), .. ends.Select(end => end.IsAnchor ? LocalizationNode.Anchor(end.Position) : LocalizationNode.Tag(end.Position.Z))];
        TagEstimate[] estimates =
        [
            new(0, LocationStatus.TooFewLinks, default, default, 0, 1),
            .. ends.Select((end, i) => new TagEstimate(i + 1, LocationStatus.Located, end.Position, end.Covariance, 0, 0)),
        ];
        double wavelength = Hertz.Of(links[0].FrequencyHz).Wavelength.Value;
        var space = new LocalizationSpace(plan.IsPlanar ? 2 : 3, wavelength, new SearchBox(plan.Low, plan.High), plan.RangeMetres);
        var problem = new LocalizationProblem(space, nodes, [.. links.Select((link, i) =>
            new PhaseLink(0, i + 1, link.PhaseRadians, link.PhaseDeviationRadians, Attenuation: link.Attenuation))]);
        return Hologram.Evaluate(problem, estimates, round.SystematicDeviationRadians, 0, box, step);
    }

    /// <summary>Round a located tag what is near it, finely; for one that is not located the whole region, as finely as the cells allow.</summary>
    private static (SearchBox Box, double Step) Area(RegionPlan plan, TagLocation? location)
    {
        if (location?.Status == LocationStatus.Located)
        {
            Position at = location.Position;
            return (new SearchBox(
                new Position(at.X - HalfWidthMetres, at.Y - HalfWidthMetres, at.Z),
                new Position(at.X + HalfWidthMetres, at.Y + HalfWidthMetres, at.Z)), Math.Max(FinestStepMetres, 2 * HalfWidthMetres / MostCells));
        }

        double width = Math.Max(plan.High.X - plan.Low.X, plan.High.Y - plan.Low.Y);
        return (new SearchBox(plan.Low, plan.High), Math.Max(FinestStepMetres, width / MostCells));
    }

    private static HologramView From(PlanarField field, int links)
    {
        double[] sorted = field.Values.ToArray();
        Array.Sort(sorted);
        double empty = sorted[(int)(EmptyShare * (sorted.Length - 1))], span = Math.Max(sorted[^1] - empty, double.Epsilon);
        byte[] levels = [.. field.Values.ToArray().Select(value => (byte)Math.Round(255 * Math.Clamp((value - empty) / span, 0, 1)))];
        return new HologramView(field.Origin.X, field.Origin.Y, field.Step, field.Columns, field.Rows, links, Convert.ToBase64String(levels));
    }

    private static string FarEnd(LinkEstimate link, string tag) => link.OneEnd == tag ? link.OtherEnd : link.OneEnd;
}
