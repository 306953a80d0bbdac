using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace TwinGrid.Adapters.Wifi.Live;

/// <summary>Everything that one network interface of Linux receives, as it came: a socket of packet(7).</summary>
internal sealed class PacketSocket : IDisposable
{
    private const ushort AllProtocols = 0x0003;
    private const int PacketLevel = 263, PacketStatistics = 6, StatisticsBytes = 8;

    /// <summary>Room for frames that come faster than they are read; the system gives what it allows.</summary>
    private const int ReceiveBufferBytes = 4 << 20;

    private readonly Socket _socket;

    private PacketSocket(Socket socket) => _socket = socket;

    /// <summary>Whether something more has come already.</summary>
    public bool HasMore => _socket.Available > 0;

    /// <summary>Opens a socket on an interface.</summary>
    /// <param name="device">The interface.</param>
    /// <exception cref="BadInputException">The system doesn't allow it; the message says what is needed.</exception>
    public static PacketSocket Open(NetworkDevice device)
    {
        Socket? socket = null;
        try
        {
            // Protocol numbers stand in network order here, whatever the machine's.
            socket = new Socket(AddressFamily.Packet, SocketType.Raw, (ProtocolType)BinaryPrimitives.ReverseEndianness(AllProtocols));
            socket.ReceiveBufferSize = ReceiveBufferBytes;
            socket.Bind(new DeviceEndPoint(device.Index));
            return new PacketSocket(socket);
        }
        catch (SocketException fault)
        {
            socket?.Dispose();
            throw fault.SocketErrorCode == SocketError.AccessDenied
                ? new BadInputException(device.Name, 0, "to run as root or with the capability CAP_NET_RAW, which live capture needs", "neither", fault)
                : new BadInputException(device.Name, 0, "an interface that gives its packets", fault.Message, fault);
        }
    }

    /// <summary>The next packet.</summary>
    /// <param name="buffer">Receives it; what doesn't fit is lost.</param>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    /// <returns>Its bytes.</returns>
    public ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
        _socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken);

    /// <summary>Packets that the system dropped since the last question, because they came faster than they were read.</summary>
    public long TakeLost()
    {
        Span<byte> statistics = stackalloc byte[StatisticsBytes];
        _socket.GetRawSocketOption(PacketLevel, PacketStatistics, statistics);
        return MemoryMarshal.Read<uint>(statistics[4..]);
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    /// <summary>The address of an interface, struct sockaddr_ll: 2 family, 2 protocol in network order, 4 index, 12 of a peer's address.</summary>
    private sealed class DeviceEndPoint(int index) : EndPoint
    {
        private const int Length = 20, Protocol = 2, Index = 4;

        public override AddressFamily AddressFamily => AddressFamily.Packet;

        public override SocketAddress Serialize()
        {
            var address = new SocketAddress(AddressFamily.Packet, Length);
            BinaryPrimitives.WriteUInt16BigEndian(address.Buffer.Span[Protocol..], AllProtocols);
            MemoryMarshal.Write(address.Buffer.Span[Index..], index);
            return address;
        }
    }
}
