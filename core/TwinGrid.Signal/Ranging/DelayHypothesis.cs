using TwinGrid.Signal.Propagation;

namespace TwinGrid.Signal.Ranging;

/// <summary>One assumption about the multipath of a place: its Rice factor and its delay spread.</summary>
/// <param name="RiceFactor">K of the one-way channel as a power ratio, above zero; infinite for no multipath.</param>
/// <param name="DelaySpread">σ_RMS in seconds, above zero.</param>
public readonly record struct DelayHypothesis(double RiceFactor, double DelaySpread)
{
    /// <summary>
    /// What is assumed of a place about which nothing is known: K from 6 to 27 dB with σ from 5 to 80 ns, and no multipath.
    /// </summary>
    public static IReadOnlyList<DelayHypothesis> AnyPlace { get; } =
    [
        .. from decibels in new double[] { 6, 9, 12, 15, 18, 21, 27 }
           from nanoseconds in new double[] { 5, 10, 20, 40, 80 }
           select new DelayHypothesis(LinkBudget.FromDecibels(decibels), nanoseconds * 1e-9),
        new(double.PositiveInfinity, 10e-9),
    ];

    /// <summary>Refuses values outside their ranges.</summary>
    internal void Check()
    {
        if (!(RiceFactor > 0 && DelaySpread > 0 && double.IsFinite(DelaySpread)))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"expected a Rice factor and a finite delay spread above zero, found {RiceFactor} and {DelaySpread} s"));
        }
    }
}
