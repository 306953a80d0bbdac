using TwinGrid.Model;

namespace TwinGrid.Signal.Localization;

/// <summary>
/// The links of one tag to nodes that stand, by column: where the other end is, the phase, and the variance of the
/// phase with multipath and the other end's own uncertainty included. Reused from tag to tag.
/// </summary>
internal sealed class TagEvidence
{
    private readonly double _waveNumber;
    private readonly PhaseErrorModel _errors;
    private double[] _x = new double[64];
    private double[] _y = new double[64];
    private double[] _z = new double[64];
    private double[] _phase = new double[64];
    private double[] _variance = new double[64];

    public TagEvidence(LocalizationSpace space, PhaseErrorModel errors)
    {
        Space = space;
        _waveNumber = space.WaveNumber;
        _errors = errors;
    }

    /// <summary>The setting.</summary>
    public LocalizationSpace Space { get; }

    /// <summary>The density of residuals.</summary>
    public PhaseErrorModel Errors => _errors;

    /// <summary>Number of links.</summary>
    public int Count { get; private set; }

    /// <summary>Height of the tag in planar work.</summary>
    public double Height { get; private set; }

    public ReadOnlySpan<double> X => _x.AsSpan(0, Count);

    public ReadOnlySpan<double> Y => _y.AsSpan(0, Count);

    public ReadOnlySpan<double> Z => _z.AsSpan(0, Count);

    public ReadOnlySpan<double> Phase => _phase.AsSpan(0, Count);

    public ReadOnlySpan<double> Variance => _variance.AsSpan(0, Count);

    /// <summary>Starts over for a tag at a height (planar work).</summary>
    public void Clear(double height)
    {
        Count = 0;
        Height = height;
    }

    /// <summary>Collects the links of <paramref name="tag"/> to placed nodes.</summary>
    public void Load(LocalizationProblem problem, Placement placement, int tag, double systematicVariance)
    {
        Clear(problem.Nodes[tag].Position.Z);
        foreach (int link in problem.LinksOf(tag))
        {
            int other = problem.OtherEnd(link, tag);
            if (placement.IsPlaced[other])
            {
                Add(placement.At(other), placement.Covariance[other], problem.Phase[link], problem.TotalVariance(link, systematicVariance));
            }
        }
    }

    /// <summary>Adds one link; the other end's covariance enters as its mean over directions, since the direction isn't known yet.</summary>
    public void Add(Position other, in PositionCovariance covariance, double phase, double variance)
    {
        if (Count == _x.Length)
        {
            Array.Resize(ref _x, 2 * Count);
            Array.Resize(ref _y, 2 * Count);
            Array.Resize(ref _z, 2 * Count);
            Array.Resize(ref _phase, 2 * Count);
            Array.Resize(ref _variance, 2 * Count);
        }

        _x[Count] = other.X;
        _y[Count] = other.Y;
        _z[Count] = other.Z;
        _phase[Count] = phase;
        _variance[Count] = variance + _waveNumber * _waveNumber * (covariance.XX + covariance.YY + covariance.ZZ) / Space.Dimensions;
        Count++;
    }

    /// <summary>Σ log-likelihood of the tag being at <paramref name="position"/>, relative to no information.</summary>
    public double LogLikelihood(Position position)
    {
        double sum = 0;
        for (int i = 0; i < Count; i++)
        {
            double residual = Residual(i, position, out _, out _, out _);
            sum += _errors.LogLikelihood(residual * residual / _variance[i], _variance[i]);
        }

        return sum;
    }

    /// <summary>
    /// Σ of squared normalised residuals, each cut at nine so that a single outlier cannot decide.
    /// </summary>
    public double Discrepancy(Position position)
    {
        double sum = 0;
        for (int i = 0; i < Count; i++)
        {
            double residual = Residual(i, position, out _, out _, out _);
            sum += Math.Min(9, residual * residual / _variance[i]);
        }

        return sum;
    }

    /// <summary>
    /// Gauss–Newton with robust weights from <paramref name="start"/> into the nearest lobe of the likelihood;
    /// integers are whatever wraps the residual at each step.
    /// </summary>
    public (Position Position, PositionCovariance Covariance) Refine(Position start, int maximumIterations)
    {
        Position position = start;
        NormalBlock normal = default;
        for (int iteration = 0; iteration < maximumIterations; iteration++)
        {
            normal = default;
            for (int i = 0; i < Count; i++)
            {
                double residual = Residual(i, position, out double ux, out double uy, out double uz);
                double weight = _errors.Weight(residual * residual / _variance[i], _variance[i]) / _variance[i];
                normal.Add(_waveNumber * ux, _waveNumber * uy, _waveNumber * uz, weight, residual);
            }

            (double x, double y, double z) = normal.Solve(Space.Dimensions);
            double length = Math.Sqrt(x * x + y * y + z * z);
            double scale = Math.Min(1, Space.Wavelength / 16 / Math.Max(length, 1e-30));
            position = new Position(position.X + scale * x, position.Y + scale * y, position.Z + scale * z);
            if (length < 1e-5)
            {
                break;
            }
        }

        return (position, normal.Invert(Space.Dimensions));
    }

    /// <summary>Wrapped residual θ − 2πd/λ of link <paramref name="i"/> in (−π/2, π/2] and the unit vector from its other end.</summary>
    private double Residual(int i, Position position, out double ux, out double uy, out double uz)
    {
        ux = position.X - _x[i];
        uy = position.Y - _y[i];
        uz = position.Z - _z[i];
        double distance = Math.Sqrt(ux * ux + uy * uy + uz * uz);
        double inverse = 1 / Math.Max(distance, 1e-9);
        ux *= inverse;
        uy *= inverse;
        uz *= inverse;
        double turns = (_phase[i] - _waveNumber * distance) * (1 / Math.PI);
        return Math.PI * (turns - Math.Round(turns));
    }
}
