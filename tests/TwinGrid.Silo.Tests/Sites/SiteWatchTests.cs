using TwinGrid.Silo.Sites.Running;

namespace TwinGrid.Silo.Tests.Sites;

public sealed class SiteWatchTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly string _folder = Directory.CreateTempSubdirectory("twingrid-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_file_that_is_written_or_replaced_wakes_the_watch()
    {
        string path = Path.Combine(_folder, "site.yaml");
        await File.WriteAllTextAsync(path, "a: 1", TestContext.Current.CancellationToken);
        using var watch = new SiteWatch(path, TimeProvider.System);
        Task first = watch.WaitAsync(watch.Look([]), [], TestContext.Current.CancellationToken);
        Assert.False(first.IsCompleted);
        await File.WriteAllTextAsync(path, "a: 22", TestContext.Current.CancellationToken);
        await first.WaitAsync(Patience, TestContext.Current.CancellationToken);

        Task second = watch.WaitAsync(watch.Look([]), [], TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(path + ".new", "a: 333", TestContext.Current.CancellationToken);
        File.Move(path + ".new", path, overwrite: true);
        await second.WaitAsync(Patience, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_file_that_the_site_refers_to_counts_too()
    {
        string path = Path.Combine(_folder, "site.yaml"), part = Path.Combine(_folder, "rules.yaml");
        using var watch = new SiteWatch(path, TimeProvider.System);
        Task change = watch.WaitAsync(watch.Look([part]), [part], TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(part, "a: 1", TestContext.Current.CancellationToken);
        await change.WaitAsync(Patience, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_change_before_the_wait_is_not_missed()
    {
        string path = Path.Combine(_folder, "site.yaml");
        using var watch = new SiteWatch(path, TimeProvider.System);
        string before = watch.Look([]);
        await File.WriteAllTextAsync(path, "a: 1", TestContext.Current.CancellationToken);
        await watch.WaitAsync(before, [], TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
    }
}
