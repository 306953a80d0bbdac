using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TwinGrid.Adapters.Llrp.Wire;

namespace TwinGrid.Adapters.Llrp.Session;

/// <summary>A connection to a reader, over TCP or TLS. Messages are sent whole, whoever sends them.</summary>
internal sealed class LlrpConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly SemaphoreSlim _turn = new(1, 1);

    private LlrpConnection(Socket socket, Stream stream) => (_socket, Stream) = (socket, stream);

    /// <summary>What the reader sends.</summary>
    public Stream Stream { get; }

    /// <summary>Connects.</summary>
    /// <exception cref="LlrpSessionException">The reader isn't there, or doesn't show the right certificate.</exception>
    public static async Task<LlrpConnection> OpenAsync(LlrpOptions options, string who, TimeProvider time, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(options.Patience, time);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Stream? stream = null;
        try
        {
            await socket.ConnectAsync(options.Host, options.EffectivePort, waiting.Token);
            stream = new NetworkStream(socket, ownsSocket: true);
            if (options.UsesTls)
            {
                stream = await SecureAsync(stream, options, waiting.Token);
            }

            return new LlrpConnection(socket, stream);
        }
        catch (Exception fault)
        {
            stream?.Dispose();
            socket.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw fault switch
            {
                OperationCanceledException => new LlrpSessionException($"{who}: no connection within {options.Patience.TotalSeconds:0.#} s", fault),
                SocketException => new LlrpSessionException($"{who}: {fault.Message}", fault),
                AuthenticationException or IOException => new LlrpSessionException($"{who}: TLS: {fault.Message}", fault),
                _ => fault,
            };
        }
    }

    /// <summary>Sends a message.</summary>
    public async Task SendAsync(LlrpMessage message, CancellationToken cancellationToken)
    {
        byte[] bytes = LlrpCodec.Encode(message);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await Stream.WriteAsync(bytes, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Ends the connection at once; whoever reads or writes is told by an exception.</summary>
    public void Abort() => _socket.Dispose();

    /// <inheritdoc/>
    public void Dispose()
    {
        Stream.Dispose();
        _turn.Dispose();
    }

    private static async Task<Stream> SecureAsync(Stream plain, LlrpOptions options, CancellationToken cancellationToken)
    {
        var secure = new SslStream(plain);
        try
        {
            await secure.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = options.Host,
                    RemoteCertificateValidationCallback = (_, shown, _, errors) => options.PinnedThumbprint is { } pinned
                        ? shown is not null && Thumbprint(shown) == pinned
                        : errors == SslPolicyErrors.None,
                },
                cancellationToken);
            return secure;
        }
        catch
        {
            await secure.DisposeAsync();
            throw;
        }
    }

    private static string Thumbprint(X509Certificate shown) => Convert.ToHexString(SHA256.HashData(shown.GetRawCertData()));
}
