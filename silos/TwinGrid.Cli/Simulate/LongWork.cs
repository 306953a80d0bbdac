using Spectre.Console;

namespace TwinGrid.Cli.Simulate;

/// <summary>Work that takes a while and says how far it is, on the error stream.</summary>
internal static class LongWork
{
    private const double Step = 0.001;

    /// <summary>Does it on the cores that it takes; where nobody looks, without a bar.</summary>
    /// <param name="title">What is being done.</param>
    /// <param name="isSilent">Whether figures for machines are asked for.</param>
    /// <param name="work">The work, told where to report the share done.</param>
    public static async Task<T> RunAsync<T>(string title, bool isSilent, Func<IProgress<double>?, T> work)
    {
        if (isSilent || Console.IsErrorRedirected)
        {
            return await Task.Run(() => work(null));
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(), new RemainingTimeColumn())
            .StartAsync(progress => Task.Run(() => work(new Bar(progress.AddTask(Markup.Escape(title), maxValue: 1)))));
    }

    private sealed class Bar(ProgressTask task) : IProgress<double>
    {
        public void Report(double value)
        {
            // Pieces may be a million; a bar has some dozens of steps.
            if (value >= task.Value + Step || value >= 1)
            {
                task.Value = value;
            }
        }
    }
}
