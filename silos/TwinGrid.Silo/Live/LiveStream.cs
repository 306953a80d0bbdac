using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace TwinGrid.Silo.Live;

/// <summary>
/// Follows one site for one page, as server-sent events: names of new objects, points that changed (at most five times a second,
/// the newest of each), adapters when their health changed, and a beat while nothing happens. Every event has an id from which a
/// page that was cut off goes on; one of another run is told to reload.
/// </summary>
internal sealed class LiveStream(LiveSites sites, AdapterWatch adapters, TimeProvider time)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(200), Beat = TimeSpan.FromSeconds(2);
    private static readonly JsonSerializerOptions Format = JsonSerializerOptions.Web;

    /// <summary>Writes until the page goes away. A slow page makes its own writer wait, and gets the newest state then.</summary>
    /// <param name="response">Where to.</param>
    /// <param name="name">The site.</param>
    /// <param name="site">Its map.</param>
    /// <param name="from">Id of the last event seen; null for none.</param>
    /// <param name="cancellationToken">The page has gone, or the silo stops.</param>
    public async Task FollowAsync(HttpResponse response, string name, LiveSite site, string? from, CancellationToken cancellationToken)
    {
        using IDisposable watching = sites.Watch();
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        if (Parse(from) is not (long version, int names))
        {
            await WriteAsync(response, "reload", "{}", cancellationToken);
            return;
        }

        IReadOnlyList<AdapterLine> told = [];
        while (true)
        {
            LiveChanges changes = site.ChangesSince(version, names, LiveSites.Shown);
            (version, names) = (changes.Version, names + changes.Names.Count);
            if (changes.Names.Count > 0)
            {
                await WriteAsync(response, "names", JsonSerializer.Serialize(new { first = changes.FirstName, names = changes.Names, total = changes.Total }, Format), cancellationToken);
            }

            await response.WriteAsync($"id: {IdOf(version, names)}\n", cancellationToken);
            await WriteAsync(response, changes.Points.Count > 0 ? "points" : "beat", changes.Points.Count > 0 ? changes.Encoded() : "{}", cancellationToken);
            IReadOnlyList<AdapterLine> now = adapters.Of(name);
            if (!now.SequenceEqual(told))
            {
                told = now;
                await WriteAsync(response, "adapters", JsonSerializer.Serialize(now, Format), cancellationToken);
            }

            await response.Body.FlushAsync(cancellationToken);
            await Task.Delay(Shortest, time, cancellationToken);
            await WaitAsync(site, version, cancellationToken);
        }
    }

    /// <summary>The id of an event after which a page knows a version and a number of names.</summary>
    public string IdOf(long version, int names) => string.Create(CultureInfo.InvariantCulture, $"{sites.Epoch}.{version}.{names}");

    private (long Version, int Names)? Parse(string? id)
    {
        string[] parts = id?.Split('.') ?? [];
        return parts.Length == 3 && parts[0] == sites.Epoch
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long version)
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out int names)
            ? (version, names)
            : null;
    }

    private async Task WaitAsync(LiveSite site, long version, CancellationToken cancellationToken)
    {
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task change = site.WaitAfterAsync(version, soon.Token), beat = Task.Delay(Beat, time, soon.Token);
        await Task.WhenAny(change, beat);
        await soon.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private static async Task WriteAsync(HttpResponse response, string kind, string data, CancellationToken cancellationToken) =>
        await response.WriteAsync($"event: {kind}\ndata: {data}\n\n", cancellationToken);
}
