using TwinGrid.Grains.Regions;
using TwinGrid.Model;

namespace TwinGrid.Grains.Objects;

/// <summary>What the locations of an object's tags say of the object.</summary>
internal static class ObjectFusion
{
    /// <summary>
    /// A tag votes that it has moved when its step is longer than errors of both locations explain: squared Mahalanobis
    /// length over 13.8, which errors alone exceed once in a thousand in the plane.
    /// </summary>
    private const double MovedThreshold = 13.8;

    /// <summary>Whether a tag's new location says that it has moved.</summary>
    public static bool HasMoved(TagLocation before, TagLocation now)
    {
        if (before.Status != LocationStatus.Located || now.Status != LocationStatus.Located)
        {
            return false;
        }

        PositionCovariance a = before.Covariance, b = now.Covariance;
        var sum = new PositionCovariance(a.XX + b.XX, a.XY + b.XY, a.YY + b.YY);
        double dx = now.Position.X - before.Position.X, dy = now.Position.Y - before.Position.Y;
        return sum.HorizontalMahalanobisSquared(dx, dy) > MovedThreshold;
    }

    /// <summary>
    /// The object's state from its tags: the mean of the located ones weighted by the inverse of their error variance. The
    /// covariance is that of the mean of independent errors; the tags' spacing on the object is not known and not removed.
    /// </summary>
    /// <param name="tags">Newest location of each tag; at least one.</param>
    /// <param name="moved">Number of tags that voted for motion.</param>
    public static ObjectSnapshot Join(IReadOnlyCollection<TagLocation> tags, int moved)
    {
        TagLocation[] located = [.. tags.Where(tag => tag.Status == LocationStatus.Located)];
        DateTimeOffset time = tags.Max(tag => tag.Time);
        if (located.Length == 0)
        {
            return new ObjectSnapshot(tags.First().Status, default, default, false, tags.Count, time);
        }

        double total = 0;
        (double x, double y, double z) = (0, 0, 0);
        foreach (TagLocation tag in located)
        {
            double weight = WeightOf(tag);
            total += weight;
            x += weight * tag.Position.X;
            y += weight * tag.Position.Y;
            z += weight * tag.Position.Z;
        }

        var covariance = default(PositionCovariance);
        foreach (TagLocation tag in located)
        {
            double share = WeightOf(tag) / total, squared = share * share;
            PositionCovariance c = tag.Covariance;
            covariance = new PositionCovariance(
                covariance.XX + squared * c.XX, covariance.XY + squared * c.XY, covariance.YY + squared * c.YY,
                covariance.XZ + squared * c.XZ, covariance.YZ + squared * c.YZ, covariance.ZZ + squared * c.ZZ);
        }

        bool isMoving = 2 * moved > located.Length;
        return new ObjectSnapshot(LocationStatus.Located, new Position(x / total, y / total, z / total), covariance, isMoving, tags.Count, time);
    }

    private static double WeightOf(TagLocation tag) => 1 / Math.Max(tag.Covariance.XX + tag.Covariance.YY + tag.Covariance.ZZ, 1e-12);
}
