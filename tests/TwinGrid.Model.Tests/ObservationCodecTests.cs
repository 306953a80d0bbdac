namespace TwinGrid.Model.Tests;

public class ObservationCodecTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_encoded_comes_back_bit_for_bit(bool compress) =>
        Laws.Hold(Batches.Any, batch => Batches.Same(batch, ObservationCodec.Decode(ObservationCodec.Encode(batch, compress))), 150);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_empty_batch_comes_back_empty(bool compress) =>
        Assert.Equal(0, ObservationCodec.Decode(ObservationCodec.Encode(ObservationBatch.Empty, compress)).Count);

    [Fact]
    public void A_chunk_of_the_version_without_polling_cycles_is_read()
    {
        ObservationBatch batch = Batches.Sample with { Reads = [], Cycles = [], Readings = [] };
        byte[] chunk = ObservationCodec.Encode(batch, compress: false)[..^2];
        "TGO1"u8.CopyTo(chunk);
        BitConverter.TryWriteBytes(chunk.AsSpan(5), chunk.Length - 9);
        Assert.True(Batches.Same(batch, ObservationCodec.Decode(chunk)));
    }

    [Fact]
    public void A_chunk_of_the_version_without_readings_is_read()
    {
        ObservationBatch batch = Batches.Sample with { Reads = [], Readings = [] };
        byte[] chunk = ObservationCodec.Encode(batch, compress: false)[..^1];
        "TGO2"u8.CopyTo(chunk);
        BitConverter.TryWriteBytes(chunk.AsSpan(5), chunk.Length - 9);
        Assert.True(Batches.Same(batch, ObservationCodec.Decode(chunk)));
    }

    [Fact]
    public void A_chunk_of_the_version_without_port_and_Doppler_shift_is_read()
    {
        PhaseRead read = Batches.Sample.Reads[0] with { Port = 0, DopplerHz = double.NaN };
        var batch = ObservationBatch.Of([read]);
        byte[] chunk = ObservationCodec.Encode(batch, compress: false);
        // Port and Doppler shift stand before the two empty counts at the end.
        chunk = [.. chunk[..^4], .. chunk[^2..]];
        "TGO3"u8.CopyTo(chunk);
        BitConverter.TryWriteBytes(chunk.AsSpan(5), chunk.Length - 9);
        Assert.True(Batches.Same(batch, ObservationCodec.Decode(chunk)));
    }

    [Fact]
    public void Replies_of_a_cycle_with_unequal_numbers_of_antennas_are_refused_before_they_are_stored()
    {
        CycleReply reply = Batches.Sample.Cycles[0].Replies[0];
        PollingCycle uneven = Batches.Sample.Cycles[0] with { Replies = [reply, reply with { Phases = [1] }] };
        Assert.Contains("expected 2 phases", Assert.Throws<ArgumentException>(() => ObservationCodec.Encode(ObservationBatch.Of([uneven]), compress: false)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compression_makes_many_alike_observations_smaller() =>
        Assert.True(ObservationCodec.Encode(Batches.Sample, compress: true).Length < ObservationCodec.Encode(Batches.Sample, compress: false).Length / 2);

    [Fact]
    public void Bytes_left_over_behind_the_chunk_are_refused() =>
        Refused([.. ObservationCodec.Encode(Batches.Sample, compress: false), 0], "bytes, found");

    [Fact]
    public void Bytes_left_over_inside_the_body_are_refused()
    {
        byte[] chunk = [.. ObservationCodec.Encode(Batches.Sample, compress: false), 0];
        BitConverter.TryWriteBytes(chunk.AsSpan(5), chunk.Length - 9);
        Refused(chunk, "1 bytes left over");
    }

    [Theory]
    [InlineData(0, (byte)'X', "TGO1")]
    [InlineData(3, (byte)'0', "TGO1")]
    [InlineData(3, (byte)'5', "TGO1")]
    [InlineData(4, (byte)2, "compression 0 or 1, found 2")]
    [InlineData(8, (byte)0x7F, "at most")]
    [InlineData(8, (byte)0xFF, "at most")]
    public void A_broken_header_is_refused(int place, byte value, string expected)
    {
        byte[] chunk = ObservationCodec.Encode(Batches.Sample, compress: false);
        chunk[place] = value;
        Refused(chunk, expected);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_truncation_is_refused(bool compress)
    {
        byte[] chunk = ObservationCodec.Encode(Batches.Sample, compress);
        for (int length = 0; length < chunk.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => ObservationCodec.Decode(chunk.AsSpan(0, length)));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_truncation_of_the_body_is_refused(bool compress)
    {
        byte[] chunk = ObservationCodec.Encode(Batches.Sample, compress);
        for (int length = 9; length < chunk.Length; length++)
        {
            byte[] cut = chunk[..length];
            BitConverter.TryWriteBytes(cut.AsSpan(5), length - 9);
            Assert.Throws<InvalidDataException>(() => ObservationCodec.Decode(cut));
        }
    }

    [Theory]
    [InlineData(false, 8000)]
    [InlineData(true, 4000)]
    public void A_mutated_chunk_is_refused_or_read_and_takes_little_memory(bool compress, int mutations)
    {
        byte[] chunk = ObservationCodec.Encode(Batches.Sample, compress);
        var random = new Random(20210615);
        int refused = 0;
        for (int i = 0; i < mutations; i++)
        {
            byte[] mutated = [.. chunk];
            for (int change = random.Next(1, 4); change > 0; change--)
            {
                mutated[random.Next(9, mutated.Length)] = (byte)random.Next(256);
            }

            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                ObservationBatch batch = ObservationCodec.Decode(mutated);
                Assert.InRange(batch.Count, 0, 24 * 1024);
            }
            catch (InvalidDataException)
            {
                refused++;
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 << 20);
        }

        Assert.InRange(refused, mutations / 10, mutations - 1);
    }

    [Fact]
    public void A_name_of_negative_length_is_refused()
    {
        byte[] body = [1, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0, 0];
        Refused([.. "TGO2"u8, 0, (byte)body.Length, 0, 0, 0, .. body], "broken at byte");
    }

    [Fact]
    public void More_voltages_than_a_reader_accepts_are_refused_before_they_are_stored()
    {
        Probe probe = Batches.Sample.Probes[0] with { Voltages = [.. new double[1025]] };
        Assert.Contains("1024", Assert.Throws<ArgumentException>(() => ObservationCodec.Encode(ObservationBatch.Of([probe]), compress: false)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_negative_count_of_reads_is_refused_before_it_is_stored()
    {
        PhaseRead read = Batches.Sample.Reads[0] with { Reads = -1 };
        Assert.Contains("-1", Assert.Throws<ArgumentException>(() => ObservationCodec.Encode(ObservationBatch.Of([read]), compress: false)).Message, StringComparison.Ordinal);
    }

    private static void Refused(byte[] chunk, string expected) =>
        Assert.Contains(expected, Assert.Throws<InvalidDataException>(() => ObservationCodec.Decode(chunk)).Message, StringComparison.Ordinal);
}
