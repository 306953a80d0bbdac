namespace TwinGrid.Signal.Localization;

/// <summary>
/// Locates one tag that moved, against its neighbours where they stand, without solving the region again.
/// Ahmad et al., end of section 7.2.
/// </summary>
public static class Relocation
{
    /// <summary>
    /// Searches within <paramref name="largestMove"/> of the old position, where only few integers are possible (one, or
    /// its neighbours, for moves well below λ/4); without that knowledge within one wavelength and, when nothing
    /// there fits, the whole space. A tag that had no position is searched everywhere.
    /// </summary>
    /// <param name="problem">The problem of the region.</param>
    /// <param name="solution">Its solution: neighbours' positions and the multipath deviation.</param>
    /// <param name="tag">The tag that moved.</param>
    /// <param name="newLinks">Its links as measured now, each with <paramref name="tag"/> at one end.</param>
    /// <param name="largestMove">How far the tag can have moved, in metres, where that is known; it also settles ambiguities.</param>
    /// <param name="options">How cautious to be; the defaults when null.</param>
    /// <returns>The new estimate; declined with the reason when the new links don't tell.</returns>
    /// <exception cref="ArgumentException">
    /// The tag is an anchor or not in the problem, a link doesn't touch it or holds a value the problem would refuse, the
    /// solution isn't one of this problem, or the largest move isn't above zero.
    /// </exception>
    public static TagEstimate Relocate(
        LocalizationProblem problem,
        LocalizationSolution solution,
        int tag,
        IReadOnlyList<PhaseLink> newLinks,
        double? largestMove = null,
        LocalizationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(solution);
        ArgumentNullException.ThrowIfNull(newLinks);
        options ??= LocalizationOptions.Default;
        options.Check();
        if (tag < 0 || tag >= problem.Nodes.Count || problem.Nodes[tag].IsAnchor)
        {
            throw new ArgumentException($"expected the index of a tag, found {tag}", nameof(tag));
        }

        if (largestMove is double given && !(given > 0))
        {
            throw new ArgumentException(FormattableString.Invariant($"expected a largest move above zero, found {given} m"), nameof(largestMove));
        }

        TagEvidence evidence = Collect(problem, solution, tag, newLinks, options);
        var rule = new PlacementRule(problem.Space, options);
        if (evidence.Count < rule.LeastLinks)
        {
            return PlacementRule.Unknown(tag, evidence.Count);
        }

        var search = new CandidateSearch(problem.Space);
        TagEstimate old = solution.Nodes[tag];
        if (old.IsLocated)
        {
            SearchBox near = problem.Space.Bounds.Near(old.Position, largestMove ?? problem.Space.Wavelength);
            TagEstimate found = rule.Judge(tag, evidence, search.Run(evidence, near));
            if (found.IsLocated || largestMove is not null)
            {
                return found;
            }
        }

        return rule.Judge(tag, evidence, search.Run(evidence, problem.Space.Bounds));
    }

    private static TagEvidence Collect(
        LocalizationProblem problem, LocalizationSolution solution, int tag, IReadOnlyList<PhaseLink> newLinks, LocalizationOptions options)
    {
        LocalizationProblem.CheckLinks(newLinks, problem.Nodes.Count);
        Placement placement = Neighbourhood.Placement(problem, solution);
        var evidence = new TagEvidence(problem.Space, new PhaseErrorModel(options.OutlierShare));
        evidence.Clear(problem.Nodes[tag].Position.Z);
        for (int i = 0; i < newLinks.Count; i++)
        {
            PhaseLink link = newLinks[i];
            if (link.First != tag && link.Second != tag)
            {
                throw new ArgumentException($"expected links of tag {tag}, found one between {link.First} and {link.Second} at index {i}", nameof(newLinks));
            }

            int other = link.First == tag ? link.Second : link.First;
            if (placement.IsPlaced[other])
            {
                double systematic = link.SystematicDeviation ?? solution.SystematicDeviation;
                double variance = link.PhaseDeviation * link.PhaseDeviation + systematic * systematic;
                evidence.Add(placement.At(other), placement.Covariance[other], AngleMath.Modulo(link.Phase, Math.PI), variance);
            }
        }

        return evidence;
    }
}
