using TwinGrid.Trace.ColdChain.Rules;

namespace TwinGrid.Trace.ColdChain.Folds;

/// <summary>Beyond an upper or a lower limit, with hysteresis. A range decides only when it lies on one side wholly.</summary>
internal sealed class LimitClassifier(LimitRule rule) : Classifier
{
    private readonly double _above = rule.Above ?? double.PositiveInfinity, _below = rule.Below ?? double.NegativeInfinity;

    public override RangeState Classify(in Segment segment, bool isOut, out double value)
    {
        ValueRange range = segment.Of(rule.Quantity);
        value = range.IsPoint ? range.Low : double.NaN;
        bool isSticky = isOut && rule.Hysteresis > 0;
        RangeState high = Side(range.Low, range.High, _above, isSticky), low = Side(-range.High, -range.Low, -_below, isSticky);
        return high == RangeState.OutOfRange || low == RangeState.OutOfRange ? RangeState.OutOfRange
            : high == RangeState.InRange && low == RangeState.InRange ? RangeState.InRange
            : RangeState.Unknown;
    }

    public override double Excess(double value) => Math.Max(value - _above, _below - value);

    /// <summary>Stateless: the copy may be the same.</summary>
    public override Classifier Fork() => this;

    /// <summary>One side as if it were an upper limit.</summary>
    private RangeState Side(double low, double high, double limit, bool isSticky)
    {
        if (double.IsPositiveInfinity(limit))
        {
            return RangeState.InRange;
        }

        // Once out, a value is back only when it is the whole hysteresis behind the limit.
        double effective = isSticky ? limit - rule.Hysteresis : limit;
        bool includes = rule.IsInclusive && !isSticky;
        return IsBeyond(low, effective, includes) ? RangeState.OutOfRange
            : IsBeyond(high, effective, includes) ? RangeState.Unknown
            : RangeState.InRange;
    }

    private static bool IsBeyond(double value, double limit, bool includes) => includes ? value >= limit : value > limit;
}
