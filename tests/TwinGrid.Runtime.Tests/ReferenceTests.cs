namespace TwinGrid.Runtime.Tests;

[GenerateSerializer, Immutable]
public sealed record Neighbour([property: Id(0)] string Name, [property: Id(1)] double Metres);

public interface IReferenceGrain : IGrainWithStringKey
{
    Task<IReferenceGrain> Myself();

    Task<string> KeyOf(IReferenceGrain other);

    Task<Neighbour?> Echo(Neighbour? neighbour, IReadOnlyList<Neighbour> others, CancellationToken cancellationToken = default);

    Task<string> Other();
}

public interface IOtherFaceGrain : IGrainWithStringKey
{
    Task<string> OtherFace();
}

public sealed class ReferenceGrain : Grain, IReferenceGrain, IOtherFaceGrain
{
    public Task<IReferenceGrain> Myself() => Task.FromResult(this.AsReference<IReferenceGrain>());

    public Task<string> KeyOf(IReferenceGrain other) => Task.FromResult(other.GetPrimaryKeyString());

    public Task<Neighbour?> Echo(Neighbour? neighbour, IReadOnlyList<Neighbour> others, CancellationToken cancellationToken = default) =>
        Task.FromResult(neighbour ?? (others.Count > 0 ? others[^1] : null));

    public Task<string> Other() => Task.FromResult("one face");

    public Task<string> OtherFace() => Task.FromResult("other face");
}

public interface IHomelessGrain : IGrainWithStringKey
{
    Task Touch();
}

public sealed class ReferenceTests(EngineFixture engine)
{
    private readonly string _key = EngineFixture.NewKey();

    private IReferenceGrain Grain => engine.Client.GetGrain<IReferenceGrain>(_key);

    [Fact]
    public void A_reference_knows_its_key() => Assert.Equal(_key, Grain.GetPrimaryKeyString());

    [Fact]
    public void References_to_one_grain_are_equal_and_to_two_are_not()
    {
        Assert.Equal(Grain, Grain);
        Assert.Equal(Grain.GetHashCode(), Grain.GetHashCode());
        Assert.NotEqual(Grain, engine.Client.GetGrain<IReferenceGrain>(EngineFixture.NewKey()));
    }

    [Fact]
    public async Task A_grain_gives_a_reference_to_itself() => Assert.Equal(Grain, await Grain.Myself().Soon());

    [Fact]
    public async Task A_reference_can_be_an_argument() => Assert.Equal(_key, await Grain.KeyOf(Grain).Soon());

    [Fact]
    public async Task One_grain_can_be_called_through_all_its_interfaces() =>
        Assert.Equal("other face", await Grain.AsReference<IOtherFaceGrain>().OtherFace().Soon());

    [Fact]
    public async Task A_grain_can_be_found_by_its_identity() =>
        Assert.Equal("one face", await engine.Client.GetGrain<IReferenceGrain>(Grain.GetGrainId()).Other().Soon());

    [Fact]
    public async Task Records_and_collections_arrive_whole()
    {
        var near = new Neighbour("near", 0.5);
        Assert.Equal(near, await Grain.Echo(near, []).Soon());
        Assert.Equal(near, await Grain.Echo(null, [new Neighbour("far", 9), near]).Soon());
        Assert.Null(await Grain.Echo(null, []).Soon());
    }

    [Fact]
    public void A_blank_key_is_rejected() =>
        Assert.ThrowsAny<ArgumentException>(() => engine.Client.GetGrain<IReferenceGrain>(" "));

    [Fact]
    public void An_interface_without_a_class_is_rejected() =>
        Assert.Throws<ArgumentException>(() => engine.Client.GetGrain<IHomelessGrain>(_key));
}
