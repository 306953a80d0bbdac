using System.Text;
using TwinGrid.Model;

namespace TwinGrid.Trace.ColdChain.Forms;

/// <summary>Writes what a monitor holds. Numbers are little-endian, counts in groups of seven bits, times in UTC ticks.</summary>
internal sealed class FormWriter : IDisposable
{
    private readonly MemoryStream _bytes = new();
    private readonly BinaryWriter _writer;

    public FormWriter() => _writer = new BinaryWriter(_bytes, Encoding.UTF8, leaveOpen: true);

    public byte[] ToArray()
    {
        _writer.Flush();
        return _bytes.ToArray();
    }

    public void Write(bool value) => _writer.Write(value);

    public void Write(string value) => _writer.Write(value);

    public void Write(double value) => _writer.Write(value);

    public void Write(long value) => _writer.Write7BitEncodedInt64(value);

    public void Write(TimeSpan value) => _writer.Write(value.Ticks);

    public void Write(DateTimeOffset value) => _writer.Write(value.UtcTicks);

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

    private void Write(IReadOnlyDictionary<string, TimeSpan> times) => WriteAll([.. times.OrderBy(time => time.Key, StringComparer.Ordinal)], time =>
    {
        Write(time.Key);
        Write(time.Value);
    });
}
