using TwinGrid.Model;

namespace TwinGrid.Signal.Motion.Vote;

/// <summary>
/// Log-likelihoods of an object's tags under one common phase shift at each antenna, relative to phases anywhere on the circle.
/// </summary>
internal static class CommonShift
{
    private const int Rounds = 4;
    private static readonly double RootOfTurn = Math.Sqrt(2 * Math.PI);

    /// <summary>No shift at all.</summary>
    public static double AtRest(IReadOnlyList<TagShift> tags, VoteOptions options)
    {
        Span<double> shift = stackalloc double[tags[0].Differences.Length];
        shift.Clear();
        return Sum(tags, options, shift, spreadVariance: 0, isAtRest: true);
    }

    /// <summary>
    /// A shift that may be anything, integrated out: the likelihood has one peak for each group of tags that agree, found from
    /// each tag's own differences and sharpened by averages in which tags that disagree count little; Laplace's approximation
    /// takes the volume of the highest peak, Π σ_D√2π / 2π.
    /// </summary>
    public static double Moved(IReadOnlyList<TagShift> tags, VoteOptions options)
    {
        int antennas = tags[0].Differences.Length;
        double spread = options.SpreadDeviation * options.SpreadDeviation;
        Span<double> shift = stackalloc double[antennas], weights = stackalloc double[antennas];
        double best = double.NegativeInfinity;
        foreach (TagShift first in tags)
        {
            if (first.Kind == ReadKind.Unread)
            {
                continue;
            }

            for (int a = 0; a < antennas; a++)
            {
                shift[a] = double.IsNaN(first.Differences[a]) ? FirstDifference(tags, a) : first.Differences[a];
            }

            for (int round = 0; round < Rounds; round++)
            {
                Sharpen(tags, options, shift, weights, spread);
            }

            double likelihood = Sum(tags, options, shift, spread, isAtRest: false);
            for (int a = 0; a < antennas; a++)
            {
                likelihood += weights[a] > 0 ? Math.Min(0, Math.Log(1 / (Math.Sqrt(weights[a]) * RootOfTurn))) : 0;
            }

            best = Math.Max(best, likelihood);
        }

        return double.IsNegativeInfinity(best) ? tags.Count * Math.Log(UnreadShare(tags, options, isAtRest: false)) : best;
    }

    private static double FirstDifference(IReadOnlyList<TagShift> tags, int antenna)
    {
        foreach (TagShift tag in tags)
        {
            if (!double.IsNaN(tag.Differences[antenna]))
            {
                return tag.Differences[antenna];
            }
        }

        return 0;
    }

    /// <summary>One step of expectation and maximisation: each tag counts by the probability that it moved with the shift.</summary>
    private static void Sharpen(IReadOnlyList<TagShift> tags, VoteOptions options, Span<double> shift, Span<double> weights, double spread)
    {
        Span<double> sums = stackalloc double[shift.Length];
        sums.Clear();
        weights.Clear();
        foreach (TagShift tag in tags)
        {
            if (tag.Kind == ReadKind.Unread)
            {
                continue;
            }

            double odds = (1 - options.OutlierShare) / Stray(tag, options, isAtRest: false) * Math.Exp(Agreement(tag, shift, spread));
            double share = double.IsPositiveInfinity(odds) ? 1 : odds / (1 + odds);
            for (int a = 0; a < shift.Length; a++)
            {
                if (!double.IsNaN(tag.Differences[a]))
                {
                    double weight = share / (tag.Deviations[a] * tag.Deviations[a] + spread);
                    weights[a] += weight;
                    sums[a] += weight * AngleMath.Wrap(tag.Differences[a] - shift[a]);
                }
            }
        }

        for (int a = 0; a < shift.Length; a++)
        {
            shift[a] = weights[a] > 0 ? AngleMath.Wrap(shift[a] + sums[a] / weights[a]) : shift[a];
        }
    }

    private static double Sum(IReadOnlyList<TagShift> tags, VoteOptions options, ReadOnlySpan<double> shift, double spreadVariance, bool isAtRest)
    {
        double unread = UnreadShare(tags, options, isAtRest), sum = 0;
        foreach (TagShift tag in tags)
        {
            double read = (1 - options.OutlierShare) * Math.Exp(Agreement(tag, shift, spreadVariance)) + Stray(tag, options, isAtRest);
            sum += Math.Log(tag.Kind == ReadKind.Unread ? unread : (1 - unread) * read);
        }

        return sum;
    }

    /// <summary>
    /// Share of the tags that are not read. A tag that joined is known by its name alone; where one was read, the others would have
    /// been read by theirs, and there was nothing to trace.
    /// </summary>
    private static double UnreadShare(IReadOnlyList<TagShift> tags, VoteOptions options, bool isAtRest) =>
        options.UnreadShare + (isAtRest || tags.Any(tag => !tag.HadPlace && tag.Kind == ReadKind.Identified) ? 0 : options.UntracedShare);

    /// <summary>
    /// Density of a profile that isn't the tag's. At rest the tag's own reply must have been misread for a stray to take its place;
    /// elsewhere the place is free, and any stray that comes near is matched.
    /// </summary>
    private static double Stray(TagShift tag, VoteOptions options, bool isAtRest) =>
        Math.Max(1, tag.StrayProfiles) * (tag.Kind == ReadKind.MatchedAtRest && !isAtRest ? 1 : options.OutlierShare);

    /// <summary>ln Π N(δ; D, s²)·2π.</summary>
    private static double Agreement(TagShift tag, ReadOnlySpan<double> shift, double spreadVariance)
    {
        double sum = 0;
        for (int a = 0; a < shift.Length; a++)
        {
            double difference = tag.Differences[a];
            if (double.IsNaN(difference))
            {
                continue;
            }

            double variance = tag.Deviations[a] * tag.Deviations[a] + spreadVariance;
            double residual = AngleMath.Wrap(difference - shift[a]);
            sum += Math.Log(RootOfTurn / Math.Sqrt(variance)) - residual * residual / (2 * variance);
        }

        return sum;
    }
}
