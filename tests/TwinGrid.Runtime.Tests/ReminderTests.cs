namespace TwinGrid.Runtime.Tests;

public interface IReminderGrain : IGrainWithStringKey
{
    Task Set(string name, TimeSpan due, TimeSpan period);

    Task Clear(string name);

    Task<string[]> Names();

    Task<bool> Has(string name);
}

public sealed class ReminderGrain(Probe probe) : Grain, IReminderGrain, IRemindable
{
    private readonly Guid _instance = Guid.NewGuid();

    public Task Set(string name, TimeSpan due, TimeSpan period) => this.RegisterOrUpdateReminder(name, due, period);

    public async Task Clear(string name) => await this.UnregisterReminder((await this.GetReminder(name))!);

    public async Task<string[]> Names() => [.. (await this.GetReminders()).Select(reminder => reminder.ReminderName).Order()];

    public async Task<bool> Has(string name) => await this.GetReminder(name) is not null;

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        probe.See(this.GetPrimaryKeyString(), $"{reminderName} {status.Period.TotalMilliseconds} {_instance}");
        return Task.CompletedTask;
    }
}

public interface IForgetfulGrain : IGrainWithStringKey
{
    Task Set();
}

public sealed class ForgetfulGrain : Grain, IForgetfulGrain
{
    public Task Set() => this.RegisterOrUpdateReminder("any", TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
}

public sealed class ReminderTests(EngineFixture engine)
{
    private readonly string _key = EngineFixture.NewKey();

    private IReminderGrain Grain => engine.Client.GetGrain<IReminderGrain>(_key);

    [Fact]
    public async Task A_reminder_ticks_with_its_name_and_period()
    {
        await Grain.Set("calibrate", TimeSpan.Zero, TimeSpan.FromMilliseconds(200)).Soon();
        var seen = await engine.Probe.UntilSeen(_key, 2);
        Assert.All(seen, entry => Assert.StartsWith("calibrate 200 ", entry, StringComparison.Ordinal));
        await Grain.Clear("calibrate").Soon();
    }

    [Fact]
    public async Task A_reminder_survives_its_activation_and_wakes_a_new_one()
    {
        await Grain.Set("wake", TimeSpan.Zero, TimeSpan.FromMilliseconds(200)).Soon();
        var before = (await engine.Probe.UntilSeen(_key, 1))[0];
        await engine.Cluster.DeactivateAsync(Grain).Soon();
        var count = engine.Probe.Seen(_key).Count;
        var after = (await engine.Probe.UntilSeen(_key, count + 1))[^1];
        Assert.NotEqual(before, after);
        await Grain.Clear("wake").Soon();
    }

    [Fact]
    public async Task A_removed_reminder_is_no_longer_found()
    {
        await Grain.Set("a", TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5)).Soon();
        await Grain.Set("b", TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5)).Soon();
        Assert.Equal(["a", "b"], await Grain.Names().Soon());
        await Grain.Clear("a").Soon();
        Assert.Equal(["b"], await Grain.Names().Soon());
        Assert.False(await Grain.Has("a").Soon());
        Assert.True(await Grain.Has("b").Soon());
        await Grain.Clear("b").Soon();
    }

    [Fact]
    public async Task A_reminder_set_again_has_its_new_times()
    {
        await Grain.Set("again", TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5)).Soon();
        await Grain.Set("again", TimeSpan.Zero, TimeSpan.FromMilliseconds(150)).Soon();
        Assert.StartsWith("again 150 ", (await engine.Probe.UntilSeen(_key, 1))[0], StringComparison.Ordinal);
        await Grain.Clear("again").Soon();
    }

    [Fact]
    public async Task A_period_below_the_minimum_is_rejected() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Grain.Set("quick", TimeSpan.Zero, TimeSpan.FromMilliseconds(10)).Soon());

    [Fact]
    public async Task A_grain_that_is_not_remindable_cannot_set_one() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => engine.Client.GetGrain<IForgetfulGrain>(_key).Set().Soon());
}
