using System.Runtime.CompilerServices;
using TwinGrid.Adapters.Readers;
using TwinGrid.Adapters.Wifi.Live;
using TwinGrid.Adapters.Wifi.Pcap;
using TwinGrid.Model;

namespace TwinGrid.Adapters.Wifi;

/// <summary>
/// The tags heard by a WiFi adapter in monitor mode, on Linux, as root or with CAP_NET_RAW. The adapter must hand up frames with a wrong
/// check, for a frame that a tag turned is one (<c>iw dev wlan0 set monitor fcsfail</c>). Runs until cancelled or the interface goes.
/// </summary>
public sealed class WifiLive : IObservationSource
{
    private const int BatchSize = 256;

    private readonly string _device;
    private readonly WifiOptions _options;
    private readonly TimeProvider _time;
    private readonly int? _linkType;
    private readonly SessionSequence _sequence;
    private readonly WifiMonitor _monitor;

    /// <summary>A live receiver.</summary>
    /// <param name="device">The network interface.</param>
    /// <param name="options">What is known of receiver and tags.</param>
    /// <param name="time">The clock of this machine, which times the frames.</param>
    /// <exception cref="ArgumentException">The options can't be.</exception>
    public WifiLive(string device, WifiOptions options, TimeProvider time)
        : this(device, options, time, linkType: null)
    {
    }

    /// <summary>A receiver on an interface of any kind, of which the link type is given.</summary>
    internal WifiLive(string device, WifiOptions options, TimeProvider time, int? linkType)
    {
        ArgumentException.ThrowIfNullOrEmpty(device);
        ArgumentNullException.ThrowIfNull(options);
        (_device, _options, _time, _linkType) = (device, options.Checked(), time, linkType);
        _sequence = new(time);
        _monitor = new(_options);
    }

    /// <inheritdoc/>
    public string Name => _device;

    /// <summary>What was readable since the receiver was made.</summary>
    public WifiFigures Figures => _monitor.Figures;

    /// <inheritdoc/>
    /// <exception cref="BadInputException">The system doesn't allow it, or the interface gives no 802.11 frames: one line says what is needed.</exception>
    public async IAsyncEnumerable<ObservationBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        NetworkDevice device = NetworkDevice.Find(_device);
        int linkType = _linkType ?? device.LinkType;
        using PacketSocket socket = PacketSocket.Open(device);
        _sequence.Begin();
        var observations = new TagObservations(_options, _sequence.Next);
        byte[] buffer = new byte[CaptureFormat.MostPacketBytes];
        for (long number = 1; ; number++)
        {
            int bytes = await socket.ReceiveAsync(buffer, cancellationToken);
            DateTimeOffset now = _time.GetUtcNow();
            if (_monitor.Take(new CapturedPacket(number, now, linkType, null, bytes, buffer.AsMemory(0, bytes))) is { } report)
            {
                observations.Add(report, now);
            }

            // Whatever has come is looked at before it goes on, so that a busy channel makes large batches and a quiet one no delay.
            bool hasMore = socket.HasMore;
            if (!hasMore)
            {
                _monitor.CountLost(socket.TakeLost());
            }

            if (observations.Count >= BatchSize || (observations.Count > 0 && !hasMore))
            {
                yield return observations.Drain();
            }
        }
    }
}
