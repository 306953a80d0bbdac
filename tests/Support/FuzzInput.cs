using System.Globalization;
using Xunit;

namespace TwinGrid.Support;

/// <summary>
/// Puts mutated and random input to a parser, the same in every run: what it can't read it must refuse with its own exception and
/// one clear line, within a bound of memory, and without ever hanging. 50,000 inputs, or as many as TWINGRID_FUZZ says.
/// </summary>
public static class FuzzInput
{
    private const int DefaultCount = 50_000, LongestMessage = 1_000, LongestInput = 1 << 16;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly byte[] Telling = [0, 1, 2, 3, 4, 7, 8, 0x0A, 0x20, 0x22, 0x2C, 0x2D, 0x7B, 0x7F, 0x80, 0xC0, 0xFE, 0xFF];

    /// <summary>How many inputs a parser gets.</summary>
    public static int Count =>
        int.TryParse(Environment.GetEnvironmentVariable("TWINGRID_FUZZ"), NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0 ? count : DefaultCount;

    /// <summary>Puts inputs to a parser and fails with the first that it doesn't stand.</summary>
    /// <typeparam name="TRefusal">The exception by which the parser refuses.</typeparam>
    /// <param name="samples">Good inputs to begin from; at least one.</param>
    /// <param name="parse">The parser; its result is dropped.</param>
    /// <param name="mostBytes">Most bytes that one input of up to 64 KiB may make the parser allocate.</param>
    /// <param name="seed">Makes the inputs.</param>
    public static void Stands<TRefusal>(IReadOnlyList<byte[]> samples, Action<byte[]> parse, long mostBytes, int seed = 1)
        where TRefusal : Exception
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(parse);
        byte[] current = [];
        string? fault = null;
        var thread = new Thread(() =>
        {
            // What the first call alone costs, such as tables, is no input's.
            Outcome<TRefusal>(samples[0], parse, long.MaxValue);
            var random = new Random(seed);
            for (int i = 0; i < Count && fault is null; i++)
            {
                current = Next(samples, random);
                fault = Outcome<TRefusal>(current, parse, mostBytes);
            }
        })
        { IsBackground = true };
        thread.Start();
        TimeSpan patience = Patience * Math.Max(1, Count / DefaultCount);
        Assert.True(thread.Join(patience), $"hangs on {Shown(current)}");
        Assert.True(fault is null, $"{fault}; input {Shown(current)}");
    }

    private static string? Outcome<TRefusal>(byte[] input, Action<byte[]> parse, long mostBytes)
        where TRefusal : Exception
    {
        string? fault = null;
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            parse(input);
        }
        catch (TRefusal refusal)
        {
            fault = refusal.Message is { Length: > 0 and < LongestMessage } line && !line.AsSpan().ContainsAny('\r', '\n') ? null : $"refused with '{refusal.Message}', not one clear line";
        }
        catch (Exception other)
        {
            fault = $"threw {other}";
        }

        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        return fault ?? (bytes > mostBytes ? $"took {bytes} bytes of memory, at most {mostBytes} are allowed" : null);
    }

    private static byte[] Next(IReadOnlyList<byte[]> samples, Random random)
    {
        if (random.Next(16) == 0)
        {
            byte[] noise = new byte[random.Next(512)];
            random.NextBytes(noise);
            return noise;
        }

        var input = new List<byte>(samples[random.Next(samples.Count)]);
        for (int changes = 1 + random.Next(4); changes > 0; changes--)
        {
            Change(input, samples, random);
        }

        return [.. input.Take(LongestInput)];
    }

    private static void Change(List<byte> input, IReadOnlyList<byte[]> samples, Random random)
    {
        int at = random.Next(input.Count + 1), span = Math.Min(input.Count - at, 1 + random.Next(1 << random.Next(1, 8)));
        switch (random.Next(9))
        {
            case 0 when span > 0:
                input[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when span > 0:
                input[at] = Telling[random.Next(Telling.Length)];
                break;
            case 2:
                input.RemoveRange(at, span);
                break;
            case 3:
                input.InsertRange(at, input.GetRange(at, span));
                break;
            case 4:
                input.RemoveRange(at, input.Count - at);
                break;
            case 5:
                // A field of 2 or 4 bytes that claims a length.
                for (int i = at; i < Math.Min(input.Count, at + 2 + 2 * random.Next(2)); i++)
                {
                    input[i] = random.Next(2) == 0 ? (byte)0xFF : (byte)random.Next(256);
                }

                break;
            case 6:
                byte[] other = samples[random.Next(samples.Count)];
                input.InsertRange(at, other.Skip(random.Next(other.Length + 1)).Take(64));
                break;
            case 7:
                byte[] noise = new byte[random.Next(9)];
                random.NextBytes(noise);
                input.InsertRange(at, noise);
                break;
            default:
                // Text: a number where there was another.
                byte[] digits = System.Text.Encoding.ASCII.GetBytes(random.NextInt64(long.MinValue, long.MaxValue).ToString(CultureInfo.InvariantCulture));
                input.InsertRange(at, digits.Take(random.Next(1, digits.Length + 1)));
                break;
        }
    }

    private static string Shown(byte[] input) => Convert.ToBase64String(input);
}
