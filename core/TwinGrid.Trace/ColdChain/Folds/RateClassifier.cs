using TwinGrid.Trace.ColdChain.Forms;
using TwinGrid.Trace.ColdChain.Rules;

namespace TwinGrid.Trace.ColdChain.Folds;

/// <summary>
/// Change of temperature against what held one span earlier, per hour. A record that is younger than the span is compared with its
/// first value; behind a gap the rate is unknown until the span is over.
/// </summary>
internal sealed class RateClassifier(RateRule rule) : Classifier
{
    private readonly Queue<(DateTimeOffset Start, DateTimeOffset End, double Celsius)> _recent = new();

    public override RangeState Classify(in Segment segment, bool isOut, out double value)
    {
        (DateTimeOffset start, DateTimeOffset end, double now) = (segment.Start, segment.End, segment.Temperature.IsPoint ? segment.Temperature.Low : double.NaN);
        DateTimeOffset then = start - rule.Over;
        while (_recent.TryPeek(out var oldest) && oldest.End <= then)
        {
            _recent.Dequeue();
        }

        double before = _recent.TryPeek(out var held) ? held.Celsius : now;
        _recent.Enqueue((start, end, now));
        value = Math.Abs(now - before) / rule.Over.TotalHours;
        return double.IsNaN(value) ? RangeState.Unknown : value > rule.Above ? RangeState.OutOfRange : RangeState.InRange;
    }

    public override void Write(FormWriter form) => form.WriteAll(_recent, stretch =>
    {
        form.Write(stretch.Start);
        form.Write(stretch.End);
        form.Write(stretch.Celsius);
    });

    public override void Restore(FormReader form) => form.All(() => (form.Time(), form.Time(), form.Number())).ForEach(_recent.Enqueue);

    public override Classifier Fork()
    {
        var copy = new RateClassifier(rule);
        foreach (var stretch in _recent)
        {
            copy._recent.Enqueue(stretch);
        }

        return copy;
    }
}
