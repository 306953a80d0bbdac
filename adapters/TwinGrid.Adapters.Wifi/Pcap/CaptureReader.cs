namespace TwinGrid.Adapters.Wifi.Pcap;

/// <summary>
/// Packets of a capture in pcap or pcapng form from a stream, one after the other; memory is bounded by the largest block, about one
/// megabyte, whatever the file claims. Not safe for use from several threads at once; the caller owns the stream.
/// </summary>
/// <param name="stream">The capture from its first byte; need not seek.</param>
/// <param name="name">The capture as messages name it.</param>
public sealed class CaptureReader(Stream stream, string name)
{
    private const int FirstBuffer = 1 << 16;

    private byte[] _buffer = new byte[FirstBuffer];
    private int _start, _end;
    private long _position, _passing;
    private long _number;
    private CaptureFormat? _format;

    /// <summary>The packet read last; its bytes stand until the next is read.</summary>
    public CapturedPacket Current { get; private set; }

    /// <summary>Whether the form allows one link type only: classic pcap.</summary>
    public bool HasOneLinkType => _format is { HasOneLinkType: true };

    /// <summary>Goes to the next packet.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="BadInputException">The bytes aren't a capture, or it ends inside a packet; packets before that have been given.</exception>
    public ValueTask<bool> ReadAsync(CancellationToken cancellationToken) =>
        TryTake(out long needed) ? new(true) : FillAndTakeAsync(needed, cancellationToken);

    private async ValueTask<bool> FillAndTakeAsync(long needed, CancellationToken cancellationToken)
    {
        do
        {
            if (!await FillAsync((int)needed, cancellationToken))
            {
                return End(needed);
            }
        }
        while (!TryTake(out needed));
        return true;
    }

    /// <summary>Takes the next packet as far as the buffer has it.</summary>
    /// <param name="needed">Bytes that have to be in the buffer before it makes sense to try again.</param>
    private bool TryTake(out long needed)
    {
        while (true)
        {
            Pass();
            ReadOnlySpan<byte> view = _buffer.AsSpan(_start, _end - _start);
            needed = _passing > 0 ? 1 : CaptureFormat.TellingBytes;
            if (_passing > 0 || (_format is null && view.Length < needed))
            {
                return false;
            }

            _format ??= CaptureFormat.Of(name, view);
            CaptureStep step = _format.Next(view, _position);
            switch (step.Move)
            {
                case CaptureMove.Show:
                    needed = step.Bytes;
                    return false;
                case CaptureMove.Packet:
                    Take(step.Packet);
                    _passing = step.Bytes;
                    Pass();
                    return true;
                default:
                    _passing = step.Bytes;
                    break;
            }
        }
    }

    private void Take(PacketPlace place)
    {
        DateTimeOffset? time = place.Ticks is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
        ReadOnlyMemory<byte> data = _buffer.AsMemory(_start + place.First, place.Captured);
        Current = new(++_number, time, place.LinkType, place.FcsBytes, place.Original, data);
    }

    private void Pass()
    {
        int bytes = (int)Math.Min(_passing, _end - _start);
        _start += bytes;
        _position += bytes;
        _passing -= bytes;
    }

    private async ValueTask<bool> FillAsync(int needed, CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        while (_end < needed)
        {
            if (_end == _buffer.Length)
            {
                // Grown as bytes come: a broken length must not cost its claim in memory.
                Array.Resize(ref _buffer, 2 * _buffer.Length);
            }

            int read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
            if (read == 0)
            {
                return false;
            }

            _end += read;
        }

        return true;
    }

    private bool End(long needed)
    {
        int left = _end - _start;
        _format ??= CaptureFormat.Of(name, _buffer.AsSpan(_start, left));
        return left == 0 && _passing == 0 && _format.MayEnd
            ? false
            : throw new BadInputException(FormattableString.Invariant($"{name}, byte {_position}"), 0, FormattableString.Invariant($"{Math.Max(needed, _passing)} bytes more"), FormattableString.Invariant($"the end after {left}"));
    }
}
