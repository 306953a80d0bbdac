using TwinGrid.Model;

namespace TwinGrid.Signal.Localization;

/// <summary>The inverse of the joint normal matrix, as far as tags linked to each other need it.</summary>
/// <param name="joint">The equations it belongs to.</param>
/// <param name="inverse">Entries of the inverse under the skyline, square metres.</param>
/// <param name="dimensions">2 or 3 unknowns a tag.</param>
internal sealed class JointCovariance(JointEstimate joint, SkylineMatrix inverse, int dimensions)
{
    /// <summary>Copies each tag's marginal block into the placement.</summary>
    public void Store(Placement placement)
    {
        for (int i = 0; i < joint.Tags.Length; i++)
        {
            int at = i * dimensions;
            placement.Covariance[joint.Tags[i]] = dimensions == 2
                ? new PositionCovariance(inverse[at, at], inverse[at + 1, at], inverse[at + 1, at + 1])
                : new PositionCovariance(
                    inverse[at, at], inverse[at + 1, at], inverse[at + 1, at + 1],
                    inverse[at + 2, at], inverse[at + 2, at + 1], inverse[at + 2, at + 2]);
        }
    }

    /// <summary>Variance, in square radians, that a link's fitted phase has by the uncertainty of its two ends.</summary>
    public double FittedVariance(Placement placement, int link)
    {
        Span<double> gradient = stackalloc double[6];
        Span<int> index = stackalloc int[6];
        int count = joint.Gradient(placement, link, gradient, index);
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
            {
                sum += gradient[i] * gradient[j] * inverse.Symmetric(index[i], index[j]);
            }
        }

        return sum;
    }
}
