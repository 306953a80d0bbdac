using System.Collections.Immutable;
using TwinGrid.Signal.Motion.Matching;

namespace TwinGrid.Signal.Motion.Vote;

/// <summary>
/// The profiles that match no tag at rest and that no object has claimed yet. Each has a place: by length, so that the profiles of
/// about a tag's length lie together, and by phases where lengths are equal, so that places don't depend on the order of the cycle.
/// </summary>
internal sealed class FreeProfiles
{
    private readonly double _gate;
    private readonly ProfileTable _table;
    private readonly TagProfile[] _profiles;
    private readonly int[] _indices;
    private readonly bool[] _isTaken;

    /// <summary>Sorts the profiles.</summary>
    /// <param name="cycle">All profiles of a cycle, each with <paramref name="antennas"/> antennas.</param>
    /// <param name="unmatched">Indices of those that match no tag at rest.</param>
    /// <param name="antennas">Number of antennas.</param>
    /// <param name="gate">The ΔL²/s_L² from which two lengths are of different tags.</param>
    public FreeProfiles(IReadOnlyList<TagProfile> cycle, ImmutableArray<int> unmatched, int antennas, double gate)
    {
        _gate = gate;
        int[] byPhases = [.. unmatched];
        Array.Sort(byPhases, (one, other) => cycle[one].Phases.SequenceCompareTo(cycle[other].Phases));
        _table = new ProfileTable([.. byPhases.Select(profile => cycle[profile])], antennas);
        _indices = [.. _table.Order.Select(place => byPhases[place])];
        _profiles = [.. _indices.Select(profile => cycle[profile])];
        _isTaken = new bool[_indices.Length];
    }

    /// <summary>Number of places.</summary>
    public int Count => _indices.Length;

    /// <summary>The profile at a place.</summary>
    public TagProfile this[int place] => _profiles[place];

    /// <summary>The index in the cycle of the profile at a place.</summary>
    public int IndexOf(int place) => _indices[place];

    /// <summary>Whether no object has claimed the profile at a place.</summary>
    public bool IsFree(int place) => !_isTaken[place];

    /// <summary>Lets an object claim the profile at a place.</summary>
    public void Take(int place) => _isTaken[place] = true;

    /// <summary>Indices in the cycle of the profiles that are still free, ascending.</summary>
    public ImmutableArray<int> Left() => [.. Enumerable.Range(0, Count).Where(IsFree).Select(IndexOf).Order()];

    /// <summary>Finds the places of the free profiles of about a tag's length, ascending.</summary>
    /// <param name="known">The tag's profile at rest.</param>
    /// <param name="places">Takes the places; <see cref="Count"/> or more.</param>
    /// <returns>How many there are.</returns>
    public int Find(TagProfile known, Span<int> places)
    {
        (int from, int to) = _table.Gate(known.Length, known.LengthDeviation, _gate);
        int count = Find(known, from, to, places);
        return count + Find(known, _table.WithLength, Count, places[count..]);
    }

    /// <summary>By how much lengths speak for a tag's being the one at a place: above zero where they are alike.</summary>
    public double Gain(TagProfile known, int place) => _gate - LengthStatistic(known, _profiles[place]);

    private int Find(TagProfile known, int from, int to, Span<int> places)
    {
        int count = 0;
        for (int place = from; place < to; place++)
        {
            if (!_isTaken[place] && Gain(known, place) > 0)
            {
                places[count++] = place;
            }
        }

        return count;
    }

    /// <summary>ΔL²/s_L² of two profiles; 0 where a length is unknown.</summary>
    private static double LengthStatistic(TagProfile known, TagProfile now)
    {
        double variance = known.LengthDeviation * known.LengthDeviation + now.LengthDeviation * now.LengthDeviation;
        double difference = known.Length - now.Length;
        return double.IsNaN(difference) ? 0 : difference * difference / variance;
    }
}
