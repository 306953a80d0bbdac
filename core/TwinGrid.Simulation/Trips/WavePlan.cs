using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using TwinGrid.Simulation.Randomness;
using TwinGrid.Simulation.World;

namespace TwinGrid.Simulation.Trips;

/// <summary>The loads of a wave, in order.</summary>
[InlineArray(Numbering.LoadsPerWave)]
public struct Loads
{
    private Load _first;
}

/// <summary>What all the cases of a wave share: their centre, their class, the loads they come from and how they are dealt out.</summary>
public readonly struct WavePlan
{
    private readonly Loads _loads;

    /// <summary>The wave's number.</summary>
    public required long Wave { get; init; }

    /// <summary>The centre.</summary>
    public required int Centre { get; init; }

    /// <summary>The centre's country.</summary>
    public required int Country { get; init; }

    /// <summary>The class of goods.</summary>
    public required int Goods { get; init; }

    /// <summary>The loads, for those who make the plan.</summary>
    public required Loads Loads
    {
        init => _loads = value;
    }

    /// <summary>When the last load had arrived, seconds: the trucks leave afterwards.</summary>
    public required int Complete { get; init; }

    /// <summary>The loss of power in the centre.</summary>
    public required Incident Power { get; init; }

    /// <summary>From a case's place among the wave's to its place in the trucks: truck, van and place in the van by division.</summary>
    public required Dealing Dealing { get; init; }

    /// <summary>One of the loads, where it stands: a plan is large and read often.</summary>
    /// <param name="index">Which, 0 to 7.</param>
    [UnscopedRef]
    public ref readonly Load LoadAt(int index) => ref _loads[index];
}
