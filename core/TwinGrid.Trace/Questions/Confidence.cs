using System.Globalization;

namespace TwinGrid.Trace.Questions;

/// <summary>How far a place can be relied on that events last named some time ago.</summary>
/// <param name="Probability">
/// That the thing is still there: (k + 1)/(n + 2) when k of its n earlier stays lasted longer behind their last event than the age of
/// this one (Laplace's rule of succession); null without an earlier stay.
/// </param>
/// <param name="Words">The probability in words, after the scale of the IPCC's guidance note on uncertainty (2010), and what it rests on.</param>
public sealed record Confidence(double? Probability, string Words)
{
    /// <summary>Nothing to rely on.</summary>
    public static Confidence None { get; } = new(null, "not known to be anywhere");

    /// <summary>Of a place where a twin is heard.</summary>
    public static Confidence Heard { get; } = new(null, "its twin arrived there and has not left: it was heard within the time-out");

    /// <summary>Of a place that was last named some time ago.</summary>
    /// <param name="spans">Where the thing was; those that have ended are the earlier stays.</param>
    /// <param name="age">How long ago the place was last named.</param>
    public static Confidence Of(IReadOnlyList<PlaceSpan> spans, TimeSpan age)
    {
        TimeSpan[] earlier = [.. spans.Where(span => span.Until is not null).Select(span => span.Until!.Value - span.LastSeen)];
        if (earlier.Length == 0)
        {
            return new(null, "as its last event says; no earlier stay to judge by");
        }

        int longer = earlier.Count(stay => stay > age);
        double probability = (longer + 1.0) / (earlier.Length + 2);
        string words = probability switch
        {
            > 0.9 => "very likely",
            > 0.66 => "likely",
            >= 0.33 => "about as likely as not",
            >= 0.1 => "unlikely",
            _ => "very unlikely",
        };
        return new(probability, string.Create(
            CultureInfo.InvariantCulture, $"{words}: {longer} of {earlier.Length} earlier stays went on longer after their last event"));
    }
}
