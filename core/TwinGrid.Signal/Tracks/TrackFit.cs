namespace TwinGrid.Signal.Tracks;

/// <summary>Levenberg–Marquardt over the places of all tags and, when wanted, α.</summary>
internal sealed class TrackFit
{
    private const double LargestStep = 0.05;
    private const double LargestCoupling = 1.5;
    private const double Settled = 1e-4;
    private readonly CoupledModel _model;
    private readonly TrackFrame _frame;
    private readonly CancellationToken _cancellation;
    private readonly double[] _normal;
    private readonly double[] _factor;
    private readonly double[] _gradient;
    private readonly double[] _step;
    private readonly double[] _trial;

    public TrackFit(CoupledModel model, TrackFrame frame, CancellationToken cancellation)
    {
        (_model, _frame, _cancellation) = (model, frame, cancellation);
        int count = model.Parameters;
        (_normal, _factor) = (new double[count * count], new double[count * count]);
        (_gradient, _step, _trial) = (new double[count], new double[count], new double[count]);
    }

    /// <summary>True when the last refinement ended before its iterations ran out.</summary>
    public bool Converged { get; private set; }

    /// <summary>Lowers the cost from <paramref name="parameters"/> on, in place, and returns it.</summary>
    /// <param name="parameters">Start, then result.</param>
    /// <param name="coupling">True to fit α as well.</param>
    /// <param name="iterations">Most iterations.</param>
    public double Refine(Span<double> parameters, bool coupling, int iterations) =>
        Refine(parameters, _model.AllTags, coupling ? _model.Parameters : _model.Parameters - 2, iterations);

    /// <summary>The same with only some tags free to move and α fixed.</summary>
    public double Refine(Span<double> parameters, ReadOnlySpan<int> tags, int iterations) => Refine(parameters, tags, 2 * tags.Length, iterations);

    private double Refine(Span<double> parameters, ReadOnlySpan<int> tags, int count, int iterations)
    {
        double cost = _model.Evaluate(parameters), damping = 1e-3;
        Converged = false;
        for (int iteration = 0; iteration < iterations && !Converged; iteration++)
        {
            _cancellation.ThrowIfCancellationRequested();
            _model.Linearize(parameters, tags, count, _normal.AsSpan(0, count * count), _gradient.AsSpan(0, count));
            double next = cost;
            bool lower = false;
            for (int attempt = 0; attempt < 6 && !lower; attempt++)
            {
                if (Propose(parameters, tags, count, damping))
                {
                    next = _model.Evaluate(_trial);
                    lower = next < cost;
                }

                damping = lower ? damping / 5 : Math.Max(damping * 5, 1e-4);
            }

            if (!lower)
            {
                Converged = true;
                break;
            }

            _trial.CopyTo(parameters);
            Converged = cost - next < Settled * cost;
            cost = next;
        }

        return cost;
    }

    private bool Propose(ReadOnlySpan<double> parameters, ReadOnlySpan<int> free, int count, double damping)
    {
        Span<double> factor = _factor.AsSpan(0, count * count);
        _normal.AsSpan(0, count * count).CopyTo(factor);
        for (int i = 0; i < count; i++)
        {
            factor[i * count + i] += damping * factor[i * count + i] + 1e-9;
            _step[i] = -_gradient[i];
        }

        if (!ComplexMatrix.Factor(factor, count))
        {
            return false;
        }

        ComplexMatrix.Solve(factor, count, _step.AsSpan(0, count));
        int tags = _model.Tags;
        double largest = 1e-12;
        for (int i = 0; i < 2 * free.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(_step[i]));
        }

        double scale = Math.Min(1, LargestStep / largest);
        parameters.CopyTo(_trial);
        for (int i = 2 * tags; i < count; i++)
        {
            _trial[i] += scale * _step[i];
        }

        for (int slot = 0; slot < free.Length; slot++)
        {
            int t = free[slot];
            _trial[2 * t] += scale * _step[2 * slot];
            _trial[2 * t + 1] += scale * _step[2 * slot + 1];
            _frame.Confine(ref _trial[2 * t], ref _trial[2 * t + 1]);
        }

        double size = Math.Sqrt(_trial[2 * tags] * _trial[2 * tags] + _trial[2 * tags + 1] * _trial[2 * tags + 1]);
        if (size > LargestCoupling)
        {
            _trial[2 * tags] *= LargestCoupling / size;
            _trial[2 * tags + 1] *= LargestCoupling / size;
        }

        return true;
    }
}
