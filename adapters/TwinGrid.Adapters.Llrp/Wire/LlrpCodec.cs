using System.Buffers;
using TwinGrid.Adapters.Llrp.Wire.Schema;

namespace TwinGrid.Adapters.Llrp.Wire;

/// <summary>
/// Messages of LLRP 1.0.1 and 1.1 to bytes and back, by the one table of the standard (<see cref="LlrpSchema.Standard"/>).
/// Parameters are read in any order and kept in the order of the wire; types that the table doesn't know and extensions of vendors
/// keep their bytes; so what was decoded encodes to the same bytes. Whether a message has all that the standard demands is asked of
/// <see cref="LlrpRules"/>: readers in the field leave things out, and a client must live with them.
/// </summary>
public static class LlrpCodec
{
    /// <summary>Parameters inside parameters that a message may have; the standard's own deepest is 7.</summary>
    public const int MostDepth = 32;

    /// <summary>Decodes one whole message with its header.</summary>
    /// <param name="message">Exactly the bytes of the message; they are copied where the result keeps any.</param>
    /// <returns>The message.</returns>
    /// <exception cref="FormatException">Truncated, too long or inconsistent; the message names offset, parameter, expected and found.</exception>
    public static LlrpMessage Decode(ReadOnlySpan<byte> message) => LlrpDecoder.Decode(message);

    /// <summary>Encodes a message with its header.</summary>
    /// <param name="message">The message.</param>
    /// <returns>Its bytes.</returns>
    /// <exception cref="FormatException">A parameter would take more than the 65,535 bytes that its length can say.</exception>
    public static byte[] Encode(LlrpMessage message)
    {
        var writer = new LlrpWriter();
        writer.Message(message);
        return writer.Written.ToArray();
    }

    /// <summary>Encodes a message with its header onto a stream of them.</summary>
    /// <param name="message">The message.</param>
    /// <param name="output">What takes the bytes, such as a pipe.</param>
    /// <exception cref="FormatException">A parameter would take more than the 65,535 bytes that its length can say.</exception>
    public static void Encode(LlrpMessage message, IBufferWriter<byte> output)
    {
        var writer = new LlrpWriter();
        writer.Message(message);
        output.Write(writer.Written);
    }
}
