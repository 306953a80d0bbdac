using System.Numerics;
using System.Runtime.CompilerServices;
using TwinGrid.Adapters.Iq.Recordings;
using TwinGrid.Adapters.Iq.Rounds;
using TwinGrid.Adapters.Iq.Slots;
using TwinGrid.Model;

namespace TwinGrid.Adapters.Iq;

/// <summary>
/// Polling cycles from a recording of a reader's baseband: finds the reader's commands in it, separates the replies between them, and
/// reads the EPCs of the tags that it acknowledged. Memory is that of one slot, however long the recording.
/// </summary>
public sealed class IqSource : IObservationSource
{
    private const double LeastRate = 2e6, FeatureRate = 2e6, LongestSlotSeconds = 30e-3;
    private const int BlockSamples = 1 << 16;
    private readonly IqOptions _options;

    /// <summary>A recording.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public IqSource(IqOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        _options = options;
        Name = options.Source ?? "iq:" + Csv.PlainName.Of(Path.GetFileNameWithoutExtension(options.Path));
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>What has been found so far; all of it when the source has ended.</summary>
    public IqStatistics? Statistics { get; private set; }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ObservationBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using IqRecording recording = IqFiles.Open(_options.Path, _options.Raw);
        IqLayout layout = recording.Layout;
        // The decoder wants 2 MS/s or somewhat more; what was sampled faster is averaged.
        int factor = Math.Max(1, (int)(layout.SampleRate / LeastRate));
        double rate = layout.SampleRate / factor;
        var cutter = new SlotCutter(rate, layout.Channels, (int)(LongestSlotSeconds * rate), LinkOf(_options));
        var round = new RoundReader(_options, Name, rate, FeatureRate / rate, _options.Start ?? layout.Start ?? DateTimeOffset.UnixEpoch);
        Memory<Complex>[] blocks = [.. Enumerable.Range(0, layout.Channels).Select(_ => (Memory<Complex>)new Complex[BlockSamples / factor * factor])];
        long samples = 0;
        while (await recording.ReadAsync(blocks, cancellationToken) is > 0 and int count)
        {
            samples += count;
            cutter.Take(blocks, Averaging.Reduce(blocks, count, factor), round.Take);
            Statistics = round.Statistics(samples, layout.SampleRate, cutter.Commands);
            if (round.Drain() is { Count: > 0 } batch)
            {
                yield return batch;
            }
        }

        cutter.Finish(round.Take);
        round.Finish();
        Statistics = round.Statistics(samples, layout.SampleRate, cutter.Commands);
        if (round.Drain() is { Count: > 0 } last)
        {
            yield return last;
        }
    }

    private static TagLink LinkOf(IqOptions options) => new(
        options.Link.LinkFrequency, options.Link.ReaderCalibrationSeconds, (int)options.Link.Encoding, options.Link.HasPilot);
}
