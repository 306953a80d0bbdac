using System.Collections.Immutable;
using TwinGrid.Model;

namespace TwinGrid.Grains.Exciters;

/// <summary>A source of continuous wave that lights tags, keyed <c>site/exciter</c>.</summary>
public interface IExciterGrain : IGrainWithStringKey
{
    /// <summary>Says where the exciter stands and what it sends.</summary>
    Task Configure(ExciterPlan plan);

    /// <summary>Tags that were seen in its light; tags already known change nothing.</summary>
    Task Lit(ImmutableArray<string> tags);

    /// <summary>What is known of the exciter.</summary>
    Task<ExciterSnapshot> Snapshot();
}

/// <summary>An exciter as installed.</summary>
/// <param name="Place">Where it stands, in metres.</param>
/// <param name="FrequencyHz">Carrier frequency in hertz.</param>
/// <param name="PowerDbm">Radiated power in dBm.</param>
/// <param name="Duty">Share of time that it sends, 0 to 1.</param>
[GenerateSerializer, Immutable, Alias("twingrid.exciter-plan")]
public sealed record ExciterPlan(
    [property: Id(0)] Position Place,
    [property: Id(1)] double FrequencyHz,
    [property: Id(2)] double PowerDbm,
    [property: Id(3)] double Duty);

/// <summary>An exciter and the tags seen in its light.</summary>
/// <param name="Plan">The exciter as installed; null when it was never configured.</param>
/// <param name="Tags">Names of tags seen in its light, sorted.</param>
[GenerateSerializer, Immutable, Alias("twingrid.exciter")]
public sealed record ExciterSnapshot(
    [property: Id(0)] ExciterPlan? Plan,
    [property: Id(1)] ImmutableArray<string> Tags);
