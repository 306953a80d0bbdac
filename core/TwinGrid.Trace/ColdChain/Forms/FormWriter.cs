using System.Text;
using TwinGrid.Model;

namespace TwinGrid.Trace.ColdChain.Forms;

/// <summary>Writes what a fold or a monitor holds, in few bytes and without loss: millions of things each keep a form in memory.</summary>
/// <remarks>
/// "varint" is the seven-bit form of <see cref="BinaryWriter"/>, "zigzag" the varint of 0, -1, 1, -2, … counted from 0.
/// <code>
/// count   varint
/// text    varint 0 and the text (varint length, UTF-8), or varint k for the k-th text of this form
/// span    zigzag whole seconds, times two, plus one where ticks are left over; these as zigzag
/// time    the span since the time written last, the first one since year 1, in UTC
/// number  zigzag thousandths, times two, plus one; or the byte 0 and 8 bytes, little-endian, where it is no whole number of them
/// </code>
/// </remarks>
internal sealed class FormWriter : IDisposable
{
    internal const double Thousand = 1000;
    private const double MostThousandths = 1e15;
    private readonly MemoryStream _bytes = new();
    private readonly BinaryWriter _writer;
    private readonly List<string> _texts = [];
    private long _lastTicks;

    public FormWriter() => _writer = new BinaryWriter(_bytes, Encoding.UTF8, leaveOpen: true);

    public byte[] ToArray()
    {
        _writer.Flush();
        return _bytes.ToArray();
    }

    public void Write(bool value) => _writer.Write(value);

    public void Write(string value)
    {
        int known = _texts.IndexOf(value) + 1;
        _writer.Write7BitEncodedInt(known);
        if (known == 0)
        {
            _texts.Add(value);
            _writer.Write(value);
        }
    }

    public void Write(double value)
    {
        double rounded = Math.Round(value * Thousand);
        long thousandths = Math.Abs(rounded) < MostThousandths ? (long)rounded : 0;
        if (BitConverter.DoubleToInt64Bits(thousandths / Thousand) == BitConverter.DoubleToInt64Bits(value))
        {
            _writer.Write7BitEncodedInt64((Zigzag(thousandths) << 1) | 1);
        }
        else
        {
            _writer.Write((byte)0);
            _writer.Write(value);
        }
    }

    public void Write(long value) => _writer.Write7BitEncodedInt64(value);

    public void Write(TimeSpan value)
    {
        (long seconds, long rest) = Math.DivRem(value.Ticks, TimeSpan.TicksPerSecond);
        _writer.Write7BitEncodedInt64((Zigzag(seconds) << 1) | (rest == 0 ? 0L : 1L));
        if (rest != 0)
        {
            _writer.Write7BitEncodedInt64(Zigzag(rest));
        }
    }

    public void Write(DateTimeOffset value)
    {
        Write(new TimeSpan(value.UtcTicks - _lastTicks));
        _lastTicks = value.UtcTicks;
    }

    public void Write(double? value) => WriteOptional(value, Write);

    public void Write(DateTimeOffset? value) => WriteOptional(value, Write);

    public void Write(RangePartition range)
    {
        Write(range.InRange);
        Write(range.OutOfRange);
        Write(range.Unknown);
    }

    public void Write(Reading reading)
    {
        Write(reading.Id.Source);
        Write(reading.Id.Sequence);
        Write(reading.Time);
        Write(reading.Temperature?.Value);
        Write(reading.RelativeHumidity);
        Write(reading.Shock);
    }

    public void Write(Excursion excursion)
    {
        Write(excursion.Id);
        Write(excursion.Rule);
        Write(excursion.Version);
        Write((long)excursion.Kind);
        Write(excursion.Start);
        Write(excursion.AlarmTime);
        Write(excursion.End);
        Write(excursion.Extreme);
        Write(excursion.Duration);
        Write(excursion.IsOpen);
        Write(excursion.IsEndObserved);
    }

    public void Write(ExposureSegment exposure)
    {
        Write(exposure.Source);
        Write(exposure.RuleSet);
        Write(exposure.Version);
        Write(exposure.Start);
        Write(exposure.End);
        Write(exposure.Used);
        Write(exposure.Possible);
        Write(exposure.Range);
    }

    public void WriteAll<T>(IReadOnlyCollection<T> items, Action<T> write)
    {
        Write(items.Count);
        foreach (T item in items)
        {
            write(item);
        }
    }

    public void WriteOptional<T>(T? value, Action<T> write) where T : struct
    {
        Write(value is not null);
        if (value is { } known)
        {
            write(known);
        }
    }

    public void Write(KeyValuePair<string, SequenceSet> seen)
    {
        Write(seen.Key);
        WriteAll(seen.Value.ToArray(), Write);
    }

    public void Dispose()
    {
        _writer.Dispose();
        _bytes.Dispose();
    }

    private static long Zigzag(long value) => (value << 1) ^ (value >> 63);

    private void Write(IReadOnlyDictionary<string, TimeSpan> times) => WriteAll([.. times.OrderBy(time => time.Key, StringComparer.Ordinal)], time =>
    {
        Write(time.Key);
        Write(time.Value);
    });
}
