using TwinGrid.Model;

namespace TwinGrid.Signal.Localization;

/// <summary>The state of one solution: what stands, what was declined and why.</summary>
internal sealed class SolverRun
{
    private const int RoundIterations = 2;
    private const int RoundsRefined = 3;
    private const int FinalIterations = 30;
    private const int VarianceIterations = 8;
    private const double VarianceTolerance = 0.02;

    private readonly LocalizationProblem _problem;
    private readonly LocalizationOptions _options;
    private readonly PhaseErrorModel _errors;
    private readonly Placement _placement;
    private readonly TagEvidence _evidence;
    private readonly CandidateSearch _search;
    private readonly PlacementRule _rule;
    private readonly TagEstimate[] _estimates;
    private readonly int[] _linksSeen;
    private readonly int[] _placedIn;
    private double _systematicVariance;
    private int _iterations;
    private bool _converged = true;

    public SolverRun(LocalizationProblem problem, LocalizationOptions options)
    {
        _problem = problem;
        _options = options;
        _errors = new PhaseErrorModel(options.OutlierShare);
        _placement = new Placement(problem);
        _evidence = new TagEvidence(problem.Space, _errors);
        _search = new CandidateSearch(problem.Space);
        _rule = new PlacementRule(problem.Space, options);
        _systematicVariance = options.AssumedSystematicDeviation * options.AssumedSystematicDeviation;
        _estimates = new TagEstimate[problem.Nodes.Count];
        _linksSeen = new int[problem.Nodes.Count];
        _placedIn = new int[problem.Nodes.Count];
        for (int i = 0; i < _estimates.Length; i++)
        {
            _estimates[i] = problem.Nodes[i].IsAnchor
                ? new TagEstimate(i, LocationStatus.Located, problem.Nodes[i].Position, default, 0, 0)
                : PlacementRule.Unknown(i, 0);
        }
    }

    /// <summary>Rounds of placing, the joint estimate, then checks until nothing changes.</summary>
    public LocalizationSolution Run()
    {
        int rounds = 0;
        while (rounds < _options.MaximumRounds && (PlaceRound() || PlaceByConsensus()))
        {
            rounds++;
            RefineLatest(rounds);
        }

        JointEstimate joint = EstimateVariance();
        for (int check = 0; check < _options.MaximumChecks && CheckIntegers(); check++)
        {
            joint = EstimateVariance();
        }

        foreach (int tag in joint.Tags)
        {
            _estimates[tag] = _estimates[tag] with
            {
                Position = _placement.At(tag),
                Covariance = _placement.Covariance[tag],
                LinksUsed = LinksInUse(tag),
            };
        }

        double[] residuals = joint.NormalizedResiduals(_placement, _systematicVariance);
        return new LocalizationSolution(_estimates, residuals, Math.Sqrt(_systematicVariance), _iterations, rounds, _converged);
    }

    /// <summary>
    /// Searches every tag that doesn't stand against those that stood when the round began, so that the result
    /// doesn't depend on the order of tags; true when any was placed.
    /// </summary>
    private bool PlaceRound()
    {
        bool any = false;
        for (int tag = 0; tag < _estimates.Length; tag++)
        {
            // Nothing new has been placed near a tag whose links to placed nodes are as many as before.
            int links = LinksInUse(tag);
            if (!_placement.IsPlaced[tag] && links != _linksSeen[tag])
            {
                _linksSeen[tag] = links;
                _estimates[tag] = Judge(tag);
                any |= _estimates[tag].IsLocated;
            }
        }

        foreach (TagEstimate estimate in _estimates)
        {
            if (estimate.IsLocated && !_placement.IsPlaced[estimate.Node])
            {
                _placement.Place(estimate.Node, estimate.Position, estimate.Covariance);
            }
        }

        return any;
    }

