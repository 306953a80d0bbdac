using TwinGrid.Model;

namespace TwinGrid.Signal.Localization;

/// <summary>
/// The published form of localization, kept as the slow reference: for every link a raster of rings λ/2 apart, their
/// sum blurred by a Gaussian, the highest peak taken as the place; accepted when the second peak is clearly lower;
/// tags localized serve as anchors in the next round. Ahmad et al. section 7.1, (7.12) and (7.13), in the plane.
/// (7.12) prints rings kλ apart where (4.11) and the text have kλ/2; it is λ/2. Single-threaded on purpose.
/// </summary>
public static class LiteralLocalization
{
    /// <summary>Localizes the tags of a planar problem.</summary>
    /// <param name="problem">Nodes and links; deviations of links aren't used.</param>
    /// <param name="options">Parameters of the raster; the defaults when null.</param>
    /// <returns>An estimate a node without covariance; the ambiguity ratio is that of the two highest peaks.</returns>
    /// <exception cref="ArgumentException">The problem isn't planar.</exception>
    public static IReadOnlyList<TagEstimate> Solve(LocalizationProblem problem, LiteralOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(problem);
        options ??= LiteralOptions.Default;
        if (problem.Space.Dimensions != 2)
        {
            throw new ArgumentException($"expected a planar problem, found {problem.Space.Dimensions} dimensions", nameof(problem));
        }

        var placement = new Placement(problem);
        var raster = new LiteralRaster(problem.Space, options);
        var estimates = new TagEstimate[problem.Nodes.Count];
        for (int node = 0; node < estimates.Length; node++)
        {
            estimates[node] = problem.Nodes[node].IsAnchor
                ? new TagEstimate(node, LocationStatus.Located, problem.Nodes[node].Position, default, 0, 0)
                : PlacementRule.Unknown(node, 0);
        }

        bool any = true;
        for (int round = 0; round < options.MaximumRounds && any; round++)
        {
            any = false;
            for (int tag = 0; tag < estimates.Length; tag++)
            {
                if (!placement.IsPlaced[tag])
                {
                    estimates[tag] = Localize(problem, placement, raster, tag, options);
                    any |= estimates[tag].IsLocated;
                }
            }

            foreach (TagEstimate estimate in estimates)
            {
                if (estimate.IsLocated && !placement.IsPlaced[estimate.Node])
                {
                    placement.Place(estimate.Node, estimate.Position, default);
                }
            }
        }

        return estimates;
    }

    private static TagEstimate Localize(LocalizationProblem problem, Placement placement, LiteralRaster raster, int tag, LiteralOptions options)
    {
        raster.Clear();
        int links = 0;
        foreach (int link in problem.LinksOf(tag))
        {
            int other = problem.OtherEnd(link, tag);
            if (placement.IsPlaced[other])
            {
                raster.AddRings(placement.At(other), problem.Nodes[tag].Position.Z, problem.Phase[link]);
                links++;
            }
        }

        if (links < options.LeastLinks)
        {
            return PlacementRule.Unknown(tag, links);
        }

        raster.Blur();
        (Position peak, double ratio) = raster.Peak(problem.Nodes[tag].Position.Z);
        LocationStatus status = ratio <= options.LargestPeakRatio ? LocationStatus.Located : LocationStatus.Ambiguous;
        return new TagEstimate(tag, status, peak, default, links, ratio);
    }
}
