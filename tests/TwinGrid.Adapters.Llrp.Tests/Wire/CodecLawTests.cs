using System.Buffers;
using FsCheck.Fluent;
using TwinGrid.Adapters.Llrp.Wire;
using TwinGrid.Adapters.Llrp.Wire.Schema;

namespace TwinGrid.Adapters.Llrp.Tests.Wire;

public class CodecLawTests
{
    [Fact]
    public void Every_message_reads_back_as_it_was_written_and_encodes_to_the_same_bytes() => Laws.Hold(
        AnyLlrp.Messages,
        message =>
        {
            byte[] bytes = LlrpCodec.Encode(message);
            LlrpMessage read = LlrpCodec.Decode(bytes);
            return read.Equals(message) && LlrpCodec.Encode(read).AsSpan().SequenceEqual(bytes);
        },
        3000);

    [Fact]
    public void A_message_made_by_the_table_is_as_the_standard_demands()
    {
        foreach (LlrpDefinition type in LlrpSchema.Standard.All.Where(each => each is { IsMessage: true, Vendor: null }))
        {
            Assert.All(Enumerable.Range(0, 20), seed => Assert.Empty(LlrpRules.Faults(AnyLlrp.Message(type.Name, seed, extensions: false))));
        }
    }

    [Fact]
    public void Every_parameter_of_the_table_is_reached_by_these_messages()
    {
        var seen = new HashSet<string>();
        foreach (LlrpDefinition type in LlrpSchema.Standard.All.Where(each => each.IsMessage))
        {
            for (int seed = 0; seed < 400; seed++)
            {
                Note(AnyLlrp.Message(type.Name, seed));
            }
        }

        Assert.Empty(LlrpSchema.Standard.All.Where(each => !each.IsMessage && !seen.Contains(each.Name)).Select(each => each.Name));

        void Note(LlrpElement element)
        {
            foreach (LlrpParameter parameter in element.Parameters)
            {
                seen.Add(parameter.Name);
                Note(parameter);
            }
        }
    }

    [Fact]
    public void A_message_one_byte_short_is_refused_with_one_line() => Laws.Hold(
        from message in AnyLlrp.Messages
        from cut in Gen.Choose(1, 40)
        select (LlrpCodec.Encode(message), cut),
        c =>
        {
            // The header says the shorter length too, so what is wrong is inside, or right by chance (a parameter less).
            byte[] shorter = c.Item1[..Math.Max(LlrpHeader.Size, c.Item1.Length - c.cut)];
            (LlrpHeader.Read(c.Item1) with { Length = (uint)shorter.Length }).Write(shorter);
            try
            {
                return LlrpCodec.Encode(LlrpCodec.Decode(shorter)).AsSpan().SequenceEqual(shorter);
            }
            catch (FormatException refusal)
            {
                return refusal.Message.Contains("expected", StringComparison.Ordinal) && !refusal.Message.Contains('\n', StringComparison.Ordinal);
            }
        });

    [Fact]
    public void Random_bytes_that_are_read_at_all_encode_to_the_same_bytes() => Laws.Hold(
        from message in AnyLlrp.Messages
        from at in Gen.Choose(0, int.MaxValue)
        from value in Gen.Choose(0, 255)
        select (LlrpCodec.Encode(message), at, (byte)value),
        c =>
        {
            byte[] changed = c.Item1;
            changed[c.at % changed.Length] = c.Item3;
            try
            {
                return LlrpCodec.Encode(LlrpCodec.Decode(changed)).AsSpan().SequenceEqual(changed);
            }
            catch (FormatException)
            {
                return true;
            }
        },
        5000);

    [Fact]
    public void Encoding_onto_a_stream_gives_the_same_bytes_one_after_the_other()
    {
        LlrpMessage[] messages = [LlrpMessage.Of("KEEPALIVE", 1), AnyLlrp.Message("ADD_ROSPEC", 2), LlrpMessage.Of("KEEPALIVE_ACK", 3)];
        var output = new ArrayBufferWriter<byte>();
        foreach (LlrpMessage message in messages)
        {
            LlrpCodec.Encode(message, output);
        }

        Assert.Equal([.. messages.SelectMany(LlrpCodec.Encode)], output.WrittenSpan.ToArray());
    }
}