    /// <summary>
    /// Places tags that agree with each other where none is clear alone, then takes out again those that, with all
    /// others in place, are not clear. True when any stays.
    /// </summary>
    private bool PlaceByConsensus()
    {
        var proposed = new List<int>();
        var consensus = new CandidateConsensus(_problem, _search, _evidence);
        foreach ((int tag, Candidate place) in consensus.Run(_placement, _systematicVariance, _options.AcceptanceMargin))
        {
            proposed.Add(tag);
            _placement.Place(tag, place.Position, place.Covariance);
        }

        if (proposed.Count == 0)
        {
            return false;
        }

        Refine(FinalIterations, isHeld: null);
        bool any = false;
        foreach (int tag in proposed)
        {
            Position joint = _placement.At(tag);
            _estimates[tag] = Judge(tag);
            bool stays = _estimates[tag].IsLocated && _estimates[tag].Position.DistanceTo(joint) < _problem.Space.Wavelength / 12;
            _placement.IsPlaced[tag] = stays;
            any |= stays;
            if (_estimates[tag].IsLocated && !stays)
            {
                _estimates[tag] = _estimates[tag] with { Status = LocationStatus.Ambiguous };
            }
        }

        return any;
    }

    /// <summary>
    /// Searches each standing tag anew against all others: one that fits clearly better elsewhere is moved, one
    /// that fits nowhere is taken out; then those still declined are tried again. True when anything changed.
    /// </summary>
    private bool CheckIntegers()
    {
        bool changed = false;
        Array.Clear(_linksSeen);
        for (int tag = 0; tag < _estimates.Length; tag++)
        {
            if (!_placement.IsPlaced[tag] || _problem.Nodes[tag].IsAnchor)
            {
                continue;
            }

            Position before = _placement.At(tag);
            TagEstimate found = Judge(tag);
            _estimates[tag] = found;
            if (!found.IsLocated)
            {
                _placement.IsPlaced[tag] = false;
                changed = true;
            }
            else if (found.Position.DistanceTo(before) > _problem.Space.Wavelength / 12)
            {
                _placement.Place(tag, found.Position, found.Covariance);
                changed = true;
            }
        }

        return PlaceRound() || changed;
    }

    private TagEstimate Judge(int tag)
    {
        _evidence.Load(_problem, _placement, tag, _systematicVariance);
        return _evidence.Count < _rule.LeastLinks
            ? PlacementRule.Unknown(tag, _evidence.Count)
            : _rule.Judge(tag, _evidence, _search.Run(_evidence, _problem.Space.Bounds));
    }

    /// <summary>Joint estimate of the tags placed of late; those before have settled and are held.</summary>
    private void RefineLatest(int round)
    {
        foreach (TagEstimate estimate in _estimates)
        {
            if (_placement.IsPlaced[estimate.Node] && _placedIn[estimate.Node] == 0)
            {
                _placedIn[estimate.Node] = round;
            }
        }

        Refine(RoundIterations, tag => _placedIn[tag] <= round - RoundsRefined);
    }

    private void Refine(int iterations, Func<int, bool>? isHeld)
    {
        var joint = new JointEstimate(_problem, _placement, _errors, isHeld);
        (int spent, _converged) = joint.Run(_placement, _systematicVariance, iterations);
        _iterations += spent;
        joint.Covariance(_placement, _systematicVariance)?.Store(_placement);
    }

    /// <summary>Alternates the joint estimate and the multipath variance until the latter settles.</summary>
    private JointEstimate EstimateVariance()
    {
        var joint = new JointEstimate(_problem, _placement, _errors);
        double prior = _options.AssumedSystematicDeviation * _options.AssumedSystematicDeviation;
        for (int i = 0; i < VarianceIterations; i++)
        {
            (int spent, _converged) = joint.Run(_placement, _systematicVariance, FinalIterations);
            _iterations += spent;
            if (joint.Covariance(_placement, _systematicVariance) is not JointCovariance covariance)
            {
                _converged = false;
                break;
            }

            covariance.Store(_placement);
            double updated = SystematicVariance.Update(_problem, joint, _placement, covariance, _systematicVariance, prior, _options.SystematicPriorLinks);
            if (Math.Abs(updated - _systematicVariance) < VarianceTolerance * (updated + 1e-6))
            {
                break;
            }

            _systematicVariance = updated;
        }

        return joint;
    }

    private int LinksInUse(int tag)
    {
        int count = 0;
        foreach (int link in _problem.LinksOf(tag))
        {
            count += _placement.IsPlaced[_problem.OtherEnd(link, tag)] ? 1 : 0;
        }

        return count;
    }
}
