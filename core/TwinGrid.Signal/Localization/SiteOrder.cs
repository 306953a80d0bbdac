namespace TwinGrid.Signal.Localization;

/// <summary>The order of unknowns that keeps the normal matrix narrow: along the longer side of where tags stand.</summary>
internal static class SiteOrder
{
    /// <summary>Placed tags that aren't held, by their coordinate along the site.</summary>
    public static int[] Along(LocalizationProblem problem, Placement placement, Func<int, bool>? isHeld)
    {
        var tags = new List<int>();
        double lowX = double.PositiveInfinity, highX = double.NegativeInfinity, lowY = lowX, highY = highX;
        for (int i = 0; i < problem.Nodes.Count; i++)
        {
            if (placement.IsPlaced[i] && !problem.Nodes[i].IsAnchor && !(isHeld?.Invoke(i) ?? false))
            {
                tags.Add(i);
                lowX = Math.Min(lowX, placement.X[i]);
                highX = Math.Max(highX, placement.X[i]);
                lowY = Math.Min(lowY, placement.Y[i]);
                highY = Math.Max(highY, placement.Y[i]);
            }
        }

        double[] along = highX - lowX >= highY - lowY ? placement.X : placement.Y;
        tags.Sort((a, b) => along[a] != along[b] ? along[a].CompareTo(along[b]) : a.CompareTo(b));
        return [.. tags];
    }
}
