using System.Numerics;
using TwinGrid.Model;

namespace TwinGrid.Signal.Localization;

/// <summary>
/// The links of one tag to nodes that stand, by column: where the other end is, the phase, and the variance of the
/// phase with multipath and the other end's own uncertainty included. Reused from tag to tag.
/// </summary>
internal sealed class TagEvidence
{
    private const double SmallStep = 1e-5;

    private readonly double _waveNumber;
    private readonly PhaseErrorModel _errors;
    private double[] _x = new double[64];
    private double[] _y = new double[64];
    private double[] _z = new double[64];
    private double[] _phase = new double[64];
    private double[] _variance = new double[64];
    private double[] _precision = new double[64];
    private double[] _peak = new double[64];

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
        Reserve();
        _x[Count] = other.X;
        _y[Count] = other.Y;
        _z[Count] = other.Z;
        _phase[Count] = phase;
        _variance[Count] = variance + _waveNumber * _waveNumber * (covariance.XX + covariance.YY + covariance.ZZ) / Space.Dimensions;
        _precision[Count] = 1 / _variance[Count];
        _peak[Count] = _errors.GaussianPeak(_variance[Count]);
        Count++;
        // A longer list of another tag may have left weights in the lanes behind the last link.
        _precision.AsSpan(Count, Vector<double>.Count).Clear();
    }

    /// <summary>Σ log-likelihood of the tag being at <paramref name="position"/>, relative to no information.</summary>
    public double LogLikelihood(Position position)
    {
        double sum = 0;
        for (int i = 0; i < Count; i++)
        {
            double residual = Residual(i, position);
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
            double residual = Residual(i, position);
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
            normal = Normal(position);
            (double x, double y, double z) = normal.Solve(Space.Dimensions);
            double length = Math.Sqrt(x * x + y * y + z * z);
            double scale = Math.Min(1, Space.Wavelength / 16 / Math.Max(length, 1e-30));
            position = new Position(position.X + scale * x, position.Y + scale * y, position.Z + scale * z);
            if (length < SmallStep)
            {
                break;
            }
        }

        return (position, normal.Invert(Space.Dimensions));
    }

    /// <summary>Robustly weighted normal equations at a position, several links at a time.</summary>
    private NormalBlock Normal(Position position)
    {
        int lanes = Vector<double>.Count;
        var px = new Vector<double>(position.X);
        var py = new Vector<double>(position.Y);
        var pz = new Vector<double>(position.Z);
        var waveNumber = new Vector<double>(_waveNumber);
        var minusHalf = new Vector<double>(-0.5);
        var outlier = new Vector<double>(_errors.OutlierShare);
        var smallest = new Vector<double>(1e-9);
        Vector<double> xx = default, xy = default, yy = default, xz = default, yz = default, zz = default, rx = default, ry = default, rz = default;
        for (int i = 0; i < Count; i += lanes)
        {
            Vector<double> dx = px - new Vector<double>(_x, i);
            Vector<double> dy = py - new Vector<double>(_y, i);
            Vector<double> dz = pz - new Vector<double>(_z, i);
            Vector<double> distance = Vector.Max(smallest, Vector.SquareRoot(dx * dx + dy * dy + dz * dz));
            Vector<double> residual = new Vector<double>(_phase, i) - waveNumber * distance;
            residual -= Vector.Round(residual * (1 / Math.PI)) * Math.PI;
            Vector<double> precision = new Vector<double>(_precision, i);
            Vector<double> gaussian = new Vector<double>(_peak, i) * Vector.Exp(minusHalf * residual * residual * precision);
            Vector<double> weight = precision * gaussian / (gaussian + outlier);
            Vector<double> slope = waveNumber / distance;
            dx *= slope;
            dy *= slope;
            dz *= slope;
            Vector<double> wx = weight * dx, wy = weight * dy, wz = weight * dz;
            xx += wx * dx;
            xy += wx * dy;
            yy += wy * dy;
            xz += wx * dz;
            yz += wy * dz;
            zz += wz * dz;
            rx += wx * residual;
            ry += wy * residual;
            rz += wz * residual;
        }

        return new NormalBlock(
            Vector.Sum(xx), Vector.Sum(xy), Vector.Sum(yy), Vector.Sum(xz), Vector.Sum(yz), Vector.Sum(zz), Vector.Sum(rx), Vector.Sum(ry), Vector.Sum(rz));
    }

    /// <summary>Wrapped residual θ − 2πd/λ of link <paramref name="i"/> in (−π/2, π/2].</summary>
    private double Residual(int i, Position position)
    {
        double x = position.X - _x[i], y = position.Y - _y[i], z = position.Z - _z[i];
        double turns = (_phase[i] - _waveNumber * Math.Sqrt(x * x + y * y + z * z)) * (1 / Math.PI);
        return Math.PI * (turns - Math.Round(turns));
    }

    /// <summary>Makes room for one more link and the lanes behind it, which stay zero and so carry no weight.</summary>
    private void Reserve()
    {
        if (Count + Vector<double>.Count < _x.Length)
        {
            return;
        }

        int size = 2 * _x.Length;
        Array.Resize(ref _x, size);
        Array.Resize(ref _y, size);
        Array.Resize(ref _z, size);
        Array.Resize(ref _phase, size);
        Array.Resize(ref _variance, size);
        Array.Resize(ref _precision, size);
        Array.Resize(ref _peak, size);
    }
}
