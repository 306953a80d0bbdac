using TwinGrid.Trace.ColdChain.Forms;
using TwinGrid.Trace.ColdChain.Kinetics;
using TwinGrid.Trace.ColdChain.Rules;

namespace TwinGrid.Trace.ColdChain.Folds;

/// <summary>Mean kinetic temperature of the window that ends where the stretch ends; unknown when too little of it is recorded.</summary>
internal sealed class KineticClassifier : Classifier
{
    private readonly KineticRule _rule;
    private readonly SlidingKineticMean _mean;

    public KineticClassifier(KineticRule rule) : this(rule, new SlidingKineticMean(rule.ActivationEnergy, rule.Window))
    {
    }

    private KineticClassifier(KineticRule rule, SlidingKineticMean mean) => (_rule, _mean) = (rule, mean);

    public override bool IsOfEnd => true;

    public override RangeState Classify(in Segment segment, bool isOut, out double value)
    {
        if (segment.Temperature.IsPoint)
        {
            _mean.Add(segment.Start, segment.End, segment.Temperature.Low);
        }

        KineticMean mean = _mean.At(segment.End);
        value = double.NaN;

        // A second's grace: weights are sums of seconds as doubles.
        if (mean.Weight + 1 < _rule.Coverage * _rule.Window.TotalSeconds || mean.Value is not { } celsius)
        {
            return RangeState.Unknown;
        }

        value = celsius.Value;
        return value > _rule.Above ? RangeState.OutOfRange : RangeState.InRange;
    }

    public override void Write(FormWriter form) => _mean.Write(form);

    public override void Restore(FormReader form) => _mean.Restore(form);

    public override Classifier Fork() => new KineticClassifier(_rule, _mean.Fork());
}
