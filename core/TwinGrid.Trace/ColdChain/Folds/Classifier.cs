using TwinGrid.Trace.ColdChain.Forms;
using TwinGrid.Trace.ColdChain.Rules;

namespace TwinGrid.Trace.ColdChain.Folds;

/// <summary>Says for each stretch of time where it stands against one rule. Stretches come in order.</summary>
internal abstract class Classifier
{
    /// <summary>Whether the answer holds for the end of the stretch rather than for all of it.</summary>
    public virtual bool IsOfEnd => false;

    /// <summary>Classifies the next stretch.</summary>
    /// <param name="segment">The stretch.</param>
    /// <param name="isOut">Whether the stretch before was beyond the limit, for hysteresis.</param>
    /// <param name="value">The value that counts for the extreme, NaN when it isn't known.</param>
    public abstract RangeState Classify(in Segment segment, bool isOut, out double value);

    /// <summary>How far a value is beyond the limit: of two, the larger is the extreme.</summary>
    public virtual double Excess(double value) => value;

    /// <summary>A copy that goes its own way.</summary>
    public abstract Classifier Fork();

    /// <summary>Writes what it remembers; one that remembers nothing writes nothing.</summary>
    public virtual void Write(FormWriter form)
    {
    }

    /// <summary>Takes up, while it is new, what <see cref="Write"/> wrote.</summary>
    public virtual void Restore(FormReader form)
    {
    }

    /// <summary>The classifier of a rule.</summary>
    public static Classifier For(ColdChainRule rule) => rule switch
    {
        LimitRule limit => new LimitClassifier(limit),
        KineticRule kinetic => new KineticClassifier(kinetic),
        RateRule rate => new RateClassifier(rate),
        GapRule => new GapClassifier(),
        _ => throw new ArgumentException($"expected a rule of a known kind, found {rule.GetType().Name}", nameof(rule)),
    };
}
