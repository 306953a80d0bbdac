using System.Globalization;
using System.Text.Json;
using TwinGrid.Store.States;

namespace TwinGrid.Silo.Cluster;

/// <summary>Keeps reminders in a <see cref="IStateStore"/>, so that they outlive the cluster. For the Orleans engine.</summary>
internal sealed class StateReminderTable(IStateStore states) : IReminderTable
{
    private const string Area = "reminders";

    /// <inheritdoc/>
    public async Task<ReminderTableData> ReadRows(GrainId grainId) => Of(await states.ListAsync(Area, grainId.ToString(), CancellationToken.None), _ => true);

    /// <inheritdoc/>
    public async Task<ReminderTableData> ReadRows(uint begin, uint end) => Of(
        await states.ListAsync(Area, null, CancellationToken.None),
        hash => begin < end ? hash > begin && hash <= end : hash > begin || hash <= end);

    /// <inheritdoc/>
    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) =>
        await states.FindAsync(KeyOf(grainId, reminderName), CancellationToken.None) is { } found ? EntryOf(found) : null;

    /// <inheritdoc/>
    public async Task<string?> UpsertRow(ReminderEntry entry)
    {
        StateKey key = KeyOf(entry.GrainId, entry.ReminderName);
        byte[] data = JsonSerializer.SerializeToUtf8Bytes(new Row(entry.StartAt.Ticks, entry.Period.Ticks));
        while (true)
        {
            StoredState? found = await states.FindAsync(key, CancellationToken.None);
            if (await states.WriteAsync(key, found?.Version, data, CancellationToken.None) is { } version)
            {
                return EtagOf(version);
            }
        }
    }

    /// <inheritdoc/>
    public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) =>
        await states.WriteAsync(KeyOf(grainId, reminderName), long.Parse(eTag, CultureInfo.InvariantCulture), null, CancellationToken.None) is not null;

    /// <inheritdoc/>
    public async Task TestOnlyClearTable()
    {
        foreach (StoredState row in await states.ListAsync(Area, null, CancellationToken.None))
        {
            await states.WriteAsync(row.Key, row.Version, null, CancellationToken.None);
        }
    }

    private static StateKey KeyOf(GrainId grain, string name) => new(Area, grain.ToString(), name);

    private static string EtagOf(long version) => version.ToString(CultureInfo.InvariantCulture);

    private static ReminderTableData Of(IReadOnlyList<StoredState> rows, Func<uint, bool> isHash) =>
        new(rows.Select(EntryOf).Where(entry => isHash(entry.GrainId.GetUniformHashCode())));

    private static ReminderEntry EntryOf(StoredState state)
    {
        Row row = JsonSerializer.Deserialize<Row>(state.Data)!;
        return new ReminderEntry
        {
            GrainId = GrainId.Parse(state.Key.Key),
            ReminderName = state.Key.Name,
            StartAt = new DateTime(row.StartTicks, DateTimeKind.Utc),
            Period = TimeSpan.FromTicks(row.PeriodTicks),
            ETag = EtagOf(state.Version),
        };
    }

    private sealed record Row(long StartTicks, long PeriodTicks);
}
