using TwinGrid.Model;

namespace TwinGrid.Signal.Localization;

/// <summary>The best place for one tag against nodes that stand, and how far behind the second best is.</summary>
/// <param name="Position">Maximum of the likelihood, metres.</param>
/// <param name="Covariance">Inverse of the normal matrix there.</param>
/// <param name="LogLikelihood">Log-likelihood there, relative to no information.</param>
/// <param name="Margin">How much lower the best other lobe is; infinite when there is none.</param>
/// <param name="Discrepancy">Σ of cut squared normalised residuals.</param>
internal readonly record struct Candidate(
    Position Position, PositionCovariance Covariance, double LogLikelihood, double Margin, double Discrepancy);

/// <summary>Coarse grid, then Gauss–Newton into the best lobes, then ranking by the exact likelihood.</summary>
internal sealed class CandidateSearch
{
    private const int MostCandidates = 24;
    private const int FirstIterations = 3;
    private const int RefineIterations = 10;

    // A lobe this far behind after the first iterations cannot come near enough to matter.
    private const double HopelessMargin = 40;

    private readonly CoarseGrid _grid;
    private readonly LocalizationSpace _space;
    private readonly Position[] _starts = new Position[MostCandidates];
    private readonly double[] _likelihoods = new double[MostCandidates];

    public CandidateSearch(LocalizationSpace space)
    {
        _space = space;
        _grid = new CoarseGrid(space);
    }

    /// <summary>Searches <paramref name="box"/>; null when no cell of it is within range of every linked node.</summary>
    public Candidate? Run(TagEvidence evidence, SearchBox box)
    {
        int count = _grid.Search(evidence, box, _starts);
        double highest = double.NegativeInfinity;
        for (int i = 0; i < count; i++)
        {
            _starts[i] = evidence.Refine(_starts[i], FirstIterations).Position;
            _likelihoods[i] = evidence.LogLikelihood(_starts[i]);
            highest = Math.Max(highest, _likelihoods[i]);
        }

        double same = _space.Wavelength / 12;
        Candidate? best = null;
        double runnerUp = double.NegativeInfinity;
        for (int i = 0; i < count; i++)
        {
            if (_likelihoods[i] < highest - HopelessMargin)
            {
                continue;
            }

            (Position position, PositionCovariance covariance) = evidence.Refine(_starts[i], RefineIterations);
            if (!box.Holds(position, _space.Dimensions, _space.Wavelength / 8))
            {
                continue;
            }

            double likelihood = evidence.LogLikelihood(position);
            if (best is not Candidate leader)
            {
                best = new Candidate(position, covariance, likelihood, 0, 0);
            }
            else if (position.DistanceTo(leader.Position) < same)
            {
                if (likelihood > leader.LogLikelihood)
                {
                    best = new Candidate(position, covariance, likelihood, 0, 0);
                }
            }
            else if (likelihood > leader.LogLikelihood)
            {
                runnerUp = Math.Max(runnerUp, leader.LogLikelihood);
                best = new Candidate(position, covariance, likelihood, 0, 0);
            }
            else
            {
                runnerUp = Math.Max(runnerUp, likelihood);
            }
        }

        return best is Candidate found
            ? found with { Margin = Math.Min(HopelessMargin, found.LogLikelihood - runnerUp), Discrepancy = evidence.Discrepancy(found.Position) }
            : null;
    }

    /// <summary>Lists distinct lobes in <paramref name="box"/>, likeliest first as the coarse grid ranks them.</summary>
    /// <returns>How many were written to <paramref name="found"/>.</returns>
    public int List(TagEvidence evidence, SearchBox box, Span<Candidate> found)
    {
        var starts = new Position[found.Length];
        int count = _grid.Search(evidence, box, starts), written = 0;
        for (int i = 0; i < count; i++)
        {
            (Position position, PositionCovariance covariance) = evidence.Refine(starts[i], RefineIterations);
            bool known = !box.Holds(position, _space.Dimensions, _space.Wavelength / 8);
            for (int j = 0; j < written && !known; j++)
            {
                known = found[j].Position.DistanceTo(position) < _space.Wavelength / 12;
            }

            if (!known)
            {
                found[written++] = new Candidate(position, covariance, evidence.LogLikelihood(position), 0, 0);
            }
        }

        return written;
    }
}
