using System.Buffers.Binary;
using TwinGrid.Adapters.Llrp.Wire.Schema;

namespace TwinGrid.Adapters.Llrp.Wire;

/// <summary>Reads fields from the bytes of one message and knows where it stands, for refusals that name the place.</summary>
/// <param name="message">All bytes of the message.</param>
internal ref struct LlrpReader(ReadOnlySpan<byte> message)
{
    private readonly ReadOnlySpan<byte> _message = message;
    private int _bit;

    /// <summary>Offset of the next byte.</summary>
    public int At { get; private set; }

    /// <summary>Where what is being read ends.</summary>
    public int End { get; set; } = message.Length;

    public readonly int Left => End - At;

    public readonly byte Next => _message[At];

    /// <summary>Takes bytes.</summary>
    public ReadOnlySpan<byte> Take(int count, string owner, string field)
    {
        if (count > Left)
        {
            throw Refusal(At, Place(owner, field), $"{count} bytes", $"{Left} before the end at {End}");
        }

        At += count;
        return _message.Slice(At - count, count);
    }

    /// <summary>Goes back to a place that was read before, whose end was another.</summary>
    public void Return(int at, int end) => (At, End, _bit) = (at, end, 0);

    /// <summary>The value of one field.</summary>
    public LlrpValue Field(LlrpField field, string owner) => field.Kind switch
    {
        LlrpFieldKind.Reserved or LlrpFieldKind.Natural => new LlrpValue((long)Number(field.Bits, owner, field.Name)),
        LlrpFieldKind.TwosComplement => new LlrpValue((long)(Number(field.Bits, owner, field.Name) << (64 - field.Bits)) >> (64 - field.Bits)),
        LlrpFieldKind.Fixed => new LlrpValue(Take(field.Bits / 8, owner, field.Name).ToArray()),
        LlrpFieldKind.BitVector => Bits((int)Number(16, owner, field.Name), owner, field.Name),
        LlrpFieldKind.WordVector => Words((int)Number(16, owner, field.Name), owner, field.Name),
        LlrpFieldKind.LongVector => Longs((int)Number(16, owner, field.Name), owner, field.Name),
        LlrpFieldKind.Rest => new LlrpValue(Take(Left, owner, field.Name).ToArray()),
        _ => new LlrpValue(Take((int)Number(16, owner, field.Name), owner, field.Name).ToArray()),
    };

    /// <summary>A number of so many bits, most significant first; fields of single bits share a byte.</summary>
    public ulong Number(int bits, string owner, string field)
    {
        ulong number = 0;
        for (int left = bits; left > 0;)
        {
            if (_bit == 0)
            {
                Take(1, owner, field);
            }

            int taken = Math.Min(8 - _bit, left);
            int part = (_message[At - 1] >> (8 - _bit - taken)) & ((1 << taken) - 1);
            number = (number << taken) | (uint)part;
            _bit = (_bit + taken) & 7;
            left -= taken;
        }

        return number;
    }

    /// <summary>A refusal of the input in one line.</summary>
    public static FormatException Refusal(int at, string place, string expected, string found) => new($"offset {at}, {place}: expected {expected}, found {found}");

    private LlrpValue Bits(int count, string owner, string field) => LlrpValue.OfBits(Take((count + 7) / 8, owner, field).ToArray(), count);

    private LlrpValue Words(int count, string owner, string field)
    {
        ReadOnlySpan<byte> bytes = Take(count * 2, owner, field);
        ushort[] words = new ushort[count];
        for (int i = 0; i < count; i++)
        {
            words[i] = BinaryPrimitives.ReadUInt16BigEndian(bytes[(i * 2)..]);
        }

        return new LlrpValue(words);
    }

    private LlrpValue Longs(int count, string owner, string field)
    {
        ReadOnlySpan<byte> bytes = Take(count * 4, owner, field);
        uint[] longs = new uint[count];
        for (int i = 0; i < count; i++)
        {
            longs[i] = BinaryPrimitives.ReadUInt32BigEndian(bytes[(i * 4)..]);
        }

        return new LlrpValue(longs);
    }

    private static string Place(string owner, string field) => field.Length == 0 ? owner : $"{owner}.{field}";
}
