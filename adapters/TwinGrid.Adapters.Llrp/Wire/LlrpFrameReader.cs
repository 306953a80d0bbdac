using System.Buffers;
using System.IO.Pipelines;

namespace TwinGrid.Adapters.Llrp.Wire;

/// <summary>
/// Cuts a stream into messages: bytes of a message are handed out where they lie, or from one buffer that is used again and again
/// when they lie in several pieces, so that no message costs an allocation.
/// </summary>
/// <param name="input">The stream; the caller completes it.</param>
/// <param name="mostBytes">Longest message taken; a reader or an attacker that announces a longer one is refused before anything is read.</param>
public sealed class LlrpFrameReader(PipeReader input, int mostBytes = LlrpFrameReader.DefaultMostBytes)
{
    /// <summary>Longest message taken unless said otherwise: 8 MiB.</summary>
    public const int DefaultMostBytes = 8 << 20;

    private ReadOnlySequence<byte> _buffer;
    private SequencePosition _next;
    private byte[] _joined = [];
    private bool _held;

    /// <summary>Header of the message last read.</summary>
    public LlrpHeader Header { get; private set; }

    /// <summary>The message last read with its header; valid until the next read.</summary>
    public ReadOnlyMemory<byte> Message { get; private set; }

    /// <summary>Reads the next message.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>True when there is one; false when the stream ended between two messages.</returns>
    /// <exception cref="FormatException">No LLRP, a message longer than allowed, or a stream that ended inside one.</exception>
    /// <exception cref="OperationCanceledException">The waiting was ended.</exception>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        if (_held)
        {
            _held = false;
            _buffer = _buffer.Slice(_next);
            if (TryCut())
            {
                return true;
            }

            input.AdvanceTo(_buffer.Start, _buffer.End);
        }

        while (true)
        {
            ReadResult result = await input.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (result.IsCanceled)
            {
                input.AdvanceTo(result.Buffer.Start);
                throw new OperationCanceledException("reading was cancelled");
            }

            _buffer = result.Buffer;
            if (TryCut())
            {
                return true;
            }

            long left = _buffer.Length;
            input.AdvanceTo(_buffer.Start, _buffer.End);
            if (result.IsCompleted)
            {
                return left == 0 ? false : throw new FormatException($"end of the stream: expected the rest of a message, found its first {left} bytes alone");
            }
        }
    }

    private bool TryCut()
    {
        if (_buffer.Length < LlrpHeader.Size)
        {
            return false;
        }

        Header = ReadHeader();
        if (Header.Length > mostBytes)
        {
            throw new FormatException($"offset 2, message header: expected a length of at most {mostBytes}, found {Header.Length}");
        }

        if (_buffer.Length < Header.Length)
        {
            return false;
        }

        ReadOnlySequence<byte> message = _buffer.Slice(0, Header.Length);
        (_next, _held) = (message.End, true);
        Message = message.IsSingleSegment ? message.First : Join(message);
        return true;
    }

    private LlrpHeader ReadHeader()
    {
        Span<byte> header = stackalloc byte[LlrpHeader.Size];
        _buffer.Slice(0, LlrpHeader.Size).CopyTo(header);
        return LlrpHeader.Read(header);
    }

    private ReadOnlyMemory<byte> Join(ReadOnlySequence<byte> message)
    {
        int length = (int)message.Length;
        if (_joined.Length < length)
        {
            _joined = new byte[Math.Max(length, Math.Min(mostBytes, _joined.Length * 2))];
        }

        message.CopyTo(_joined);
        return _joined.AsMemory(0, length);
    }
}
