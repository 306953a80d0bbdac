using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TwinGrid.Embedded;

namespace Orleans.Hosting;

/// <summary>Adds what keeps its data in a SQLite file. Only the embedded engine has these.</summary>
public static class SqliteSiloBuilderExtensions
{
    /// <summary>Adds a grain storage in the file <paramref name="path"/>, made if need be; "Default" serves states that name none.</summary>
    public static ISiloBuilder AddSqliteGrainStorage(this ISiloBuilder builder, string name, string path) =>
        builder.AddStorage(name, services => new SqliteGrainStorage(
            path, services.GetRequiredService<IOptions<StateSerializerOptions>>().Value.Json));

    /// <summary>Adds reminders that outlive the process, in the file <paramref name="path"/>; it may be a grain storage's too.</summary>
    public static ISiloBuilder UseSqliteReminderService(this ISiloBuilder builder, string path) =>
        builder.UseReminders(_ => new SqliteReminderStore(path));
}
