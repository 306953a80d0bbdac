namespace TwinGrid.Signal.Tracks;

/// <summary>One explanation of a scene.</summary>
/// <param name="Cost">Its cost.</param>
/// <param name="Parameters">Places and α.</param>
/// <param name="Converged">Whether its last refinement settled.</param>
internal sealed record TrackCandidate(double Cost, double[] Parameters, bool Converged = false);

/// <summary>
/// Finds the lowest cost among its many local minima, half a wavelength apart: starts from the tags' own holograms and from
/// rows of tags, then discrete moves between refinements.
/// </summary>
internal sealed class TrackSearch
{
    private const double Distinct = 1e-3;
    /// <summary>Scenes of more tags follow fewer candidates.</summary>
    private const int LargeScene = 16;

    /// <summary>Tags that a discrete move lets move along; in smaller scenes all do.</summary>
    private const int Neighbours = 10;

    private const double Better = 0.998;
    private const double StartCoupling = 0.6;
    private readonly CoupledModel _model;
    private readonly TrackFrame _frame;
    private readonly TrackOptions _options;
    private readonly TrackFit _fit;
    private readonly TrackGrid _grid;
    private readonly double[] _trial;
    private readonly double _halfWave;
    private readonly int[] _near;
    private readonly double[] _distances;

    public TrackSearch(CoupledModel model, TrackFrame frame, TrackOptions options, CancellationToken cancellation)
    {
        (_model, _frame, _options) = (model, frame, options);
        _fit = new TrackFit(model, frame, cancellation);
        _grid = new TrackGrid(model, frame, options.GridStep);
        _trial = new double[model.Parameters];
        _halfWave = Math.PI / model.WaveNumber;
        (_near, _distances) = (new int[model.Tags], new double[model.Tags]);
    }

    /// <summary>Distinct explanations, followed to the end, the best first.</summary>
    public List<TrackCandidate> Run()
    {
        var found = new List<TrackCandidate>();
        List<TrackCandidate> starts = Starts();
        SetPrior(starts[0].Cost / _model.Tags);
        foreach (TrackCandidate start in starts)
        {
            double[] parameters = [.. start.Parameters];
            double cost = Move(parameters, _model.Evaluate(parameters));
            if (_model.Tags > 1)
            {
                cost = _fit.Refine(parameters, coupling: true, 25);
                cost = Move(parameters, cost);
            }

            cost = _fit.Refine(parameters, _model.Tags > 1, 15);
            found.Add(new TrackCandidate(cost, parameters, _fit.Converged));
        }

        found.Sort((a, b) => a.Cost.CompareTo(b.Cost));
        return found;
    }

    /// <summary>
    /// −log of the prior in units of the cost: with residuals of variance v, taken from the best start, and one independent
    /// sample in every five sixteenths of a wavelength, a cost of v a tag counts as many squared deviations as there are samples.
    /// </summary>
    private void SetPrior(double variance)
    {
        (double[] along, double[] _, double[] _) = _model.Geometry;
        double samples = Math.Max(1, (along.Max() - along.Min()) / (0.625 * _halfWave));
        _model.CouplingExpectation = _options.CouplingExpectation;
        _model.CouplingStiffness = variance / samples / (2 * _options.CouplingDeviation * _options.CouplingDeviation);
    }

    private List<TrackCandidate> Starts()
    {
        var all = new List<TrackCandidate>();
        foreach (double[] start in StartPlaces())
        {
            for (int turn = -1; turn <= 2; turn++)
            {
                (double sin, double cos) = Math.SinCos(-turn * Math.PI / 4);
                double[] parameters = [.. start];
                if (_model.Tags > 1)
                {
                    (parameters[^2], parameters[^1]) = (StartCoupling * cos, StartCoupling * sin);
                }
                else if (turn > -1)
                {
                    break;
                }

                all.Add(new TrackCandidate(_fit.Refine(parameters, coupling: false, 8), parameters));
            }
        }

        int most = Math.Max(1, Math.Min(_options.Candidates, LargeScene * _options.Candidates / _model.Tags));
        var kept = new List<TrackCandidate>();
        foreach (TrackCandidate candidate in all.OrderBy(c => c.Cost))
        {
            if (kept.Count < most && !kept.Any(k => Math.Abs(k.Cost - candidate.Cost) < Distinct * candidate.Cost))
            {
                kept.Add(candidate);
            }
        }

        return kept;
    }

