namespace TwinGrid.Signal.Localization;

/// <summary>
/// Maximum likelihood of all placed tags at once: Gauss–Newton on every link between placed nodes, residuals wrapped
/// anew at each step, robust weights, normal equations under a skyline along the site's longer side.
/// </summary>
internal sealed class JointEstimate
{
    private const int MostHalvings = 6;
    private const double SmallStep = 1e-5;

    private readonly LocalizationProblem _problem;
    private readonly PhaseErrorModel _errors;
    private readonly int _dimensions;
    private readonly double _waveNumber;
    private readonly int[] _unknown;
    private readonly int[] _links;
    private readonly double[] _heldVariance;
    private readonly int _linkCount;
    private readonly double[] _step;
    private readonly SkylineMatrix _normal;

    /// <summary>
    /// Sets up the equations for the tags placed now. Held tags stay where they are; their uncertainty is added to their links.
    /// </summary>
    public JointEstimate(LocalizationProblem problem, Placement placement, PhaseErrorModel errors, Func<int, bool>? isHeld = null)
    {
        _problem = problem;
        _errors = errors;
        _dimensions = problem.Space.Dimensions;
        _waveNumber = problem.Space.WaveNumber;
        Tags = SiteOrder.Along(problem, placement, isHeld);
        _unknown = new int[problem.Nodes.Count];
        Array.Fill(_unknown, -1);
        for (int i = 0; i < Tags.Length; i++)
        {
            _unknown[Tags[i]] = i;
        }

        var start = new int[Tags.Length * _dimensions];
        for (int i = 0; i < start.Length; i++)
        {
            start[i] = i / _dimensions * _dimensions;
        }

        _links = new int[problem.Links.Count];
        _heldVariance = new double[problem.Links.Count];
        for (int link = 0; link < _links.Length; link++)
        {
            int a = problem.First[link], b = problem.Second[link];
            bool isFixed = isHeld is not null && _unknown[a] < 0 && _unknown[b] < 0;
            if (isFixed || !placement.IsPlaced[a] || !placement.IsPlaced[b])
            {
                continue;
            }

            _links[_linkCount++] = link;
            _heldVariance[link] = _waveNumber * _waveNumber / _dimensions * (HeldTrace(placement, a) + HeldTrace(placement, b));
            if (_unknown[a] >= 0 && _unknown[b] >= 0)
            {
                int low = Math.Min(_unknown[a], _unknown[b]) * _dimensions, high = Math.Max(_unknown[a], _unknown[b]) * _dimensions;
                for (int d = 0; d < _dimensions; d++)
                {
                    start[high + d] = Math.Min(start[high + d], low);
                }
            }
        }

        _normal = new SkylineMatrix(start);
        _step = new double[start.Length];
    }

    /// <summary>Nodes of the unknown tags in the order of the equations.</summary>
    public int[] Tags { get; }

    /// <summary>Links between two placed nodes.</summary>
    public ReadOnlySpan<int> Links => _links.AsSpan(0, _linkCount);

    /// <summary>Iterates to the maximum from where the placement stands; coordinates are moved in place.</summary>
    /// <returns>The iterations spent and whether the last step taken was below a hundredth of a millimetre.</returns>
    public (int Iterations, bool Converged) Run(Placement placement, double systematicVariance, int maximumIterations)
    {
        if (Tags.Length == 0)
        {
            return (0, true);
        }

        double current = Assemble(placement, systematicVariance);
        for (int iteration = 1; iteration <= maximumIterations; iteration++)
        {
            if (!_normal.TryFactor())
            {
                return (iteration, false);
            }

            _normal.Solve(_step);
            double longest = VectorKernels.LargestMagnitude(_step);
            double scale = Math.Min(1, _problem.Space.Wavelength / 16 / Math.Max(longest, 1e-30));
            double moved = 0;
            for (int halving = 0; ; halving++)
            {
                Move(placement, scale - moved);
                moved = scale;
                double trial = LogLikelihood(placement, systematicVariance);
                if (trial >= current - 1e-9 || halving == MostHalvings)
                {
                    break;
                }

                scale /= 2;
            }

            if (longest * scale < SmallStep)
            {
                return (iteration, true);
            }

            current = Assemble(placement, systematicVariance);
        }

        return (maximumIterations, false);
    }

    /// <summary>The covariance of the unknowns where the placement stands; null if the links don't determine them.</summary>
    public JointCovariance? Covariance(Placement placement, double systematicVariance)
    {
        Assemble(placement, systematicVariance);
        return _normal.TryFactor() ? new JointCovariance(this, _normal.SelectedInverse(), _dimensions) : null;
    }

