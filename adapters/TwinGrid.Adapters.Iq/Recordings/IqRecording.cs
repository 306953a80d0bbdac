using System.Buffers;
using System.Globalization;
using System.Numerics;

namespace TwinGrid.Adapters.Iq.Recordings;

/// <summary>
/// A recording of complex baseband, read from its beginning in blocks; memory is that of one block, however long the recording.
/// </summary>
/// <param name="stream">Stands at the first sample; closed with the recording.</param>
/// <param name="name">What the user called it.</param>
/// <param name="layout">How its samples are stored.</param>
/// <param name="length">Bytes of samples; a part of a sample at the end, as a recorder leaves it that was stopped hard, doesn't count.</param>
internal sealed class IqRecording(Stream stream, string name, IqLayout layout, long length) : IDisposable
{
    private readonly int _frame = 2 * layout.Channels * SampleFormats.BytesOf(layout.Format);
    private long _left = length - length % (2 * layout.Channels * SampleFormats.BytesOf(layout.Format));

    /// <summary>How the samples are stored and when and at what frequency they were taken.</summary>
    public IqLayout Layout => layout;

    /// <summary>Reads the next samples of all channels; zero at the end.</summary>
    /// <exception cref="BadInputException">The recording became shorter while it was read.</exception>
    public async ValueTask<int> ReadAsync(Memory<Complex>[] channels, CancellationToken cancellationToken)
    {
        int wanted = (int)Math.Min(_left, (long)channels[0].Length * _frame);
        byte[] bytes = ArrayPool<byte>.Shared.Rent(Math.Max(wanted, 1));
        try
        {
            int read = await stream.ReadAtLeastAsync(bytes.AsMemory(0, wanted), wanted, throwOnEndOfStream: false, cancellationToken);
            if (read < wanted)
            {
                throw new BadInputException(name, 0, string.Create(CultureInfo.InvariantCulture, $"{_left} more bytes of samples"), string.Create(CultureInfo.InvariantCulture, $"{read}"));
            }

            _left -= read;
            SampleFormats.Read(layout.Format, bytes.AsSpan(0, read), channels);
            return read / _frame;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();
}
