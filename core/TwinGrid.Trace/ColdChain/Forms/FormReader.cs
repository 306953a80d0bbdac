using System.Text;
using TwinGrid.Model;

namespace TwinGrid.Trace.ColdChain.Forms;

/// <summary>Reads what <see cref="FormWriter"/> wrote.</summary>
internal sealed class FormReader(byte[] form) : IDisposable
{
    private readonly BinaryReader _reader = new(new MemoryStream(form, writable: false), new UTF8Encoding(false, throwOnInvalidBytes: true));

    private readonly List<string> _texts = [];
    private long _lastTicks;

    /// <summary>Bytes left.</summary>
    public long Left => _reader.BaseStream.Length - _reader.BaseStream.Position;

    public bool Flag() => _reader.ReadByte() switch
    {
        0 => false,
        1 => true,
        byte other => throw new FormatException($"expected 0 or 1, found {other}"),
    };

    public string Text()
    {
        int known = _reader.Read7BitEncodedInt();
        if (known == 0)
        {
            _texts.Add(_reader.ReadString());
            return _texts[^1];
        }

        return known > 0 && known <= _texts.Count ? _texts[known - 1] : throw new FormatException($"expected a text up to {_texts.Count}, found {known}");
    }

    public double Number() => _reader.Read7BitEncodedInt64() switch
    {
        0 => _reader.ReadDouble(),
        var thousandths when (thousandths & 1) == 1 => Unzigzag(thousandths >>> 1) / FormWriter.Thousand,
        var other => throw new FormatException($"expected a number, found {other}"),
    };

    public long Whole() => _reader.Read7BitEncodedInt64();

    public TimeSpan Span()
    {
        long first = _reader.Read7BitEncodedInt64();
        long rest = (first & 1) == 0 ? 0 : Unzigzag(_reader.Read7BitEncodedInt64());
        return new TimeSpan(checked((Unzigzag(first >>> 1) * TimeSpan.TicksPerSecond) + rest));
    }

    public DateTimeOffset Time() => new(_lastTicks = checked(_lastTicks + Span().Ticks), TimeSpan.Zero);

    public double? OptionalNumber() => Flag() ? Number() : null;

    public DateTimeOffset? OptionalTime() => Flag() ? Time() : null;

    public RangePartition Range() => new(Span(), Span(), Span());

    public Reading Reading() => new(
        new ObservationId(Text(), Whole()), Time(), OptionalNumber() is { } celsius ? Celsius.Of(celsius) : null, OptionalNumber(), OptionalNumber());

    public Excursion Excursion() => new(
        Text(), Text(), (int)Whole(), (ExcursionKind)Whole(), Time(), Time(), OptionalTime(), OptionalNumber(), Span(), Flag(), Flag());

    public ExposureSegment Exposure() => new(Text(), Text(), (int)Whole(), Time(), Time(), Times(), Times(), Range());

    /// <summary>A list; each item takes a byte at least, so a broken count costs no memory.</summary>
    public List<T> All<T>(Func<T> read)
    {
        long count = Whole();
        if (count < 0 || count > Left)
        {
            throw new FormatException($"expected a count up to {Left}, found {count}");
        }

        var items = new List<T>((int)count);
        for (; count > 0; count--)
        {
            items.Add(read());
        }

        return items;
    }

    public KeyValuePair<string, SequenceSet> Seen() => new(Text(), new SequenceSet([.. All(Whole)]));

    public void Dispose() => _reader.Dispose();

    private static long Unzigzag(long value) => (value >>> 1) ^ -(value & 1);

    private Dictionary<string, TimeSpan> Times() => All(() => new KeyValuePair<string, TimeSpan>(Text(), Span())).ToDictionary(StringComparer.Ordinal);
}
