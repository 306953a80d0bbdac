namespace TwinGrid.Trace.ColdChain.Folds;

/// <summary>Beyond its limit where no reading tells the temperature, known to a range or not. A gap itself is always known.</summary>
internal sealed class GapClassifier : Classifier
{
    public override RangeState Classify(in Segment segment, bool isOut, out double value)
    {
        value = double.NaN;
        return segment.Temperature.IsPoint ? RangeState.InRange : RangeState.OutOfRange;
    }

    /// <summary>Stateless: the copy may be the same.</summary>
    public override Classifier Fork() => this;
}
