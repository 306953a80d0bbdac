using System.Numerics;

namespace TwinGrid.Signal.Motion.Vote;

/// <summary>
/// The nodes of one object: pairs of a tag and a free profile of about its length with their wrapped phase differences, row after
/// row of one tag each, laid out antenna by antenna.
/// </summary>
internal sealed class PathNodes
{
    // Bounds must not fall below the exact value by rounding.
    private const double Slack = 1e-9;

    private readonly int _count;
    private readonly int _antennas;
    private readonly double _spreadVariance;
    private readonly int[] _places;
    private readonly double[] _gains;
    private readonly double[] _differences;
    private readonly double[] _variances;
    private readonly double[] _smallest;
    private readonly double[] _largest;
    private readonly double[] _weights;
    /// <summary>Makes room.</summary>
    /// <param name="places">The place of each node's profile.</param>
    /// <param name="antennas">Number of antennas.</param>
    /// <param name="spreadDeviation">By how much shifts of one object's tags differ, in radians.</param>
    public PathNodes(int[] places, int antennas, double spreadDeviation)
    {
        (_places, _count, _antennas, _spreadVariance) = (places, places.Length, antennas, 2 * spreadDeviation * spreadDeviation);
        _gains = new double[_count];
        _differences = new double[_count * antennas];
        _variances = new double[_count * antennas];
        _smallest = [.. Enumerable.Repeat(double.PositiveInfinity, antennas)];
        _largest = new double[antennas];
        _weights = new double[antennas];
    }

    /// <summary>The place of a node's profile.</summary>
    public int Place(int node) => _places[node];

    /// <summary>By how much a node's lengths speak for it.</summary>
    public double Gain(int node) => _gains[node];

    /// <summary>What the agreement of the node given to <see cref="Compare"/> with any other is at most.</summary>
    public double Ceiling { get; private set; }

    /// <summary>Lays out a node.</summary>
    public void Set(int node, TagProfile known, TagProfile now, double gain, double driftVariance)
    {
        _gains[node] = gain;
        ReadOnlySpan<double> old = known.Phases, recent = now.Phases, oldDeviations = known.PhaseDeviations, deviations = now.PhaseDeviations;
        for (int a = 0; a < _antennas; a++)
        {
            double difference = AngleMath.Wrap(recent[a] - old[a]);
            double variance = oldDeviations[a] * oldDeviations[a] + deviations[a] * deviations[a] + driftVariance;
            _differences[a * _count + node] = difference;
            _variances[a * _count + node] = variance;
            if (!double.IsNaN(difference))
            {
                _smallest[a] = Math.Min(_smallest[a], variance);
                _largest[a] = Math.Max(_largest[a], variance);
            }
        }
    }

    /// <summary>Makes a node the one that <see cref="Best"/> compares others with.</summary>
    public void Compare(int seed)
    {
        Ceiling = Slack;
        for (int a = 0; a < _antennas; a++)
        {
            bool isHeard = !double.IsNaN(_differences[a * _count + seed]);
            double variance = _variances[a * _count + seed] + _spreadVariance;
            _weights[a] = isHeard ? 1 / (variance + _largest[a]) : 0;
            Ceiling += isHeard ? Math.Max(0, Math.Log(2 * Math.PI / (variance + _smallest[a]))) : 0;
        }
    }

    /// <summary>
    /// The node of a row that agrees with the seed and has the most agreement and gain, the first of equals; −1 where none agrees.
    /// Most nodes are ruled out by a bound of their agreement that takes no logarithm and no division.
    /// </summary>
    /// <param name="seed">The seed, as given to <see cref="Compare"/>.</param>
    /// <param name="from">First node of the row.</param>
    /// <param name="to">End of the row.</param>
    /// <param name="path">Nodes whose profiles are in use; −1 for none.</param>
    /// <param name="agreement">Twice the logarithm of how much likelier the two shifts are of one object than of strangers.</param>
    public int Best(int seed, int from, int to, ReadOnlySpan<int> path, out double agreement)
    {
        int best = -1, node = from;
        double most = 0;
        agreement = 0;
        for (; node <= to - Vector<double>.Count; node += Vector<double>.Count)
        {
            Vector<double> bound = Bound(seed, node);
            Vector<long> isPossible = Vector.GreaterThan(bound, Vector<double>.Zero)
                & Vector.GreaterThan(bound + new Vector<double>(_gains, node), new Vector<double>(most));
            if (isPossible == Vector<long>.Zero)
            {
                continue;
            }

            for (int lane = 0; lane < Vector<double>.Count; lane++)
            {
                if (isPossible[lane] != 0)
                {
                    Consider(seed, node + lane, path, ref best, ref most, ref agreement);
                }
            }
        }

        for (; node < to; node++)
        {
            Consider(seed, node, path, ref best, ref most, ref agreement);
        }

        return best;
    }

    /// <summary>What the agreement of the seed with some nodes is at most.</summary>
    private Vector<double> Bound(int seed, int node)
    {
        var turn = new Vector<double>(2 * Math.PI);
        var turns = new Vector<double>(1 / (2 * Math.PI));
        var bound = new Vector<double>(Ceiling);
        for (int a = 0, offset = 0; a < _antennas; a++, offset += _count)
        {
            Vector<double> residual = new Vector<double>(_differences, offset + node) - new Vector<double>(_differences[offset + seed]);
            Vector<long> isHeard = Vector.Equals(residual, residual);
            residual -= turn * Vector.Round(residual * turns);
            bound -= Vector.ConditionalSelect(isHeard, residual * residual * new Vector<double>(_weights[a]), Vector<double>.Zero);
        }

        return bound;
    }

    private void Consider(int seed, int node, ReadOnlySpan<int> path, ref int best, ref double most, ref double agreement)
    {
        double found = Agreement(seed, node);
        if (found > 0 && found + _gains[node] > most && !IsUsed(_places[node], path))
        {
            (best, most, agreement) = (node, found + _gains[node], found);
        }
    }

    private bool IsUsed(int place, ReadOnlySpan<int> path)
    {
        foreach (int node in path)
        {
            if (node >= 0 && _places[node] == place)
            {
                return true;
            }
        }

        return false;
    }

    private double Agreement(int seed, int node)
    {
        double sum = 0;
        for (int offset = 0; offset < _differences.Length; offset += _count)
        {
            double difference = _differences[offset + seed] - _differences[offset + node];
            if (!double.IsNaN(difference))
            {
                double variance = _variances[offset + seed] + _variances[offset + node] + _spreadVariance;
                double residual = AngleMath.Wrap(difference);
                sum += Math.Log(2 * Math.PI / variance) - residual * residual / variance;
            }
        }

        return sum;
    }
}
