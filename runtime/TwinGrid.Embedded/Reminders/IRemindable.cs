using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using TwinGrid.Embedded;

namespace Orleans
{
    /// <summary>A grain that can be reminded, also when it is not in memory.</summary>
    public interface IRemindable : IGrain
    {
        /// <summary>Hears of a tick.</summary>
        Task ReceiveReminder(string reminderName, TickStatus status);
    }

    /// <summary>What a grain can ask of the reminder service.</summary>
    public static class GrainReminderExtensions
    {
        /// <summary>Sets a reminder, or sets it anew. It outlives the activation; with a file behind it, the process too.</summary>
        /// <param name="grain">The grain; must be <see cref="IRemindable"/>.</param>
        /// <param name="reminderName">The reminder's name within the grain.</param>
        /// <param name="dueTime">The time to the first tick; not negative.</param>
        /// <param name="period">The time from tick to tick; at least <see cref="Hosting.ReminderOptions.MinimumReminderPeriod"/>.</param>
        /// <exception cref="ArgumentException">A time is negative, infinite or too short, or the name is blank.</exception>
        /// <exception cref="InvalidOperationException">The grain is not remindable, or there is no reminder service.</exception>
        public static Task<IGrainReminder> RegisterOrUpdateReminder(
            this IGrainBase grain, string reminderName, TimeSpan dueTime, TimeSpan period)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(reminderName);
            return grain is IRemindable
                ? Service(grain).RegisterAsync(grain.GrainContext.GrainId, reminderName, dueTime, period)
                : throw new InvalidOperationException($"{grain.GetType()}: expected an {nameof(IRemindable)}, found a grain that is none.");
        }

        /// <summary>Ends a reminder.</summary>
        public static Task UnregisterReminder(this IGrainBase grain, IGrainReminder reminder)
        {
            ArgumentNullException.ThrowIfNull(reminder);
            return Service(grain).UnregisterAsync(grain.GrainContext.GrainId, reminder.ReminderName);
        }

        /// <summary>The reminder of that name, if it is set.</summary>
        public static Task<IGrainReminder?> GetReminder(this IGrainBase grain, string reminderName)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(reminderName);
            return Task.FromResult(Service(grain).Find(grain.GrainContext.GrainId, reminderName));
        }

        /// <summary>All reminders of the grain.</summary>
        public static Task<List<IGrainReminder>> GetReminders(this IGrainBase grain) =>
            Task.FromResult(Service(grain).Find(grain.GrainContext.GrainId));

        private static ReminderService Service(IGrainBase grain) =>
            grain.GrainContext.ActivationServices.GetService<ReminderService>()
            ?? throw new InvalidOperationException("Expected a reminder service, found none: configure one on the silo.");
    }
}

namespace Orleans.Runtime
{
    /// <summary>A reminder that is set.</summary>
    public interface IGrainReminder
    {
        /// <summary>The reminder's name within its grain.</summary>
        string ReminderName { get; }
    }

    /// <summary>Which tick of a reminder this is.</summary>
    /// <param name="firstTickTime">When the first tick was due, UTC.</param>
    /// <param name="period">The time from tick to tick.</param>
    /// <param name="timeStamp">When this tick was sent, UTC.</param>
    public readonly struct TickStatus(DateTime firstTickTime, TimeSpan period, DateTime timeStamp)
    {
        /// <summary>When the first tick was due, UTC.</summary>
        public DateTime FirstTickTime { get; } = firstTickTime;

        /// <summary>The time from tick to tick.</summary>
        public TimeSpan Period { get; } = period;

        /// <summary>When this tick was sent, UTC.</summary>
        public DateTime CurrentTickTime { get; } = timeStamp;

        /// <inheritdoc/>
        public override string ToString() => $"<{FirstTickTime:O}, {Period}, {CurrentTickTime:O}>";
    }
}

namespace Orleans.Hosting
{
    /// <summary>Limits of reminders.</summary>
    public sealed class ReminderOptions
    {
        /// <summary>The shortest period allowed: 1 min unless set.</summary>
        public TimeSpan MinimumReminderPeriod { get; set; } = TimeSpan.FromMinutes(1);
    }
}
