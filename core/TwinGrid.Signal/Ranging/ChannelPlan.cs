using TwinGrid.Model;

namespace TwinGrid.Signal.Ranging;

/// <summary>
/// The carrier frequencies a reader hops over, equally far apart. A range r turns the phase by −4πfr/c (Qi et al., eq. 4), hence by
/// 4πΔf·r/c from one channel to the next, which repeats after <see cref="UnambiguousRange"/>.
/// </summary>
public sealed record ChannelPlan
{
    /// <summary>Most channels a plan may have; the kernels keep that many on the stack.</summary>
    public const int MostChannels = 1024;

    /// <summary>A plan of channels.</summary>
    /// <param name="first">Lowest carrier.</param>
    /// <param name="step">Δf.</param>
    /// <param name="count">N, from 3 (a slope, an offset and one to check by) to <see cref="MostChannels"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is outside its range.</exception>
    public ChannelPlan(Hertz first, Hertz step, int count)
    {
        if (count is < 3 or > MostChannels)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, $"expected 3 to {MostChannels} channels");
        }

        First = Required.Positive(first.Value, "a frequency in hertz");
        Step = Required.Positive(step.Value, "a frequency step in hertz");
        Count = count;
    }

    /// <summary>The plan of Qi et al., section IV: 50 channels of 1 MHz from 5.75 GHz.</summary>
    public static ChannelPlan Published { get; } = new(Hertz.OfMega(5750), Hertz.OfMega(1), 50);

    /// <summary>Lowest carrier, hertz.</summary>
    public double First { get; }

    /// <summary>Δf, hertz.</summary>
    public double Step { get; }

    /// <summary>N, the number of channels.</summary>
    public int Count { get; }

    /// <summary>λₑ = c/Δf in metres. Qi et al., section II-C, before eq. 7.</summary>
    public double EquivalentWavelength => Hertz.SpeedOfLight / Step;

    /// <summary>λₑ/2, the range after which the phases repeat, metres. Qi et al., eq. 9.</summary>
    public double UnambiguousRange => EquivalentWavelength / 2;

    /// <summary>c/(2NΔf): two equally strong paths closer than this merge into one, metres.</summary>
    public double Resolution => UnambiguousRange / Count;

    /// <summary>Metres of range for each radian of phase between adjacent channels, λₑ/4π. Qi et al., eq. 7.</summary>
    public double MetresPerRadian => EquivalentWavelength / (4 * Math.PI);

    /// <summary>Carrier of channel <paramref name="index"/>, hertz.</summary>
    public double Frequency(int index) => First + index * Step;

    /// <summary>−4πf·r/c, unwrapped, for channel <paramref name="index"/>. Qi et al., eq. 4.</summary>
    public double Phase(int index, double range) => -4 * Math.PI * Frequency(index) * range / Hertz.SpeedOfLight;

    /// <summary>Reduces a range to [0, <see cref="UnambiguousRange"/>).</summary>
    public double Reduce(double range) => AngleMath.Modulo(range, UnambiguousRange);

    /// <summary>Refuses a number of values other than <see cref="Count"/>.</summary>
    internal void RequireLength(int found, string name)
    {
        if (found != Count)
        {
            throw new ArgumentException($"expected {Count} values, one a channel, found {found}", name);
        }
    }
}
