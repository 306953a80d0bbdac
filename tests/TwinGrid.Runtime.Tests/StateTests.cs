using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace TwinGrid.Runtime.Tests;

[GenerateSerializer]
public sealed class Ledger
{
    [Id(0)]
    public int Balance { get; set; }

    [Id(1)]
    public List<string> Notes { get; set; } = [];
}

public interface ILedgerGrain : IGrainWithStringKey
{
    Task<string?> Deposit(int amount, string note);

    Task ChangeWithoutWriting(int amount);

    Task<int> Balance();

    Task<string[]> Notes();

    Task<bool> Exists();

    Task<int> BalanceAtActivation();

    Task Clear();

    Task Reread();

    Task<Guid> Instance();

    Task WriteTwiceAtOnce();
}

public sealed class LedgerGrain(
    [PersistentState("ledger", "store")] IPersistentState<Ledger> ledger,
    [PersistentState("other")] IPersistentState<Ledger> other) : Grain, ILedgerGrain
{
    private readonly Guid _instance = Guid.NewGuid();
    private int _atActivation = -1;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _atActivation = ledger.State.Balance;
        return Task.CompletedTask;
    }

    public async Task<string?> Deposit(int amount, string note)
    {
        ledger.State.Balance += amount;
        ledger.State.Notes.Add(note);
        await ledger.WriteStateAsync();
        return ledger.Etag;
    }

    public Task ChangeWithoutWriting(int amount)
    {
        ledger.State.Balance += amount;
        return Task.CompletedTask;
    }

    public Task<int> Balance() => Task.FromResult(ledger.State.Balance);

    public Task<string[]> Notes() => Task.FromResult(ledger.State.Notes.ToArray());

    public Task<bool> Exists() => Task.FromResult(ledger.RecordExists && !other.RecordExists);

    public Task<int> BalanceAtActivation() => Task.FromResult(_atActivation);

    public Task Clear() => ledger.ClearStateAsync(CancellationToken.None);

    public Task Reread() => ledger.ReadStateAsync();

    public Task<Guid> Instance() => Task.FromResult(_instance);

    public async Task WriteTwiceAtOnce()
    {
        ledger.State.Balance = 1;
        var first = ledger.WriteStateAsync();
        ledger.State.Balance = 2;
        await Task.WhenAll(first, ledger.WriteStateAsync());
    }
}

public interface IUnstoredGrain : IGrainWithStringKey
{
    Task Touch();
}

public sealed class UnstoredGrain([PersistentState("any", "no such store")] IPersistentState<Ledger> state) : Grain, IUnstoredGrain
{
    public Task Touch() => state.WriteStateAsync();
}

public sealed class StateTests(EngineFixture engine)
{
    private readonly string _key = EngineFixture.NewKey();

    private ILedgerGrain Grain => engine.Client.GetGrain<ILedgerGrain>(_key);

    private IGrainStorage Storage => engine.Cluster.GetSiloServiceProvider().GetRequiredKeyedService<IGrainStorage>("store");

    [Fact]
    public async Task A_new_grain_starts_from_an_empty_state()
    {
        Assert.Equal(0, await Grain.Balance().Soon());
        Assert.Empty(await Grain.Notes().Soon());
        Assert.False(await Grain.Exists().Soon());
    }

    [Fact]
    public async Task What_was_written_is_back_after_deactivation()
    {
        await Grain.Deposit(5, "five").Soon();
        await Grain.Deposit(7, "seven").Soon();
        await engine.Cluster.DeactivateAsync(Grain).Soon();
        Assert.Equal(12, await Grain.Balance().Soon());
        Assert.Equal(["five", "seven"], await Grain.Notes().Soon());
        Assert.True(await Grain.Exists().Soon());
    }

    [Fact]
    public async Task State_is_read_before_OnActivateAsync()
    {
        await Grain.Deposit(5, "five").Soon();
        await engine.Cluster.DeactivateAsync(Grain).Soon();
        Assert.Equal(5, await Grain.BalanceAtActivation().Soon());
    }

