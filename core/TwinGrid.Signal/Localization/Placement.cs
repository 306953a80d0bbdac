using TwinGrid.Model;

namespace TwinGrid.Signal.Localization;

/// <summary>Which nodes stand where while a problem is solved: anchors from the start, tags as they are placed.</summary>
internal sealed class Placement
{
    /// <summary>Places the anchors of a problem.</summary>
    public Placement(LocalizationProblem problem)
    {
        int count = problem.Nodes.Count;
        X = new double[count];
        Y = new double[count];
        Z = new double[count];
        IsPlaced = new bool[count];
        Covariance = new PositionCovariance[count];
        for (int i = 0; i < count; i++)
        {
            LocalizationNode node = problem.Nodes[i];
            Z[i] = node.Position.Z;
            if (node.IsAnchor)
            {
                X[i] = node.Position.X;
                Y[i] = node.Position.Y;
                IsPlaced[i] = true;
            }
        }
    }

    /// <summary>First coordinates in metres.</summary>
    public double[] X { get; }

    /// <summary>Second coordinates in metres.</summary>
    public double[] Y { get; }

    /// <summary>Heights in metres.</summary>
    public double[] Z { get; }

    /// <summary>True for nodes whose coordinates stand.</summary>
    public bool[] IsPlaced { get; }

    /// <summary>Covariance of each placed tag, zero for anchors.</summary>
    public PositionCovariance[] Covariance { get; }

    /// <summary>Coordinates of a node.</summary>
    public Position At(int node) => new(X[node], Y[node], Z[node]);

    /// <summary>Puts a tag at a position.</summary>
    public void Place(int node, Position position, PositionCovariance covariance)
    {
        X[node] = position.X;
        Y[node] = position.Y;
        Z[node] = position.Z;
        Covariance[node] = covariance;
        IsPlaced[node] = true;
    }
}
