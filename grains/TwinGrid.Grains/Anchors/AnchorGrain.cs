using TwinGrid.Grains.Regions;
using TwinGrid.Model;

namespace TwinGrid.Grains.Anchors;

/// <summary>What an anchor keeps between activations.</summary>
[GenerateSerializer, Alias("twingrid.anchor-state")]
public sealed class AnchorState
{
    /// <summary>Where the anchor stands, in metres.</summary>
    [Id(0)]
    public Position? Place { get; set; }
}

/// <inheritdoc cref="IAnchorGrain"/>
public sealed class AnchorGrain(
    [PersistentState("anchor", TwinOptions.Storage)] IPersistentState<AnchorState> state) : Grain, IAnchorGrain
{
    /// <inheritdoc/>
    public async Task Place(string regionKey, Position place)
    {
        Position checkedPlace = Model.Position.Of(place.X, place.Y, place.Z);
        state.State.Place = checkedPlace;
        await state.WriteStateAsync();
        await GrainFactory.GetGrain<IRegionGrain>(regionKey)
            .PlaceAnchor(TwinKeys.NameOf(this.GetPrimaryKeyString()), checkedPlace);
    }

    /// <inheritdoc/>
    public Task<Position?> Position() => Task.FromResult(state.State.Place);
}
