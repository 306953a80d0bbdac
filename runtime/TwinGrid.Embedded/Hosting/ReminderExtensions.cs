using Microsoft.Extensions.DependencyInjection;
using TwinGrid.Embedded;

namespace Orleans.Hosting;

/// <summary>Adds reminders.</summary>
public static class SiloBuilderReminderMemoryExtensions
{
    /// <summary>Adds reminders that end with the process.</summary>
    public static ISiloBuilder UseInMemoryReminderService(this ISiloBuilder builder) =>
        builder.UseReminders(static _ => new MemoryReminderStore());

    internal static ISiloBuilder UseReminders(this ISiloBuilder builder, Func<IServiceProvider, IReminderStore> create)
    {
        builder.Services.AddSingleton(create);
        builder.Services.AddSingleton<ReminderService>();
        builder.Services.AddSingleton<IEnginePart>(services => services.GetRequiredService<ReminderService>());
        return builder;
    }
}
