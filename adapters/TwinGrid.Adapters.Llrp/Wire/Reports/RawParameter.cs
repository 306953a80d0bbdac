using System.Buffers.Binary;
using System.Collections.Immutable;
using TwinGrid.Adapters.Llrp.Wire.Schema;

namespace TwinGrid.Adapters.Llrp.Wire.Reports;

/// <summary>Where a parameter lies: its type and the offsets at which its content begins and it ends.</summary>
internal readonly ref struct RawParameter
{
    private const int LongHeader = 4, LeastLongType = 128, ShortFlag = 0x80;

    /// <summary>Bytes after the type of each short parameter of the standard; -1 where there is none.</summary>
    private static readonly ImmutableArray<int> ShortLengths =
        [.. Enumerable.Range(0, LeastLongType).Select(type => LlrpSchema.Standard.FindParameter(type)?.Fields.Sum(field => field.Bits) / 8 ?? -1)];

    /// <summary>Finds out where the parameter at an offset lies.</summary>
    /// <param name="message">All bytes of the message.</param>
    /// <param name="at">Where the parameter begins.</param>
    /// <param name="end">Where what holds it ends.</param>
    /// <param name="owner">Name of what holds it.</param>
    /// <exception cref="FormatException">It doesn't fit into what holds it.</exception>
    public RawParameter(ReadOnlySpan<byte> message, int at, int end, string owner)
    {
        byte first = message[at];
        if ((first & ShortFlag) != 0)
        {
            Type = first & ~ShortFlag;
            Body = at + 1;
            int length = ShortLengths[Type];
            // Nothing says how long an unknown one is: it takes all that is left.
            End = length < 0 ? end : Body + length;
            if (End > end)
            {
                throw LlrpReader.Refusal(Body, LlrpSchema.Standard.FindParameter(Type)!.Name, $"{length} bytes", $"{end - Body} before the end at {end}");
            }

            return;
        }

        if (end - at < LongHeader)
        {
            throw LlrpReader.Refusal(at, $"{owner}.header of a parameter", $"{LongHeader} bytes", $"{end - at} before the end at {end}");
        }

        int size = BinaryPrimitives.ReadUInt16BigEndian(message[(at + 2)..]);
        Type = BinaryPrimitives.ReadUInt16BigEndian(message[at..]) & 0x3FF;
        (Body, End) = (at + LongHeader, at + size);
        if (Type < LeastLongType)
        {
            throw LlrpReader.Refusal(at, owner, $"a parameter type of {LeastLongType} or more", $"{Type}");
        }

        if (size < LongHeader || End > end)
        {
            throw LlrpReader.Refusal(at + 2, LlrpSchema.Standard.FindParameter(Type)?.Name ?? $"parameter type {Type}", $"a length of {LongHeader} to {end - at}", $"{size}");
        }
    }

    /// <summary>Parameter type.</summary>
    public int Type { get; }

    /// <summary>Offset of the content.</summary>
    public int Body { get; }

    /// <summary>Offset after the parameter.</summary>
    public int End { get; }
}
