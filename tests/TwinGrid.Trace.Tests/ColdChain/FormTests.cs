using TwinGrid.Trace.ColdChain.Forms;

namespace TwinGrid.Trace.Tests.ColdChain;

/// <summary>Every value comes back bit for bit, and those that twins hold most of take few bytes.</summary>
public class FormTests
{
    private const int Many = 100_000;

    [Theory]
    [InlineData(0.0, 1)]
    [InlineData(-0.0, 9)]
    [InlineData(4.3, 3)]
    [InlineData(-55.0, 3)]
    [InlineData(0.001, 1)]
    [InlineData(0.0005, 9)]
    [InlineData(1e11, 7)]
    [InlineData(1e12, 9)]
    [InlineData(1e300, 9)]
    [InlineData(double.NaN, 9)]
    [InlineData(double.NegativeInfinity, 9)]
    [InlineData(double.Epsilon, 9)]
    public void A_number_comes_back(double value, int bytes)
    {
        byte[] form = Written(writer => writer.Write(value));
        using var reader = new FormReader(form);
        Assert.Equal((BitConverter.DoubleToInt64Bits(value), bytes), (BitConverter.DoubleToInt64Bits(reader.Number()), form.Length));
    }

    [Fact]
    public void Numbers_of_every_size_come_back()
    {
        var random = new Random(7);
        double[] values = [.. Enumerable.Range(0, Many).Select(index => index % 2 == 0
            ? BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue))
            : Math.Round(random.NextDouble() * Math.Pow(10, random.Next(-4, 16)), random.Next(0, 6)))];
        using var reader = new FormReader(Written(writer => Array.ForEach(values, value => writer.Write(value))));
        Assert.All(values, value => Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(reader.Number())));
        Assert.Equal(0, reader.Left);
    }

    [Fact]
    public void Times_and_spans_of_every_size_come_back()
    {
        var random = new Random(8);
        TimeSpan[] spans = [TimeSpan.MinValue, TimeSpan.MaxValue, TimeSpan.Zero, .. Enumerable.Range(0, Many).Select(_ => new TimeSpan(random.NextInt64() >> random.Next(1, 63)))];
        DateTimeOffset[] times = [DateTimeOffset.MinValue, DateTimeOffset.MaxValue, .. Enumerable.Range(0, Many).Select(_ => new DateTimeOffset(random.NextInt64(DateTimeOffset.MaxValue.UtcTicks), TimeSpan.Zero))];
        using var reader = new FormReader(Written(writer =>
        {
            Array.ForEach(spans, writer.Write);
            Array.ForEach(times, writer.Write);
        }));
        Assert.All(spans, span => Assert.Equal(span, reader.Span()));
        Assert.All(times, time => Assert.Equal(time, reader.Time()));
        Assert.Equal(0, reader.Left);
    }

    [Fact]
    public void A_text_is_written_once()
    {
        string[] texts = ["centre-1/hub-3", "", "centre-1/hub-3", "\u00e9\ud83d\ude00", "", "centre-1/hub-3"];
        byte[] form = Written(writer => Array.ForEach(texts, writer.Write));
        using var reader = new FormReader(form);
        Assert.All(texts, text => Assert.Equal(text, reader.Text()));
        Assert.Equal(2 + 14 + 2 + 1 + 2 + 6 + 1 + 1, form.Length);
    }

    [Theory]
    [InlineData("05")]
    [InlineData("02")]
    [InlineData("000141ff07")]
    public void A_text_that_was_not_written_is_refused(string hex)
    {
        using var reader = new FormReader(Convert.FromHexString(hex));
        Assert.Throws<FormatException>(() => (reader.Text(), reader.Text()));
    }

    private static byte[] Written(Action<FormWriter> write)
    {
        using var writer = new FormWriter();
        write(writer);
        return writer.ToArray();
    }
}
