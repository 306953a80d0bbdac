using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using TwinGrid.Adapters.Wifi.Pcap;
using TwinGrid.Adapters.Wifi.Tags;
using TwinGrid.Model;

namespace TwinGrid.Adapters.Wifi;

/// <summary>
/// The tags heard in a capture file, pcap or pcapng. Read again it gives the same observations with the same numbers. A file that
/// ends inside a packet, as one does whose capture was killed, gives all it has and then the fault.
/// </summary>
public sealed class WifiCapture : IObservationSource
{
    private const int BatchSize = 256, PacketsAtOnce = 4096;

    private readonly string _path;
    private readonly WifiOptions _options;
    private WifiMonitor? _monitor;

    /// <summary>A capture.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What is known of receiver and tags.</param>
    /// <exception cref="ArgumentException">The options can't be.</exception>
    public WifiCapture(string path, WifiOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        (_path, _options) = (path, options.Checked());
    }

    /// <inheritdoc/>
    public string Name => _path;

    /// <summary>What was readable so far in the newest run through the file.</summary>
    public WifiFigures Figures => (_monitor ??= new(_options)).Figures;

    /// <inheritdoc/>
    public async IAsyncEnumerable<ObservationBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long sequence = 0;
        var observations = new TagObservations(_options, () => ++sequence);
        await using IAsyncEnumerator<WifiTagReport> reports = TagsAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        ExceptionDispatchInfo? fault = null;
        while (fault is null)
        {
            bool isMore = false;
            try
            {
                isMore = await reports.MoveNextAsync();
            }
            catch (BadInputException found)
            {
                // What was read before the fault is sound and goes out first.
                fault = ExceptionDispatchInfo.Capture(found);
            }

            if (!isMore)
            {
                break;
            }

            if (reports.Current.Time is { } time)
            {
                observations.Add(reports.Current, time);
            }
            else
            {
                _monitor!.CountWithoutTime();
            }

            if (observations.Count >= BatchSize)
            {
                yield return observations.Drain();
            }
        }

        if (observations.Count > 0)
        {
            yield return observations.Drain();
        }

        fault?.Throw();
    }

    /// <summary>The tags heard, in the order of the capture.</summary>
    /// <exception cref="BadInputException">The file is no capture of 802.11 frames, or is damaged; what stands before has been given.</exception>
    public async IAsyncEnumerable<WifiTagReport> TagsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using FileStream stream = InputFile.Open(_path);
        var capture = new CaptureReader(stream, _path);
        WifiMonitor monitor = _monitor = new(_options);
        int other = 0;
        while (await capture.ReadAsync(cancellationToken))
        {
            CapturedPacket packet = capture.Current;
            if (!LinkTypes.IsReadable(packet.LinkType))
            {
                other = packet.LinkType;
                RefuseIf(capture.HasOneLinkType, other);
            }

            if (monitor.Take(packet) is { } report)
            {
                yield return report;
            }

            if (packet.Number % PacketsAtOnce == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await Task.Yield();
            }
        }

        WifiFigures figures = monitor.Figures;
        RefuseIf(figures.OtherLinks > 0 && figures.Frames == 0, other);
    }

    private void RefuseIf(bool isWithoutFrames, int linkType)
    {
        if (isWithoutFrames)
        {
            throw new BadInputException(_path, 0, LinkTypes.Readable, LinkTypes.Describe(linkType));
        }
    }
}
