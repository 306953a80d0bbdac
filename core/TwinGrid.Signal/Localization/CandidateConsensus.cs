using TwinGrid.Model;

namespace TwinGrid.Signal.Localization;

/// <summary>
/// Breaks the deadlock where anchors are so sparse that no tag is unambiguous alone: each tag keeps a list of places
/// that its anchors allow, and tags linked to each other tell which of their places agree (max-product messages over
/// the lists). Tags whose belief in one place becomes clear are proposed; the caller verifies them jointly.
/// </summary>
internal sealed class CandidateConsensus
{
    private const int MostTags = 60;
    private const int MostPlaces = 64;
    private const int MostNeighbours = 10;
    private const int Iterations = 8;

    private readonly LocalizationProblem _problem;
    private readonly CandidateSearch _search;
    private readonly TagEvidence _evidence;
    private readonly List<int> _tags = [];
    private readonly List<Candidate[]> _places = [];
    private readonly List<Edge> _edges = [];

    public CandidateConsensus(LocalizationProblem problem, CandidateSearch search, TagEvidence evidence)
    {
        _problem = problem;
        _search = search;
        _evidence = evidence;
    }

    /// <summary>Proposes tags with one clear place: the tag, the place, and how far behind the next place is.</summary>
    public IEnumerable<(int Tag, Candidate Place)> Run(Placement placement, double systematicVariance, double margin)
    {
        CollectPlaces(placement, systematicVariance);
        CollectEdges(systematicVariance);
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            PassMessages();
        }

