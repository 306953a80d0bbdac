using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using TwinGrid.Store.Schema;

namespace TwinGrid.Store.Postgres;

/// <summary>
/// Rows in the form of a binary COPY: for each a count of values, for each value its length and bytes, big-endian; PostgreSQL 15,
/// "COPY", section "Binary Format".
/// </summary>
internal sealed class PostgresSink : IRowSink
{
    private const short NoMoreRows = -1;
    private const int None = -1;

    private readonly ArrayBufferWriter<byte> _bytes = new(1 << 17);

    /// <summary>A sink that begins with the file's header: signature, no flags, no extension.</summary>
    public PostgresSink()
    {
        _bytes.Write<byte>([.. "PGCOPY\n"u8, 0xFF, .. "\r\n\0"u8, 0, 0, 0, 0, 0, 0, 0, 0]);
    }

    /// <summary>Bytes that have not been sent.</summary>
    public ReadOnlyMemory<byte> Unsent => _bytes.WrittenMemory;

    /// <summary>Forgets what was sent.</summary>
    public void Clear() => _bytes.ResetWrittenCount();

    /// <summary>Begins a row.</summary>
    public void BeginRow(int columns) => Number((short)columns);

    /// <summary>Ends the file.</summary>
    public void End() => Number(NoMoreRows);

    /// <inheritdoc/>
    public void Write(long value)
    {
        Span<byte> bytes = _bytes.GetSpan(sizeof(int) + sizeof(long));
        BinaryPrimitives.WriteInt32BigEndian(bytes, sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(bytes[sizeof(int)..], value);
        _bytes.Advance(sizeof(int) + sizeof(long));
    }

    /// <inheritdoc/>
    public void Write(long? value)
    {
        if (value is { } number)
        {
            Write(number);
        }
        else
        {
            Length(None);
        }
    }

    /// <inheritdoc/>
    public void Write(string? value)
    {
        if (value is null)
        {
            Length(None);
        }
        else
        {
            Length(Encoding.UTF8.GetByteCount(value));
            Encoding.UTF8.GetBytes(value, _bytes);
        }
    }

    /// <inheritdoc/>
    public void Write(byte[]? value)
    {
        if (value is null)
        {
            Length(None);
        }
        else
        {
            Write(value.AsMemory());
        }
    }

    /// <inheritdoc/>
    public void Write(ReadOnlyMemory<byte> value)
    {
        Length(value.Length);
        _bytes.Write(value.Span);
    }

    private void Length(int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(_bytes.GetSpan(sizeof(int)), length);
        _bytes.Advance(sizeof(int));
    }

    private void Number(short number)
    {
        BinaryPrimitives.WriteInt16BigEndian(_bytes.GetSpan(sizeof(short)), number);
        _bytes.Advance(sizeof(short));
    }
}