    /// <summary>Every tag at the peak of its own hologram; then all tags at one distance from the track, for several distances.</summary>
    private List<double[]> StartPlaces()
    {
        var starts = new List<double[]> { new double[_model.Parameters] };
        double low = _frame.LowAway, ratio = _frame.HighAway / low;
        for (int level = 1; level <= _options.StartLevels; level++)
        {
            starts.Add(new double[_model.Parameters]);
        }

        for (int t = 0; t < _model.Tags; t++)
        {
            _grid.ScoreAlone(t);
            for (int level = 0; level < starts.Count; level++)
            {
                double away = low * Math.Pow(ratio, (double)level / starts.Count);
                int row = level == 0 ? -1 : Math.Clamp((int)Math.Round((away - low) / _grid.Step), 0, _grid.Rows - 1);
                int cell = _grid.Lowest(row);
                (starts[level][2 * t], starts[level][2 * t + 1]) = _grid.At(cell >= 0 ? cell : _grid.Lowest());
            }
        }

        return starts;
    }

    private double Move(Span<double> parameters, double cost)
    {
        for (int sweep = 0; sweep < _options.MaximumSweeps; sweep++)
        {
            double before = cost;
            cost = Swap(parameters, cost);
            cost = Rescan(parameters, cost);
            if (cost == before)
            {
                break;
            }
        }

        return cost;
    }

    /// <summary>Exchanges neighbours: with tags closer than half a wavelength two holograms can each lock to the other's tag.</summary>
    private double Swap(Span<double> parameters, double cost)
    {
        for (int a = 0; a < _model.Tags; a++)
        {
            for (int b = 0; b < a; b++)
            {
                double x = parameters[2 * a] - parameters[2 * b], y = parameters[2 * a + 1] - parameters[2 * b + 1];
                if (x * x + y * y > _halfWave * _halfWave)
                {
                    continue;
                }

                parameters.CopyTo(_trial);
                (_trial[2 * a], _trial[2 * b]) = (_trial[2 * b], _trial[2 * a]);
                (_trial[2 * a + 1], _trial[2 * b + 1]) = (_trial[2 * b + 1], _trial[2 * a + 1]);
                if (Math.Abs(x) < _halfWave / 3)
                {
                    double side = x <= 0 ? 1 : -1, middle = (_trial[2 * a] + _trial[2 * b]) / 2;
                    (_trial[2 * a], _trial[2 * b]) = (middle + side * _halfWave / 4, middle - side * _halfWave / 4);
                    _frame.Confine(ref _trial[2 * a], ref _trial[2 * a + 1]);
                    _frame.Confine(ref _trial[2 * b], ref _trial[2 * b + 1]);
                }

                ReadOnlySpan<int> near = Near(parameters, a);
                double next = _fit.Refine(_trial, near, 6);
                if (next < 1.1 * cost && !_fit.Converged)
                {
                    next = _fit.Refine(_trial, near, 12);
                }

                if (next < Better * cost)
                {
                    _trial.CopyTo(parameters);
                    cost = next;
                }
            }
        }

        return cost;
    }

    /// <summary>The tags next to a tag, itself among them.</summary>
    private ReadOnlySpan<int> Near(ReadOnlySpan<double> parameters, int tag)
    {
        if (_model.Tags <= Neighbours)
        {
            return _model.AllTags;
        }

        for (int t = 0; t < _model.Tags; t++)
        {
            double x = parameters[2 * t] - parameters[2 * tag], y = parameters[2 * t + 1] - parameters[2 * tag + 1];
            (_near[t], _distances[t]) = (t, x * x + y * y);
        }

        Array.Sort(_distances, _near);
        return _near.AsSpan(0, Neighbours);
    }

    /// <summary>Tries one tag at the best other places of its score with its neighbours' disturbance.</summary>
    private double Rescan(Span<double> parameters, double cost)
    {
        Span<int> cells = stackalloc int[3];
        for (int t = 0; t < _model.Tags; t++)
        {
            _model.Evaluate(parameters);
            _grid.ScoreDisturbed(t);
            int count = _grid.Minima(cells);
            for (int i = 0; i < count; i++)
            {
                (double along, double away) = _grid.At(cells[i]);
                double x = along - parameters[2 * t], y = away - parameters[2 * t + 1];
                if (x * x + y * y < 0.03 * 0.03)
                {
                    continue;
                }

                parameters.CopyTo(_trial);
                (_trial[2 * t], _trial[2 * t + 1]) = (along, away);
                if (_model.Evaluate(_trial) < 1.3 * cost)
                {
                    double next = _fit.Refine(_trial, Near(_trial, t), 8);
                    if (next < Better * cost)
                    {
                        _trial.CopyTo(parameters);
                        cost = next;
                    }
                }
            }
        }

        return cost;
    }
}