        for (int i = 0; i < _tags.Count; i++)
        {
            double[] belief = Belief(i);
            int best = 0;
            for (int c = 1; c < belief.Length; c++)
            {
                best = belief[c] > belief[best] ? c : best;
            }

            double second = double.NegativeInfinity;
            for (int c = 0; c < belief.Length; c++)
            {
                second = c == best ? second : Math.Max(second, belief[c]);
            }

            if (belief[best] - second >= margin)
            {
                yield return (_tags[i], _places[i][best]);
            }
        }
    }

    private void CollectPlaces(Placement placement, double systematicVariance)
    {
        var waiting = new List<(int Tag, int Links)>();
        for (int tag = 0; tag < _problem.Nodes.Count; tag++)
        {
            if (!placement.IsPlaced[tag])
            {
                _evidence.Load(_problem, placement, tag, systematicVariance);
                if (_evidence.Count > _problem.Space.Dimensions)
                {
                    waiting.Add((tag, _evidence.Count));
                }
            }
        }

        waiting.Sort((a, b) => a.Links != b.Links ? b.Links.CompareTo(a.Links) : a.Tag.CompareTo(b.Tag));
        var found = new Candidate[MostPlaces];
        foreach ((int tag, _) in waiting.Take(MostTags))
        {
            _evidence.Load(_problem, placement, tag, systematicVariance);
            int count = _search.List(_evidence, _problem.Space.Bounds, found);
            if (count > 0)
            {
                _tags.Add(tag);
                _places.Add(found[..count]);
            }
        }
    }

    private void CollectEdges(double systematicVariance)
    {
        var index = new Dictionary<int, int>();
        for (int i = 0; i < _tags.Count; i++)
        {
            index[_tags[i]] = i;
        }

        var taken = new HashSet<int>();
        for (int i = 0; i < _tags.Count; i++)
        {
            var links = new List<int>();
            foreach (int link in _problem.LinksOf(_tags[i]))
            {
                if (index.ContainsKey(_problem.OtherEnd(link, _tags[i])))
                {
                    links.Add(link);
                }
            }

            links.Sort((a, b) => _problem.Variance[a] != _problem.Variance[b] ? _problem.Variance[a].CompareTo(_problem.Variance[b]) : a.CompareTo(b));
            foreach (int link in links.Take(MostNeighbours))
            {
                if (taken.Add(link))
                {
                    _edges.Add(Agreement(link, index[_problem.First[link]], index[_problem.Second[link]], systematicVariance));
                }
            }
        }
    }

    /// <summary>Log-likelihood of one link for every pair of places at its ends, their uncertainty included.</summary>
    private Edge Agreement(int link, int a, int b, double systematicVariance)
    {
        Candidate[] first = _places[a], second = _places[b];
        var table = new float[first.Length * second.Length];
        double waveNumber = _problem.Space.WaveNumber, variance = _problem.TotalVariance(link, systematicVariance);
        for (int i = 0; i < first.Length; i++)
        {
            for (int j = 0; j < second.Length; j++)
            {
                double distance = first[i].Position.DistanceTo(second[j].Position);
                double turns = (_problem.Phase[link] - waveNumber * distance) / Math.PI;
                double residual = Math.PI * (turns - Math.Round(turns));
                double total = variance + waveNumber * waveNumber
                    * (Along(first[i].Covariance, first[i].Position, second[j].Position, distance) + Along(second[j].Covariance, first[i].Position, second[j].Position, distance));
                bool tooFar = distance > _problem.Space.MaximumRange * 1.05;
                table[i * second.Length + j] = tooFar ? (float)Math.Log(_evidence.Errors.OutlierShare) : (float)_evidence.Errors.LogLikelihood(residual * residual / total, total);
            }
        }

        return new Edge(a, b, table, new double[second.Length], new double[first.Length]);
    }

    private void PassMessages()
    {
        var beliefs = new double[_tags.Count][];
        for (int i = 0; i < beliefs.Length; i++)
        {
            beliefs[i] = Belief(i);
        }

        foreach (Edge edge in _edges)
        {
            double[] first = beliefs[edge.First], second = beliefs[edge.Second];
            var toSecond = new double[second.Length];
            var toFirst = new double[first.Length];
            Array.Fill(toSecond, double.NegativeInfinity);
            Array.Fill(toFirst, double.NegativeInfinity);
            for (int i = 0; i < first.Length; i++)
            {
                double own = first[i] - edge.ToFirst[i];
                for (int j = 0; j < second.Length; j++)
                {
                    double agreement = edge.Table[i * second.Length + j];
                    toSecond[j] = Math.Max(toSecond[j], own + agreement);
                    toFirst[i] = Math.Max(toFirst[i], second[j] - edge.ToSecond[j] + agreement);
                }
            }

            Settle(edge.ToSecond, toSecond);
            Settle(edge.ToFirst, toFirst);
        }
    }

    /// <summary>Half old, half new, with its largest at zero: loops make undamped messages swing.</summary>
    private static void Settle(double[] message, double[] update)
    {
        double highest = double.NegativeInfinity;
        foreach (double value in update)
        {
            highest = Math.Max(highest, value);
        }

        for (int i = 0; i < message.Length; i++)
        {
            message[i] = (message[i] + update[i] - highest) / 2;
        }
    }

    private double[] Belief(int i)
    {
        Candidate[] places = _places[i];
        double[] belief = Array.ConvertAll(places, place => place.LogLikelihood);
        foreach (Edge edge in _edges)
        {
            double[]? message = edge.First == i ? edge.ToFirst : edge.Second == i ? edge.ToSecond : null;
            for (int c = 0; message is not null && c < belief.Length; c++)
            {
                belief[c] += message[c];
            }
        }

        return belief;
    }

    private static double Along(in PositionCovariance covariance, Position from, Position to, double distance)
    {
        double scale = 1 / Math.Max(distance, 1e-9);
        double x = (from.X - to.X) * scale, y = (from.Y - to.Y) * scale, z = (from.Z - to.Z) * scale;
        return covariance.XX * x * x + covariance.YY * y * y + covariance.ZZ * z * z
            + 2 * (covariance.XY * x * y + covariance.XZ * x * z + covariance.YZ * y * z);
    }

    /// <summary>One link between two listed tags, with the current messages to each end.</summary>
    private sealed record Edge(int First, int Second, float[] Table, double[] ToSecond, double[] ToFirst);
}
