namespace TwinGrid.Signal.Motion.Matching;

/// <summary>
/// The profiles of a cycle laid out for comparing one known profile with many: sorted by length, each antenna's phases and
/// variances side by side. Profiles without a length stand last. A phase that was not heard has an infinite variance, so that it
/// adds nothing to a sum of Δ²/s².
/// </summary>
internal sealed class ProfileTable
{
    private readonly double[] _lengths;
    private readonly double _largestLengthVariance;
    private readonly int _withLength;

    /// <summary>Sorts and lays out the profiles.</summary>
    public ProfileTable(IReadOnlyList<TagProfile> profiles, int antennas)
    {
        Order = [.. Enumerable.Range(0, profiles.Count).OrderBy(i => double.IsNaN(profiles[i].Length)).ThenBy(i => profiles[i].Length)];
        Phases = [.. Enumerable.Range(0, antennas).Select(_ => new double[profiles.Count])];
        Variances = [.. Enumerable.Range(0, antennas).Select(_ => new double[profiles.Count])];
        _lengths = new double[profiles.Count];
        for (int place = 0; place < Order.Length; place++)
        {
            TagProfile profile = profiles[Order[place]];
            _lengths[place] = profile.Length;
            if (!double.IsNaN(profile.Length))
            {
                _withLength++;
                _largestLengthVariance = Math.Max(_largestLengthVariance, profile.LengthDeviation * profile.LengthDeviation);
            }

            for (int a = 0; a < antennas; a++)
            {
                bool isHeard = !double.IsNaN(profile.Phases[a]);
                Phases[a][place] = isHeard ? profile.Phases[a] : 0;
                Variances[a][place] = isHeard ? profile.PhaseDeviations[a] * profile.PhaseDeviations[a] : double.PositiveInfinity;
            }
        }
    }

    /// <summary>The profile at each place of the table.</summary>
    public int[] Order { get; }

    /// <summary>Phases by antenna and place.</summary>
    public double[][] Phases { get; }

    /// <summary>Squares of their deviations.</summary>
    public double[][] Variances { get; }

    /// <summary>
    /// The places whose length can lie within a statistic of <paramref name="largest"/> of the given one: the gate that makes the
    /// matching sparse. Places without a length are outside it, from <see cref="WithLength"/> on.
    /// </summary>
    public (int From, int To) Gate(double length, double lengthDeviation, double largest)
    {
        if (double.IsNaN(length))
        {
            return (0, _withLength);
        }

        double reach = Math.Sqrt(largest * (lengthDeviation * lengthDeviation + _largestLengthVariance));
        return (Find(length - reach), Find(length + reach));
    }

    /// <summary>Places below this one have a length.</summary>
    public int WithLength => _withLength;

    private int Find(double length)
    {
        int low = 0, high = _withLength;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_lengths[middle] < length)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
