using System.Text;
using TwinGrid.Adapters.Iq.Recordings;
using TwinGrid.Support;

namespace TwinGrid.Adapters.Iq.Tests;

/// <summary>What is no recording is refused in one line that names file, field, what was expected and what was found.</summary>
public sealed class BadRecordingTests : IDisposable
{
    private const long MostBytes = 1 << 20;
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("twingrid-iq-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("\"core:datatype\": \"cf32_le\"", "\"core:datatype\": \"rf32_le\"", "core:datatype")]
    [InlineData("\"core:datatype\": \"cf32_le\"", "\"core:datatype\": 7", "core:datatype")]
    [InlineData("\"core:datatype\"", "\"core:type\"", "core:datatype")]
    [InlineData("2000000", "0", "sample rate")]
    [InlineData("2000000", "\"2 MHz\"", "core:sample_rate")]
    [InlineData("\"core:sample_rate\"", "\"rate\"", "core:sample_rate")]
    [InlineData("\"core:version\": \"1.2.0\"", "\"core:num_channels\": 2.5", "core:num_channels")]
    [InlineData("\"core:version\": \"1.2.0\"", "\"core:num_channels\": 17", "core:num_channels")]
    [InlineData("\"core:version\": \"1.2.0\"", "\"core:dataset\": \"../other\"", "core:dataset")]
    [InlineData("\"core:version\": \"1.2.0\"", "\"core:trailing_bytes\": -1", "core:trailing_bytes")]
    [InlineData("2026-01-31", "yesterday", "core:datetime")]
    [InlineData("\"global\"", "\"globe\"", "global")]
    [InlineData("\"annotations\": []", "\"annotations\": [", "line 5")]
    public void Metadata_with_a_fault_are_refused_by_its_field(string good, string bad, string named)
    {
        string text = Files.Metadata("cf32_le");
        Assert.Contains(good, text, StringComparison.Ordinal);
        byte[] metadata = Encoding.UTF8.GetBytes(text.Replace(good, bad, StringComparison.Ordinal));
        string message = Assert.Throws<BadInputException>(() => SigMfMetadata.Read(metadata, "bad.sigmf-meta")).Message;
        Assert.StartsWith("bad.sigmf-meta", message, StringComparison.Ordinal);
        Assert.Contains(named, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing.sigmf-meta", null, "nothing there")]
    [InlineData("raw.cf32", "", "format and sample rate")]
    [InlineData("short.wav", "RIFF", "an end inside a chunk")]
    [InlineData("other.wav", "RIFFxxxxMP3 ", "something else")]
    [InlineData("text.sigmf", "this is no archive of any kind", "archive")]
    public async Task A_file_that_is_not_what_its_name_says_is_refused(string name, string? content, string named)
    {
        string path = Path.Combine(_folder.FullName, name);
        if (content is not null)
        {
            await File.WriteAllTextAsync(path, content, Token);
        }

        var source = new IqSource(new IqOptions { Path = path });
        BadInputException fault = await Assert.ThrowsAsync<BadInputException>(async () => await source.ReadAsync(Token).CountAsync(Token));
        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 24, 2, "integers of 8 or 16 bits")]
    [InlineData(1, 16, 1, "pairs of channels")]
    public void A_WAV_file_of_another_kind_is_refused(ushort format, ushort bits, ushort channels, string named)
    {
        byte[] wave = Files.Wave("RIFF", format, bits, new byte[64]);
        wave[34] = (byte)channels;
        Assert.Contains(named, Assert.Throws<BadInputException>(() => WaveFile.Open(new MemoryStream(wave), "bad.wav")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.2, 4)]
    [InlineData(0.04, -1)]
    public void An_option_out_of_its_range_is_refused(double tolerance, double wander) =>
        Assert.Throws<ArgumentException>(() => new IqSource(new IqOptions { Path = "x.wav", ClockTolerance = tolerance, LengthWander = wander }));

    [Fact]
    public void Metadata_stand_bad_input() =>
        FuzzInput.Stands<BadInputException>(
            [.. new[] { "cf32_le", "ci16_be" }.Select(type => Encoding.UTF8.GetBytes(Files.Metadata(type)))], input => SigMfMetadata.Read(input, "fuzz"), MostBytes);

    [Fact]
    public void WAV_headers_stand_bad_input() =>
        FuzzInput.Stands<BadInputException>(
            [Files.Wave("RIFF", 1, 16, new byte[16]), Files.Wave("RF64", 3, 32, new byte[16])],
            input =>
            {
                try
                {
                    WaveFile.Open(new MemoryStream(input), "fuzz").Dispose();
                }
                catch (EndOfStreamException fault)
                {
                    // Told in words at the file's edge.
                    throw new BadInputException("fuzz", 0, "a WAV file", fault.Message, fault);
                }
            },
            MostBytes);

    [Fact]
    public async Task Noise_for_samples_gives_no_cycle()
    {
        byte[] noise = new byte[8 * 100_000];
        new Random(1).NextBytes(noise);
        string path = Path.Combine(_folder.FullName, "noise.ci16");
        await File.WriteAllBytesAsync(path, noise, Token);
        var source = new IqSource(new IqOptions { Path = path, Raw = new IqLayout(SampleFormat.Shorts, 2e6) });
        Assert.Equal(0, await source.ReadAsync(Token).CountAsync(Token));
    }
}