    /// <summary>One value a link of the problem: residual over standard deviation, NaN where an end isn't placed.</summary>
    public double[] NormalizedResiduals(Placement placement, double systematicVariance)
    {
        var residuals = new double[_problem.Links.Count];
        Array.Fill(residuals, double.NaN);
        foreach (int link in Links)
        {
            residuals[link] = Residual(placement, link, out _, out _, out _) / Math.Sqrt(_problem.TotalVariance(link, systematicVariance));
        }

        return residuals;
    }

    /// <summary>Wrapped residual of a link in (−π/2, π/2] and the unit vector from its second to its first node.</summary>
    public double Residual(Placement placement, int link, out double ux, out double uy, out double uz)
    {
        int a = _problem.First[link], b = _problem.Second[link];
        ux = placement.X[a] - placement.X[b];
        uy = placement.Y[a] - placement.Y[b];
        uz = placement.Z[a] - placement.Z[b];
        double distance = Math.Sqrt(ux * ux + uy * uy + uz * uz);
        double inverse = 1 / Math.Max(distance, 1e-9);
        ux *= inverse;
        uy *= inverse;
        uz *= inverse;
        double turns = (_problem.Phase[link] - _waveNumber * distance) * (1 / Math.PI);
        return Math.PI * (turns - Math.Round(turns));
    }

    private double LogLikelihood(Placement placement, double systematicVariance)
    {
        double sum = 0;
        foreach (int link in Links)
        {
            double residual = Residual(placement, link, out _, out _, out _), variance = _problem.TotalVariance(link, systematicVariance) + _heldVariance[link];
            sum += _errors.LogLikelihood(residual * residual / variance, variance);
        }

        return sum;
    }

    /// <summary>Normal matrix and right-hand side (left in the step) where the placement stands; returns the log-likelihood.</summary>
    private double Assemble(Placement placement, double systematicVariance)
    {
        _normal.Clear();
        Array.Clear(_step);
        Span<double> gradient = stackalloc double[6];
        Span<int> index = stackalloc int[6];
        double sum = 0;
        foreach (int link in Links)
        {
            double variance = _problem.TotalVariance(link, systematicVariance) + _heldVariance[link];
            double residual = Residual(placement, link, out double ux, out double uy, out double uz);
            double squared = residual * residual / variance;
            sum += _errors.LogLikelihood(squared, variance);
            double weight = _errors.Weight(squared, variance) / variance;
            int count = Gradient(_problem.First[link], _problem.Second[link], ux, uy, uz, gradient, index);
            for (int i = 0; i < count; i++)
            {
                double scaled = weight * gradient[i];
                _step[index[i]] += scaled * residual;
                for (int j = 0; j < count; j++)
                {
                    if (index[j] <= index[i])
                    {
                        _normal[index[i], index[j]] += scaled * gradient[j];
                    }
                }
            }
        }

        return sum;
    }

    /// <summary>Derivatives of a link's phase by the unknowns at its ends, and the rows of those unknowns; returns how many.</summary>
    public int Gradient(Placement placement, int link, Span<double> gradient, Span<int> index)
    {
        Residual(placement, link, out double ux, out double uy, out double uz);
        return Gradient(_problem.First[link], _problem.Second[link], ux, uy, uz, gradient, index);
    }

    private int Gradient(int a, int b, double ux, double uy, double uz, Span<double> gradient, Span<int> index)
    {
        int count = 0;
        for (int end = 0; end < 2; end++)
        {
            int unknown = _unknown[end == 0 ? a : b];
            if (unknown < 0)
            {
                continue;
            }

            double sign = end == 0 ? _waveNumber : -_waveNumber;
            for (int d = 0; d < _dimensions; d++)
            {
                gradient[count] = sign * (d == 0 ? ux : d == 1 ? uy : uz);
                index[count++] = unknown * _dimensions + d;
            }
        }

        return count;
    }

    private void Move(Placement placement, double scale)
    {
        for (int i = 0; i < Tags.Length; i++)
        {
            int tag = Tags[i], at = i * _dimensions;
            placement.X[tag] += scale * _step[at];
            placement.Y[tag] += scale * _step[at + 1];
            if (_dimensions == 3)
            {
                placement.Z[tag] += scale * _step[at + 2];
            }
        }
    }

    private double HeldTrace(Placement placement, int node) =>
        _unknown[node] < 0 && placement.Covariance[node] is var c ? c.XX + c.YY + c.ZZ : 0;
}
