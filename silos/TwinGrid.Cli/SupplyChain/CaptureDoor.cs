using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace TwinGrid.Cli.SupplyChain;

/// <summary>Sends EPCIS documents to a silo as a partner would: over HTTP, asking after each capture job until it has ended.</summary>
/// <param name="http">A client whose base address is the silo's.</param>
internal sealed class CaptureDoor(HttpClient http) : IDisposable
{
    private const int MostAtOnce = 8;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private readonly SemaphoreSlim _room = new(MostAtOnce);
    private readonly List<Task> _jobs = [];

    /// <summary>Sends a document; returns when the silo has taken it, which it makes durable before it says so.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        await _room.WaitAsync(cancellationToken);
        Uri? job = null;
        try
        {
            using var content = new ReadOnlyMemoryContent(json);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/ld+json");
            using HttpResponseMessage answer = await http.PostAsync(new Uri("/capture", UriKind.Relative), content, cancellationToken);
            if (answer.StatusCode != HttpStatusCode.Accepted)
            {
                throw new InvalidOperationException($"POST /capture: expected 202, found {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancellationToken)}");
            }

            job = answer.Headers.Location ?? throw new InvalidOperationException("POST /capture: expected the job's address in Location, found none");
        }
        finally
        {
            if (job is null)
            {
                _room.Release();
            }
        }

        _jobs.RemoveAll(task => task.IsCompletedSuccessfully);
        _jobs.Add(FollowAsync(job, cancellationToken));
    }

    /// <summary>Waits until every job so far has ended.</summary>
    /// <exception cref="InvalidOperationException">A job did not succeed.</exception>
    public async Task SettleAsync()
    {
        await Task.WhenAll(_jobs);
        _jobs.Clear();
    }

    /// <inheritdoc/>
    public void Dispose() => _room.Dispose();

    private async Task FollowAsync(Uri job, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                using JsonDocument state = JsonDocument.Parse(await http.GetByteArrayAsync(job, cancellationToken));
                if (!state.RootElement.GetProperty("running").GetBoolean())
                {
                    _ = state.RootElement.GetProperty("success").GetBoolean()
                        ? true
                        : throw new InvalidOperationException($"{job}: expected a capture job that succeeds, found {state.RootElement.GetRawText()}");
                    return;
                }

                await Task.Delay(Pause, cancellationToken);
            }
        }
        finally
        {
            _room.Release();
        }
    }
}
