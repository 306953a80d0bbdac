using System.Buffers.Binary;
using TwinGrid.Adapters.Llrp.Wire.Schema;

namespace TwinGrid.Adapters.Llrp.Wire;

/// <summary>Writes one message to a growing buffer; a length is filled in once what it measures stands there.</summary>
internal sealed class LlrpWriter
{
    private const int ShortFlag = 0x80, TypeBits = 10;

    private byte[] _buffer = new byte[256];
    private int _count, _bit;

    /// <summary>What was written so far.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _count);

    public void Message(LlrpMessage message)
    {
        Span(LlrpHeader.Size);
        Body(message);
        (message.Header with { Length = (uint)_count }).Write(_buffer);
    }

    // TLV: | 5 bits reserved, with the first bit of the type 0 | 10 bits type | 16 bits length with this header | ... |
    // TV:  | 1 | 7 bits type | ... |
    private void Parameter(LlrpParameter parameter)
    {
        if (parameter.Type < 128)
        {
            Span(1)[0] = (byte)(ShortFlag | parameter.Type);
            Body(parameter);
            return;
        }

        int start = _count;
        BinaryPrimitives.WriteUInt16BigEndian(Span(4), (ushort)((parameter.Reserved << TypeBits) | parameter.Type));
        Body(parameter);
        int length = _count - start;
        if (length > ushort.MaxValue)
        {
            throw new FormatException($"{parameter.Name}: expected at most {ushort.MaxValue} bytes, found {length}");
        }

        BinaryPrimitives.WriteUInt16BigEndian(_buffer.AsSpan(start + 2), (ushort)length);
    }

    private void Body(LlrpElement element)
    {
        if (element.Definition is { } definition)
        {
            Vendor(definition);
            for (int i = 0; i < definition.Fields.Length; i++)
            {
                Field(definition.Fields[i], element.Values[i]);
            }
        }

        Bytes(element.Unread.Span);
        foreach (LlrpParameter parameter in element.Parameters)
        {
            Parameter(parameter);
        }
    }

    private void Vendor(LlrpDefinition definition)
    {
        if (definition.Vendor is { } vendor)
        {
            Number(vendor, 32);
            Number(definition.Subtype, definition.IsMessage ? 8 : 32);
        }
    }

    private void Field(LlrpField field, LlrpValue value)
    {
        switch (field.Kind)
        {
            case LlrpFieldKind.Reserved or LlrpFieldKind.Natural or LlrpFieldKind.TwosComplement:
                Number((ulong)value.Number, field.Bits);
                break;
            case LlrpFieldKind.Fixed or LlrpFieldKind.Rest:
                Bytes(value.Bytes.Span);
                break;
            case LlrpFieldKind.BitVector:
                Number((ulong)value.BitCount, 16);
                Bytes(value.Bytes.Span);
                break;
            case LlrpFieldKind.WordVector:
                Number((ulong)value.Words.Length, 16);
                foreach (ushort word in value.Words.Span)
                {
                    Number(word, 16);
                }

                break;
            case LlrpFieldKind.LongVector:
                Number((ulong)value.Longs.Length, 16);
                foreach (uint word in value.Longs.Span)
                {
                    Number(word, 32);
                }

                break;
            default:
                Number((ulong)value.Bytes.Length, 16);
                Bytes(value.Bytes.Span);
                break;
        }
    }

    /// <summary>The lowest bits of a number, most significant first; fields of single bits share a byte.</summary>
    private void Number(ulong number, int bits)
    {
        for (int left = bits; left > 0;)
        {
            if (_bit == 0)
            {
                Span(1)[0] = 0;
            }

            int taken = Math.Min(8 - _bit, left);
            int part = (int)(number >> (left - taken)) & ((1 << taken) - 1);
            _buffer[_count - 1] |= (byte)(part << (8 - _bit - taken));
            _bit = (_bit + taken) & 7;
            left -= taken;
        }
    }

    private void Bytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Span(bytes.Length));

    private Span<byte> Span(int bytes)
    {
        if (_count + bytes > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _count + bytes));
        }

        _count += bytes;
        return _buffer.AsSpan(_count - bytes, bytes);
    }
}
