using System.Globalization;
using System.Net;
using TwinGrid.Silo.Hosting;

namespace TwinGrid.Silo.Http;

/// <summary>
/// Sends webhooks, of alerts and of subscriptions: where they may go, how long a target may take, and what becomes of an attempt when
/// the silo stops. A redirect could lead where no webhook may go, a proxy would be asked to go there: so neither is followed.
/// </summary>
internal sealed class WebhookHttp(SiloSettings settings, TimeProvider time) : IDisposable
{
    /// <summary>How long an attempt under way may go on when the silo stops: a target that has taken something should not get it twice.</summary>
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(5);

    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Whether an address has a form that webhooks can go to: http or https, without user.</summary>
    public static bool IsAddress(string? url, out Uri address) =>
        Uri.TryCreate(url, UriKind.Absolute, out address!) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0;

    /// <summary>Whether webhooks may go to the host of an address: to this machine, and to those that the operator allows.</summary>
    public bool IsAllowed(Uri address) => IsAllowed(address, settings.WebhookHosts);

    /// <summary>Whether webhooks may go to the host of an address: to this machine, and to the hosts named, or * for any.</summary>
    public static bool IsAllowed(Uri address, IReadOnlyList<string> hosts)
    {
        string host = address.IdnHost;
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? number) && IPAddress.IsLoopback(number))
            || hosts.Contains("*")
            || hosts.Contains(host, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Posts once. The operator may allow fewer hosts than when the address was given: so it is checked again.</summary>
    /// <param name="request">What to post.</param>
    /// <param name="patience">How long the target may take.</param>
    /// <param name="stopping">Nothing is begun behind it; what is under way has some seconds more.</param>
    /// <returns>Why the target doesn't have it, in one line; null when it answered with a status of success.</returns>
    public async Task<string?> PostAsync(HttpRequestMessage request, TimeSpan patience, CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        if (!IsAllowed(request.RequestUri!))
        {
            return $"expected a host of this machine or one that the operator allows, found '{request.RequestUri!.IdnHost}'";
        }

        using var late = new CancellationTokenSource(patience, time);
        using var stopped = new CancellationTokenSource();
        await using CancellationTokenRegistration stop = stopping.Register(() => stopped.CancelAfter(StopGrace));
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stopped.Token);
        try
        {
            using HttpResponseMessage answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return answer.IsSuccessStatusCode ? null : string.Create(CultureInfo.InvariantCulture, $"expected a status of 200 to 299, found {(int)answer.StatusCode}");
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !stopped.IsCancellationRequested)
        {
            return string.Create(CultureInfo.InvariantCulture, $"expected an answer within {patience.TotalSeconds} s, found none");
        }
        catch (HttpRequestException fault)
        {
            return fault.Message.ReplaceLineEndings(" ");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