    [Fact]
    public async Task What_was_not_written_is_gone_after_deactivation()
    {
        await Grain.Deposit(5, "five").Soon();
        await Grain.ChangeWithoutWriting(100).Soon();
        await engine.Cluster.DeactivateAsync(Grain).Soon();
        Assert.Equal(5, await Grain.Balance().Soon());
    }

    [Fact]
    public async Task Reading_anew_takes_back_what_was_not_written()
    {
        await Grain.Deposit(5, "five").Soon();
        await Grain.ChangeWithoutWriting(100).Soon();
        await Grain.Reread().Soon();
        Assert.Equal(5, await Grain.Balance().Soon());
    }

    [Fact]
    public async Task Each_write_changes_the_etag() =>
        Assert.NotEqual(await Grain.Deposit(1, "a").Soon(), await Grain.Deposit(1, "b").Soon());

    [Fact]
    public async Task Clearing_removes_the_record()
    {
        await Grain.Deposit(5, "five").Soon();
        await Grain.Clear().Soon();
        Assert.False(await Grain.Exists().Soon());
        Assert.Equal(0, await Grain.Balance().Soon());
        await Grain.Deposit(3, "three").Soon();
        await engine.Cluster.DeactivateAsync(Grain).Soon();
        Assert.Equal(3, await Grain.Balance().Soon());
    }

    [Fact]
    public async Task Writes_asked_for_at_once_end_with_the_last_state_stored()
    {
        await Grain.WriteTwiceAtOnce().Soon();
        await engine.Cluster.DeactivateAsync(Grain).Soon();
        Assert.Equal(2, await Grain.Balance().Soon());
    }

    [Fact]
    public async Task A_write_with_an_old_etag_is_an_InconsistentStateException_and_changes_nothing()
    {
        var id = GrainId.Create("outside", _key);
        var mine = new GrainState<Ledger> { State = new Ledger { Balance = 1 } };
        await Storage.WriteStateAsync("ledger", id, mine).Soon();
        var old = new GrainState<Ledger>(new Ledger { Balance = 3 }, mine.ETag);
        mine.State = new Ledger { Balance = 2 };
        await Storage.WriteStateAsync("ledger", id, mine).Soon();
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync("ledger", id, old).Soon());
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.ClearStateAsync("ledger", id, old).Soon());
        var read = new GrainState<Ledger>();
        await Storage.ReadStateAsync("ledger", id, read).Soon();
        Assert.Equal(2, read.State!.Balance);
        Assert.Equal(mine.ETag, read.ETag);
    }

    [Fact]
    public async Task A_write_of_what_another_has_made_first_is_an_InconsistentStateException()
    {
        var id = GrainId.Create("outside", _key);
        await Storage.WriteStateAsync("ledger", id, new GrainState<Ledger>(new Ledger())).Soon();
        await Assert.ThrowsAsync<InconsistentStateException>(
            () => Storage.WriteStateAsync("ledger", id, new GrainState<Ledger>(new Ledger())).Soon());
    }

    [Fact]
    public async Task A_grain_with_a_conflict_tells_its_caller_and_starts_anew_from_storage()
    {
        await Grain.Deposit(5, "five").Soon();
        var before = await Grain.Instance().Soon();
        var stored = new GrainState<Ledger>();
        await Storage.ReadStateAsync("ledger", Grain.GetGrainId(), stored).Soon();
        stored.State!.Balance = 50;
        await Storage.WriteStateAsync("ledger", Grain.GetGrainId(), stored).Soon();
        await Assert.ThrowsAsync<InconsistentStateException>(() => Grain.Deposit(1, "one").Soon());
        Assert.Equal(50, await Grain.Balance().Soon());
        Assert.NotEqual(before, await Grain.Instance().Soon());
    }

    [Fact]
    public async Task A_storage_that_is_not_configured_fails_the_call_and_is_named()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => engine.Client.GetGrain<IUnstoredGrain>(_key).Touch().Soon());
        var cause = Assert.IsType<BadProviderConfigException>(error.GetBaseException());
        Assert.Contains("no such store", cause.Message, StringComparison.Ordinal);
    }
}
