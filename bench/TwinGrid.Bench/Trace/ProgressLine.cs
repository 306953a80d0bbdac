namespace TwinGrid.Bench.Trace;

/// <summary>A bar on the error stream, so that figures alone go to the output.</summary>
internal sealed class ProgressLine
{
    private const int Width = 40;

    private readonly Lock _gate = new();
    private string _title = "";
    private int _shown;

    /// <summary>Begins a new bar.</summary>
    public void Begin(string title)
    {
        lock (_gate)
        {
            (_title, _shown) = (title, -1);
        }

        Show(0);
    }

    /// <summary>Shows how far it is.</summary>
    /// <param name="share">0 to 1.</param>
    public void Show(double share)
    {
        lock (_gate)
        {
            int percent = (int)(share * 100);
            // A bar that is redrawn in place says nothing in a file: there the title stands alone.
            if (percent > _shown && (!Console.IsErrorRedirected || _shown < 0))
            {
                _shown = percent;
                int filled = percent * Width / 100;
                Console.Error.Write(Console.IsErrorRedirected
                    ? _title + Environment.NewLine
                    : $"\r{_title} [{new string('#', filled)}{new string('.', Width - filled)}] {percent} %");
            }
        }
    }

    /// <summary>Ends the bar.</summary>
    public void End()
    {
        Show(1);
        if (!Console.IsErrorRedirected)
        {
            Console.Error.WriteLine();
        }
    }
}
