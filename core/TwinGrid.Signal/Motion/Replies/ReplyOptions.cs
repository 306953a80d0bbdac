using System.Globalization;

namespace TwinGrid.Signal.Motion.Replies;

/// <summary>What a reader knows of a slot before it decodes it. All times are counted in samples from the slot's first sample.</summary>
public sealed record ReplyOptions
{
    /// <summary>The published set-up: 2 MS/s, replies of 7,620 to 7,690 samples that begin T₁ = 250 µs after the command.</summary>
    public static ReplyOptions Standard { get; } = new();

    /// <summary>Length of a reply that the search is centred on; Wang et al., section 4.3, report 7,620 to 7,690.</summary>
    public double NominalLength { get; init; } = 7655;

    /// <summary>Greatest departure of a length from the nominal one.</summary>
    public double LengthTolerance { get; init; } = 60;

    /// <summary>Expected onset of a reply: T₁ = 10 cycles of the link frequency.</summary>
    public double Onset { get; init; } = 500;

    /// <summary>
    /// Greatest departure of an onset from the expected one, less than half a subcarrier cycle. C1G2 allows 2 µs, 4 samples, beside the
    /// tag's own clock error.
    /// </summary>
    public double OnsetTolerance { get; init; } = 20;

    /// <summary>Samples of unmodulated carrier at the start of the slot: all tags are low in them. They give leakage and noise.</summary>
    public int CarrierSamples { get; init; } = 440;

    /// <summary>Most tags that are looked for in one slot, 1 to 4.</summary>
    public int MaximumTags { get; init; } = 4;

    /// <summary>
    /// Largest residual power that an answer may leave, relative to that of the noise; an answer that leaves more is not given. Under
    /// the true answer the ratio is 1 with a deviation of about 0.055, nearly all of it from the estimate of the noise.
    /// </summary>
    public double ResidualLimit { get; init; } = 1.3;

    /// <summary>Samples a slot must have at least.</summary>
    internal int LeastSamples => (int)Math.Ceiling(Onset + OnsetTolerance + NominalLength + LengthTolerance) + SlotWork.Margin;

    /// <summary>Refuses values that no slot can have.</summary>
    /// <exception cref="ArgumentException">An option is NaN, infinite or outside its range.</exception>
    internal void Check()
    {
        Expect(NominalLength is > 3000 and < 50_000, "a nominal length of 3,000 to 50,000 samples", NominalLength);
        Expect(LengthTolerance >= 0 && LengthTolerance < 0.02 * NominalLength, "a length tolerance below 2 % of the nominal length", LengthTolerance);
        Expect(OnsetTolerance >= 0 && OnsetTolerance < NominalLength / MillerCode.HalfCycles, "an onset tolerance below half a subcarrier cycle", OnsetTolerance);
        Expect(double.IsFinite(Onset) && CarrierSamples >= 64 && CarrierSamples <= Onset - OnsetTolerance, "64 carrier samples or more, all before the earliest onset", CarrierSamples);
        Expect(MaximumTags is >= 1 and <= 4, "at most 1 to 4 tags", MaximumTags);
        Expect(ResidualLimit is > 1 and < 100, "a residual limit above 1", ResidualLimit);
    }

    private static void Expect(bool holds, string expected, double found)
    {
        if (!holds)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"expected {expected}, found {found}"));
        }
    }
}
