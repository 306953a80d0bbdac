using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace TwinGrid.Adapters.HttpFeeds.Tests;

/// <summary>A reader that answers each connection with what it is given, and then closes it or holds it open.</summary>
internal sealed class FakeReader : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;
    private readonly X509Certificate2? _certificate;

    public FakeReader(string status, string body, bool isHeld = false, X509Certificate2? certificate = null)
    {
        _listener.Start();
        _certificate = certificate;
        _serving = ServeAsync($"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{body}", isHeld);
    }

    /// <summary>Heads of the requests that came.</summary>
    public List<string> Requests { get; } = [];

    public Uri Address => new($"{(_certificate is null ? "http" : "https")}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _serving.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        _end.Dispose();
    }

    private async Task ServeAsync(string answer, bool isHeld)
    {
        while (true)
        {
            using TcpClient client = await _listener.AcceptTcpClientAsync(_end.Token);
            try
            {
                await AnswerAsync(client.GetStream(), answer, isHeld);
            }
            catch (Exception fault) when (fault is IOException or System.Security.Authentication.AuthenticationException)
            {
                // The client went away.
            }
        }
    }

    private async Task AnswerAsync(Stream plain, string answer, bool isHeld)
    {
        Stream stream = plain;
        if (_certificate is not null)
        {
            var secured = new SslStream(plain);
            await secured.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _end.Token);
            stream = secured;
        }

        var head = new StringBuilder();
        using var reader = new StreamReader(stream, leaveOpen: true);
        while (await reader.ReadLineAsync(_end.Token) is { Length: > 0 } line)
        {
            head.AppendLine(line);
        }

        Requests.Add(head.ToString());
        await stream.WriteAsync(Encoding.UTF8.GetBytes(answer), _end.Token);
        await stream.FlushAsync(_end.Token);
        if (isHeld)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _end.Token);
        }

        await stream.DisposeAsync();
    }
}
