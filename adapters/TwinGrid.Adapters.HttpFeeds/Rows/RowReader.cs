using System.Buffers;

namespace TwinGrid.Adapters.HttpFeeds.Rows;

/// <summary>
/// Cuts a body of JSON into its rows while it arrives: the items of an array, or one object a line. A row that can't be one is
/// told by its number and the reading goes on behind it. Memory is bounded by the longest row.
/// </summary>
/// <remarks>
/// A body that begins with '[' is an array: items end at a ',' or the ']' outside strings and brackets. Any other is lines; blank
/// ones don't count. Where it isn't called lines and its first line leaves a bracket open, values end where their brackets close:
/// one object written over several lines.
/// </remarks>
public sealed class RowReader : IDisposable
{
    /// <summary>Most bytes of a row.</summary>
    public const int LongestRow = 1 << 16;

    private readonly Stream _body;
    private readonly RowCutter _cutter;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(1 << 14);
    private int _start, _end;
    private bool _isOver;

    /// <summary>Begins to read a body.</summary>
    /// <param name="body">The bytes, UTF-8 with or without a byte order mark.</param>
    /// <param name="isLines">Whether the body is called lines (NDJSON), so that one of its rows never spans two.</param>
    public RowReader(Stream body, bool isLines)
    {
        _body = body;
        _cutter = new RowCutter(isLines);
    }

    /// <summary>Number of the current row, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The current row; valid until the next one.</summary>
    public ReadOnlyMemory<byte> Row { get; private set; }

    /// <summary>Why the current row can't be one; null where it may be.</summary>
    public string? Fault { get; private set; }

    /// <summary>Goes to the next row; false at the end of the body.</summary>
    public async ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        while (!TryNext())
        {
            if (_isOver)
            {
                return false;
            }

            await FillAsync(cancellationToken);
        }

        return true;
    }

    /// <summary>Goes to the next row where it has arrived already; false where more bytes are needed, or there are none.</summary>
    public bool TryNext()
    {
        while (true)
        {
            Cut cut = _cutter.Next(_buffer.AsSpan(_start, _end - _start), _isOver);
            Row = _buffer.AsMemory(_start + cut.From, cut.Length);
            _start += cut.Taken;
            if (cut.IsRow)
            {
                Number++;
                Fault = cut.Fault;
                return true;
            }

            if (cut.Taken == 0)
            {
                return false;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(2 * _buffer.Length);
            _buffer.AsSpan(0, _end).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        int read = await _body.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += read;
        _isOver = read == 0;
    }
}
