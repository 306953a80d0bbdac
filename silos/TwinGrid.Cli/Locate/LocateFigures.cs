using System.Text.Json.Serialization;
using MathNet.Numerics.Statistics;
using TwinGrid.Model;

namespace TwinGrid.Cli.Locate;

/// <summary>The figures of a location run, in metres; errors only where true positions were given.</summary>
internal sealed record LocateFigures(
    [property: JsonPropertyName("tags")] int Tags,
    [property: JsonPropertyName("localized")] int Localized,
    [property: JsonPropertyName("median_m")] double? Median,
    [property: JsonPropertyName("p90_m")] double? Percentile90,
    [property: JsonPropertyName("median_x_m")] double? MedianX,
    [property: JsonPropertyName("ellipse95_coverage")] double? Coverage,
    [property: JsonPropertyName("hologram")] HologramFigures Hologram,
    [property: JsonPropertyName("sets")] IReadOnlyDictionary<string, SetFigures> Sets,
    [property: JsonPropertyName("engine")] string Engine,
    [property: JsonPropertyName("positions")] IReadOnlyList<PositionFigures> Positions)
{
    private const double Ellipse95 = 5.991464547107979;

    /// <summary>Pools the tags.</summary>
    public static LocateFigures From(IReadOnlyList<LocatedTag> tags)
    {
        LocatedTag[] known = [.. tags.Where(tag => tag is { Truth: not null, Location.Status: LocationStatus.Located })];
        return new LocateFigures(
            tags.Count,
            tags.Count(tag => tag.Location.Status == LocationStatus.Located),
            Quantile(known.Select(ErrorOf), 0.5),
            Quantile(known.Select(ErrorOf), 0.9),
            Quantile(known.Select(tag => Math.Abs(tag.Location.Position.X - tag.Truth!.Value.X)), 0.5),
            known.Length == 0 ? null : (double)known.Count(IsInEllipse) / known.Length,
            HologramFigures.From(tags),
            tags.GroupBy(tag => tag.Scene.Split(':')[0]).ToDictionary(set => set.Key, set => SetFigures.From([.. set])),
            Demo.EngineName.Current,
            [.. tags.Select(PositionFigures.From)]);
    }

    /// <summary>Distance error of a tag with a truth.</summary>
    public static double ErrorOf(LocatedTag tag) => tag.Location.Position.DistanceTo(tag.Truth!.Value);

    /// <summary>A quantile, or null where there is nothing to take it of.</summary>
    public static double? Quantile(IEnumerable<double> values, double share)
    {
        double[] all = [.. values];
        return all.Length == 0 ? null : all.Quantile(share);
    }

    private static bool IsInEllipse(LocatedTag tag) => tag.Location.Covariance.HorizontalMahalanobisSquared(
        tag.Location.Position.X - tag.Truth!.Value.X, tag.Location.Position.Y - tag.Truth.Value.Y) <= Ellipse95;
}

/// <summary>Errors of the plain hologram on the same reads.</summary>
internal sealed record HologramFigures(
    [property: JsonPropertyName("median_m")] double? Median,
    [property: JsonPropertyName("p90_m")] double? Percentile90,
    [property: JsonPropertyName("median_x_m")] double? MedianX)
{
    /// <summary>Pools the tags.</summary>
    public static HologramFigures From(IReadOnlyList<LocatedTag> tags)
    {
        LocatedTag[] known = [.. tags.Where(tag => tag is { Truth: not null, Hologram: not null })];
        return new HologramFigures(
            LocateFigures.Quantile(known.Select(tag => tag.Hologram!.Value.DistanceTo(tag.Truth!.Value)), 0.5),
            LocateFigures.Quantile(known.Select(tag => tag.Hologram!.Value.DistanceTo(tag.Truth!.Value)), 0.9),
            LocateFigures.Quantile(known.Select(tag => Math.Abs(tag.Hologram!.Value.X - tag.Truth!.Value.X)), 0.5));
    }
}

/// <summary>Errors of one set.</summary>
internal sealed record SetFigures(
    [property: JsonPropertyName("tags")] int Tags,
    [property: JsonPropertyName("median_m")] double? Median,
    [property: JsonPropertyName("p90_m")] double? Percentile90,
    [property: JsonPropertyName("median_x_m")] double? MedianX,
    [property: JsonPropertyName("hologram")] HologramFigures Hologram)
{
    /// <summary>Pools the tags.</summary>
    public static SetFigures From(IReadOnlyList<LocatedTag> tags)
    {
        LocatedTag[] known = [.. tags.Where(tag => tag is { Truth: not null, Location.Status: LocationStatus.Located })];
        return new SetFigures(
            tags.Count,
            LocateFigures.Quantile(known.Select(LocateFigures.ErrorOf), 0.5),
            LocateFigures.Quantile(known.Select(LocateFigures.ErrorOf), 0.9),
            LocateFigures.Quantile(known.Select(tag => Math.Abs(tag.Location.Position.X - tag.Truth!.Value.X)), 0.5),
            HologramFigures.From(tags));
    }
}

/// <summary>Where one tag is; lengths in metres, the ellipse holds the tag with 95 %.</summary>
internal sealed record PositionFigures(
    [property: JsonPropertyName("scene")] string Scene,
    [property: JsonPropertyName("tag")] string Tag,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("x_m")] double? X,
    [property: JsonPropertyName("y_m")] double? Y,
    [property: JsonPropertyName("ellipse_major_m")] double? Major,
    [property: JsonPropertyName("ellipse_minor_m")] double? Minor,
    [property: JsonPropertyName("ellipse_orientation_rad")] double? Orientation,
    [property: JsonPropertyName("error_m")] double? Error)
{
    /// <summary>The figures of a tag.</summary>
    public static PositionFigures From(LocatedTag tag)
    {
        if (tag.Location.Status != LocationStatus.Located)
        {
            return new PositionFigures(tag.Scene, tag.Location.Tag, tag.Location.Status.ToString(), null, null, null, null, null, null);
        }

        ErrorEllipse ellipse = tag.Location.Covariance.Ellipse(0.95);
        return new PositionFigures(
            tag.Scene,
            tag.Location.Tag,
            tag.Location.Status.ToString(),
            tag.Location.Position.X,
            tag.Location.Position.Y,
            ellipse.SemiMajor,
            ellipse.SemiMinor,
            ellipse.Orientation,
            tag.Truth is null ? null : LocateFigures.ErrorOf(tag));
    }
}
