using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace TwinGrid.Adapters.Llrp.Emulator;

/// <summary>The connection of a client to an emulated reader.</summary>
internal sealed class EmulatedClient : IDisposable
{
    private readonly Socket _socket;
    private readonly int _mostBytes;

    private EmulatedClient(Socket socket, Stream stream, int mostBytes) => (_socket, Stream, _mostBytes) = (socket, stream, mostBytes);

    /// <summary>What the client sends.</summary>
    public Stream Stream { get; }

    /// <summary>Takes a connection, with TLS where there is a certificate.</summary>
    /// <param name="socket">The connection.</param>
    /// <param name="certificate">What the reader shows, or null for none.</param>
    /// <param name="mostBytes">Most bytes to write at once; 0 for no bound.</param>
    /// <param name="cancellationToken">Ends the wait for TLS.</param>
    public static async Task<EmulatedClient> AcceptAsync(Socket socket, X509Certificate2? certificate, int mostBytes, CancellationToken cancellationToken)
    {
        socket.NoDelay = true;
        var plain = new NetworkStream(socket, ownsSocket: true);
        if (certificate is null)
        {
            return new EmulatedClient(socket, plain, mostBytes);
        }

        var secure = new SslStream(plain);
        try
        {
            await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, cancellationToken);
            return new EmulatedClient(socket, secure, mostBytes);
        }
        catch
        {
            await secure.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends bytes; a client that has gone is no fault here, because its side of the connection ends as well.</summary>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            int most = _mostBytes > 0 ? _mostBytes : Math.Max(1, bytes.Length);
            for (int at = 0; at < bytes.Length; at += most)
            {
                await Stream.WriteAsync(bytes.Slice(at, Math.Min(most, bytes.Length - at)));
            }
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException)
        {
            Hang();
        }
    }

    /// <summary>Ends the connection as a reader does that goes away: no more is sent.</summary>
    public void Hang()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // It is gone already.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Stream.Dispose();
}
