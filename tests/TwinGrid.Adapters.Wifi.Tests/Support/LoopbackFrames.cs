using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace TwinGrid.Adapters.Wifi.Tests.Support;

/// <summary>Puts raw packets on the loopback of this machine.</summary>
internal static class LoopbackFrames
{
    public static void Send(byte[] packet)
    {
        using var socket = new Socket(AddressFamily.Packet, SocketType.Raw, (ProtocolType)BinaryPrimitives.ReverseEndianness((ushort)3));
        socket.SendTo(packet, new Loopback());
    }

    private sealed class Loopback : EndPoint
    {
        public override AddressFamily AddressFamily => AddressFamily.Packet;

        public override SocketAddress Serialize()
        {
            var address = new SocketAddress(AddressFamily.Packet, 20);
            int index = int.Parse(File.ReadAllText("/sys/class/net/lo/ifindex"), System.Globalization.CultureInfo.InvariantCulture);
            BinaryPrimitives.WriteUInt16BigEndian(address.Buffer.Span[2..], 3);
            MemoryMarshal.Write(address.Buffer.Span[4..], index);
            return address;
        }
    }
}
