using TwinGrid.Store.States;

namespace TwinGrid.Store.Tests.Contract;

public abstract partial class StoreContract
{
    private static readonly StateKey Vial = new("object", "site/vial", "cold");

    [Fact]
    public async Task A_state_is_written_over_the_version_that_was_read_and_no_other()
    {
        await using IStateStore states = await StateStore.OpenAsync(Connection, Stop);
        Assert.Null(await states.FindAsync(Vial, Stop));
        long first = (await states.WriteAsync(Vial, null, [1], Stop))!.Value;
        Assert.Null(await states.WriteAsync(Vial, null, [2], Stop));
        long second = (await states.WriteAsync(Vial, first, [3], Stop))!.Value;
        Assert.NotEqual(first, second);
        Assert.Null(await states.WriteAsync(Vial, first, [4], Stop));
        Assert.Null(await states.WriteAsync(Vial, first, null, Stop));
        StoredState found = (await states.FindAsync(Vial, Stop))!;
        Assert.Equal((Vial, second), (found.Key, found.Version));
        Assert.Equal([3], found.Data);
    }

    [Fact]
    public async Task A_removed_state_is_gone_and_its_versions_never_come_again()
    {
        await using IStateStore states = await StateStore.OpenAsync(Connection, Stop);
        Assert.NotNull(await states.WriteAsync(Vial, null, null, Stop));
        long first = (await states.WriteAsync(Vial, null, [1], Stop))!.Value;
        Assert.NotNull(await states.WriteAsync(Vial, first, null, Stop));
        Assert.Null(await states.FindAsync(Vial, Stop));
        Assert.Empty(await states.ListAsync(Vial.Area, null, Stop));
        Assert.Null(await states.WriteAsync(Vial, first, [2], Stop));
        long again = (await states.WriteAsync(Vial, null, [2], Stop))!.Value;
        Assert.True(again > first);
    }

    [Fact]
    public async Task States_outlive_their_store_and_are_listed_by_area_and_owner()
    {
        await using (IStateStore before = await StateStore.OpenAsync(Connection, Stop))
        {
            await Task.WhenAll(Enumerable.Range(0, 300).Select(number =>
                before.WriteAsync(new StateKey("reminders", $"o{number % 3}", $"n{number:D3}"), null, [(byte)number], Stop)));
            await before.WriteAsync(Vial, null, [], Stop);
        }

        await using IStateStore states = await StateStore.OpenAsync(Connection, Stop);
        Assert.Equal(300, (await states.ListAsync("reminders", null, Stop)).Count);
        Assert.Equal(Enumerable.Range(0, 100).Select(number => $"n{(number * 3) + 1:D3}"), (await states.ListAsync("reminders", "o1", Stop)).Select(state => state.Key.Name));
        Assert.Empty((await states.FindAsync(Vial, Stop))!.Data);
    }

    [Fact]
    public async Task Of_many_writers_over_one_version_exactly_one_wins()
    {
        await using IStateStore one = await StateStore.OpenAsync(Connection, Stop);
        await using IStateStore other = await StateStore.OpenAsync(Connection, Stop);
        long version = (await one.WriteAsync(Vial, null, [0], Stop))!.Value;
        long?[] answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(number => (number % 2 == 0 ? one : other).WriteAsync(Vial, version, [(byte)number], Stop)));
        int winner = Assert.Single(Enumerable.Range(0, 40), number => answers[number] is not null);
        StoredState found = (await one.FindAsync(Vial, Stop))!;
        Assert.Equal(answers[winner], found.Version);
        Assert.Equal([(byte)winner], found.Data);
    }
}
