namespace TwinGrid.Silo.Sites.Running;

/// <summary>
/// Tells when a site's files have changed. The system's notice is only what wakes it early: some file systems give none, so the files
/// are looked at every two seconds too.
/// </summary>
internal sealed class SiteWatch : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2), Settling = TimeSpan.FromMilliseconds(200);
    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly FileSystemWatcher? _watcher;
    private TaskCompletionSource _woken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Begins to watch a file.</summary>
    public SiteWatch(string path, TimeProvider time)
    {
        (_path, _time) = (path, time);
        try
        {
            _watcher = new FileSystemWatcher(Path.GetDirectoryName(path)!);
            _watcher.Changed += (_, _) => Volatile.Read(ref _woken).TrySetResult();
            _watcher.Created += (_, _) => Volatile.Read(ref _woken).TrySetResult();
            _watcher.Renamed += (_, _) => Volatile.Read(ref _woken).TrySetResult();
            _watcher.EnableRaisingEvents = true;
        }
        catch (Exception fault) when (fault is IOException or ArgumentException or UnauthorizedAccessException)
        {
            // Without the system's notice every two seconds must do.
            _watcher?.Dispose();
            _watcher = null;
        }
    }

    /// <summary>What the files look like now, so that a change can be told.</summary>
    /// <param name="parts">Files beside the site file itself.</param>
    public string Look(IReadOnlyList<string> parts) => string.Join('\n', parts.Prepend(_path).Select(Stamp));

    /// <summary>Returns when the files look other than before, and have been at rest for a moment: editors write in steps.</summary>
    public async Task WaitAsync(string before, IReadOnlyList<string> parts, CancellationToken cancellationToken)
    {
        string now = Look(parts);
        while (now == before)
        {
            using (var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken))
            {
                await Task.WhenAny(Volatile.Read(ref _woken).Task, Task.Delay(Period, _time, waiting.Token));
                await waiting.CancelAsync();
            }

            cancellationToken.ThrowIfCancellationRequested();
            Volatile.Write(ref _woken, new(TaskCreationOptions.RunContinuationsAsynchronously));
            now = Look(parts);
        }

        string last;
        do
        {
            last = now;
            await Task.Delay(Settling, _time, cancellationToken);
            now = Look(parts);
        }
        while (now != last);
    }

    /// <inheritdoc/>
    public void Dispose() => _watcher?.Dispose();

    private static string Stamp(string path)
    {
        var file = new FileInfo(path);
        return FormattableString.Invariant($"{path} {(file.Exists ? file.LastWriteTimeUtc.Ticks : 0)} {(file.Exists ? file.Length : -1)}");
    }
}
