using System.Net;
using System.Net.Sockets;

namespace TwinGrid.Adapters.Llrp.Tests.Peers;

/// <summary>Stands between a client and a reader and keeps what both say.</summary>
internal sealed class Tap : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly MemoryStream _fromReader = new(), _fromClient = new();
    private readonly Task _passing;

    public Tap(int readerPort)
    {
        _listener.Start();
        _passing = PassAsync(readerPort);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What both said, when both have gone.</summary>
    public async Task<(byte[] FromReader, byte[] FromClient)> EndAsync()
    {
        await _passing;
        return (_fromReader.ToArray(), _fromClient.ToArray());
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _passing;
    }

    private async Task PassAsync(int readerPort)
    {
        try
        {
            using TcpClient client = await _listener.AcceptTcpClientAsync();
            using var reader = new TcpClient();
            await reader.ConnectAsync(IPAddress.Loopback, readerPort);
            await Task.WhenAll(CopyAsync(reader, client, _fromReader), CopyAsync(client, reader, _fromClient));
        }
        catch (SocketException)
        {
            // Nobody came.
        }
    }

    private static async Task CopyAsync(TcpClient from, TcpClient to, MemoryStream kept)
    {
        byte[] buffer = new byte[1 << 16];
        try
        {
            for (int read; (read = await from.GetStream().ReadAsync(buffer)) > 0;)
            {
                kept.Write(buffer, 0, read);
                await to.GetStream().WriteAsync(buffer.AsMemory(0, read));
            }

            to.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception fault) when (fault is IOException or SocketException or ObjectDisposedException)
        {
            // One of them went without a word.
            to.Close();
        }
    }
}
