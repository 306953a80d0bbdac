using TwinGrid.Model;

namespace TwinGrid.Signal.Localization;

/// <summary>When a tag may be placed: enough links, one clearly best place, and residuals that the noise allows.</summary>
internal sealed class PlacementRule
{
    // A tag known worse than this share of a wavelength would smear the rings of its neighbours.
    private const double LargestDeviationInWavelengths = 1.0 / 12;

    // A clear place is refused for residuals as large as chance makes them once in 30,000 times (a normal variable's 4).
    private const double RefusedDeviations = 4;

    // Of a tag that is declined anyway, residuals as large as once in 160 times (2.5) are named as the reason.
    private const double SuspectDeviations = 2.5;

    private readonly LocalizationSpace _space;
    private readonly double _margin;

    public PlacementRule(LocalizationSpace space, LocalizationOptions options)
    {
        _space = space;
        _margin = options.AcceptanceMargin;
        LeastLinks = space.Dimensions + options.SpareLinks;
    }

    /// <summary>Fewest links to placed nodes.</summary>
    public int LeastLinks { get; }

    /// <summary>The estimate of a tag that can't be searched: no position.</summary>
    public static TagEstimate Unknown(int tag, int links) =>
        new(tag, LocationStatus.TooFewLinks, new Position(double.NaN, double.NaN, double.NaN), default, links, 1);

    /// <summary>Turns what a search found into an estimate.</summary>
    public TagEstimate Judge(int tag, TagEvidence evidence, Candidate? found)
    {
        if (found is not Candidate candidate)
        {
            // No place is in range of every linked node: the links contradict each other.
            return Unknown(tag, evidence.Count) with { Status = LocationStatus.Inconsistent };
        }

        double ratio = Math.Exp(-candidate.Margin);
        return new TagEstimate(tag, Status(evidence, candidate), candidate.Position, candidate.Covariance, evidence.Count, ratio);
    }

    private LocationStatus Status(TagEvidence evidence, in Candidate candidate)
    {
        double freedom = evidence.Count - _space.Dimensions;
        bool clear = candidate.Margin >= _margin;
        bool sharp = candidate.Covariance.DistanceDeviation < LargestDeviationInWavelengths * _space.Wavelength;
        if (clear && sharp && candidate.Discrepancy <= LargestDiscrepancy(freedom, RefusedDeviations))
        {
            return LocationStatus.Located;
        }

        return candidate.Discrepancy > LargestDiscrepancy(freedom, SuspectDeviations) ? LocationStatus.Inconsistent : LocationStatus.Ambiguous;
    }

    /// <summary>The value of χ² as rare as a normal variable at <paramref name="deviations"/>, after Wilson and Hilferty.</summary>
    private static double LargestDiscrepancy(double freedom, double deviations)
    {
        double spread = 2 / (9 * freedom);
        double root = 1 - spread + deviations * Math.Sqrt(spread);
        return freedom * root * root * root;
    }
}
