using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using TwinGrid.Store.States;

namespace TwinGrid.Silo.Cluster;

/// <summary>
/// Keeps who belongs to a cluster in one state of a <see cref="IStateStore"/> that all silos share. A change is written over the
/// version it was made from; a silo that was too slow reads again, as Orleans' protocol has it. For the Orleans engine.
/// </summary>
internal sealed class StateMembershipTable(IStateStore states, IOptions<ClusterOptions> cluster) : IMembershipTable
{
    private const string Area = "members";

    private StateKey Key => new(Area, cluster.Value.ClusterId, "table");

    /// <inheritdoc/>
    public async Task InitializeMembershipTable(bool tryInitTableVersion)
    {
        if (tryInitTableVersion)
        {
            await states.WriteAsync(Key, null, JsonSerializer.SerializeToUtf8Bytes(new Table(0, [])), CancellationToken.None);
        }
    }

    /// <inheritdoc/>
    public async Task DeleteMembershipTableEntries(string clusterId)
    {
        StateKey key = Key with { Key = clusterId };
        while (await states.FindAsync(key, CancellationToken.None) is { } found && await states.WriteAsync(key, found.Version, null, CancellationToken.None) is null)
        {
        }
    }

    /// <inheritdoc/>
    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => ChangeAsync(table => table with
    {
        Members = [.. table.Members.Where(member => member.Status != SiloStatus.Dead || Math.Max(member.Alive, member.Started) >= beforeDate.UtcTicks)],
    });

    /// <inheritdoc/>
    public async Task<MembershipTableData> ReadRow(SiloAddress key)
    {
        (Table table, string etag) = await ReadAsync();
        return DataOf(table with { Members = [.. table.Members.Where(member => member.Silo == key.ToParsableString())] }, etag);
    }

    /// <inheritdoc/>
    public async Task<MembershipTableData> ReadAll()
    {
        (Table table, string etag) = await ReadAsync();
        return DataOf(table, etag);
    }

    /// <inheritdoc/>
    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion)
    {
        var member = Member.Of(entry);
        return WriteAsync(tableVersion, members => members.Any(other => other.Silo == member.Silo) ? null : [.. members, member]);
    }

    /// <inheritdoc/>
    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion)
    {
        var member = Member.Of(entry);
        return WriteAsync(tableVersion, members => Replaced(members, member));
    }

    /// <inheritdoc/>
    public Task UpdateIAmAlive(MembershipEntry entry)
    {
        string silo = entry.SiloAddress.ToParsableString();
        return ChangeAsync(table => table with
        {
            Members = [.. table.Members.Select(member => member.Silo == silo ? member with { Alive = entry.IAmAliveTime.Ticks } : member)],
        });
    }

    private static Member[]? Replaced(Member[] members, Member member) =>
        members.Any(other => other.Silo == member.Silo) ? [.. members.Select(other => other.Silo == member.Silo ? member : other)] : null;

    private static string EtagOf(long version) => version.ToString(CultureInfo.InvariantCulture);

    private static MembershipTableData DataOf(Table table, string etag) =>
        new([.. table.Members.Select(member => Tuple.Create(member.ToEntry(), etag))], new TableVersion(table.Version, etag));

    private async Task<(Table Table, string Etag)> ReadAsync() => await states.FindAsync(Key, CancellationToken.None) is { } found
        ? (JsonSerializer.Deserialize<Table>(found.Data)!, EtagOf(found.Version))
        : (new Table(0, []), "0");

    /// <summary>Writes the next version of the table, unless it was changed since, or the change can't be made.</summary>
    private async Task<bool> WriteAsync(TableVersion next, Func<Member[], Member[]?> change)
    {
        (Table table, string etag) = await ReadAsync();
        return etag == next.VersionEtag
            && change(table.Members) is { } members
            && await states.WriteAsync(
                Key,
                long.Parse(etag, CultureInfo.InvariantCulture),
                JsonSerializer.SerializeToUtf8Bytes(new Table(next.Version, members)),
                CancellationToken.None) is not null;
    }

    /// <summary>Changes what no version stands for, as often as it takes.</summary>
    private async Task ChangeAsync(Func<Table, Table> change)
    {
        while (await states.FindAsync(Key, CancellationToken.None) is { } found)
        {
            byte[] data = JsonSerializer.SerializeToUtf8Bytes(change(JsonSerializer.Deserialize<Table>(found.Data)!));
            if (await states.WriteAsync(Key, found.Version, data, CancellationToken.None) is not null)
            {
                return;
            }
        }
    }

    private sealed record Table(int Version, Member[] Members);
}
