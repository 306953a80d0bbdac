using TwinGrid.Adapters.Llrp.Wire;
using TwinGrid.Adapters.Llrp.Wire.Reports;
using TwinGrid.Adapters.Llrp.Wire.Schema;
using TwinGrid.Support;

namespace TwinGrid.Adapters.Llrp.Tests.Wire;

public class WireFuzzTests
{
    // An input is at most 64 KiB; the most costly content are parameters of two bytes, each of which becomes an object of some 200 bytes.
    private const long MostBytes = 16 << 20;

    private static readonly byte[][] Samples =
        [.. LlrpSchema.Standard.All.Where(each => each.IsMessage).SelectMany(each => Enumerable.Range(0, 3).Select(seed => LlrpCodec.Encode(AnyLlrp.Message(each.Name, seed))))];

    private static readonly byte[][] Reports = [.. Enumerable.Range(0, 60).Select(seed => LlrpCodec.Encode(AnyLlrp.Message("RO_ACCESS_REPORT", seed)))];

    [Fact]
    public void The_codec_stands_any_input() => FuzzInput.Stands<FormatException>(Samples, input => LlrpCodec.Decode(WithItsLength(input)), MostBytes);

    [Fact]
    public void The_codec_stands_any_header() => FuzzInput.Stands<FormatException>(Samples, input => LlrpCodec.Decode(input), MostBytes);

    [Fact]
    public void The_fast_path_stands_any_input_and_agrees_with_the_codec() => FuzzInput.Stands<FormatException>(
        Reports,
        input =>
        {
            byte[] bytes = WithItsLength(input);
            if (bytes.Length >= LlrpHeader.Size)
            {
                bytes[0] = 0x04;
                bytes[1] = TagReports.MessageType;
            }

            LlrpMessage? slow = null;
            try
            {
                slow = LlrpCodec.Decode(bytes);
            }
            catch (FormatException)
            {
                // The fast path may see less, never more: it must refuse or stand, and it is asked below.
            }

            List<string> fast = slow is null ? TagReportsTests.Fast(bytes) : Unrefused(bytes);
            if (slow is not null)
            {
                Assert.Equal(SlowTagReports.Of(slow), fast);
            }
        },
        MostBytes * 4);

    /// <summary>What the codec has read the fast path must read too: its refusal would be a fault.</summary>
    private static List<string> Unrefused(byte[] bytes)
    {
        try
        {
            return TagReportsTests.Fast(bytes);
        }
        catch (FormatException refusal)
        {
            throw new InvalidOperationException($"the fast path refused what the codec read: {refusal.Message}");
        }
    }

    /// <summary>Most changes make the length wrong, which would end everything at the header: it is made right again.</summary>
    private static byte[] WithItsLength(byte[] input)
    {
        byte[] bytes = [.. input];
        if (bytes.Length >= LlrpHeader.Size)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(2), (uint)bytes.Length);
        }

        return bytes;
    }
}
