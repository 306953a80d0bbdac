using System.Collections.Immutable;

namespace TwinGrid.Grains.Exciters;

/// <summary>What an exciter keeps between activations.</summary>
[GenerateSerializer, Alias("twingrid.exciter-state")]
public sealed class ExciterState
{
    /// <summary>The exciter as installed.</summary>
    [Id(0)]
    public ExciterPlan? Plan { get; set; }

    /// <summary>Tags seen in its light.</summary>
    [Id(1)]
    public SortedSet<string> Tags { get; set; } = new(StringComparer.Ordinal);
}

/// <inheritdoc cref="IExciterGrain"/>
public sealed class ExciterGrain(
    [PersistentState("exciter", TwinOptions.Storage)] IPersistentState<ExciterState> state) : Grain, IExciterGrain
{
    private bool _isDirty;

    /// <inheritdoc/>
    public Task Configure(ExciterPlan plan)
    {
        state.State.Plan = plan;
        return state.WriteStateAsync();
    }

    /// <inheritdoc/>
    public async Task Lit(ImmutableArray<string> tags)
    {
        int known = state.State.Tags.Count;
        state.State.Tags.UnionWith(tags);
        _isDirty |= state.State.Tags.Count > known;
        if (_isDirty)
        {
            await state.WriteStateAsync();
            _isDirty = false;
        }
    }

    /// <inheritdoc/>
    public Task<ExciterSnapshot> Snapshot() =>
        Task.FromResult(new ExciterSnapshot(state.State.Plan, [.. state.State.Tags]));
}
