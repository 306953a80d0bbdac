using System.Globalization;

namespace TwinGrid.Signal.Protocol;

/// <summary>
/// How long the parts of a frame last, in ticks of the tag's clock. Ahmad et al.: bit rate up to 10 kb/s and clock up to 1 MHz
/// (section 5.2), dwell of about 100 µs on each of 8 coefficients (sections 5.1 and 5.3), a pilot of a fixed number of
/// transitions at the lowest rate and a calibration sequence (section 5.3; lengths assumed).
/// </summary>
public sealed record AirTiming
{
    /// <summary>Clock in ticks a second. Default 1 MHz, the source's limit: a tick is a microsecond.</summary>
    public int ClockRate { get; init; } = 1_000_000;

    /// <summary>Ticks of half a bit. Default 50: 10 kb/s.</summary>
    public int HalfBit { get; init; } = 50;

    /// <summary>Transitions of the pilot. Default 8, assumed.</summary>
    public int PilotEdges { get; init; } = 8;

    /// <summary>Half-bits between transitions of the pilot; longer than any symbol, so that it can't be one. Default 8, assumed: a quarter of the bit rate.</summary>
    public int PilotInterval { get; init; } = 8;

    /// <summary>Ticks on each reflection coefficient. Default 100.</summary>
    public int Dwell { get; init; } = 100;

    /// <summary>Number N of reflection coefficients. Default 8.</summary>
    public int Coefficients { get; init; } = 8;

    /// <summary>Bits a second.</summary>
    public double BitRate => ClockRate / (2.0 * HalfBit);

    /// <summary>Ticks of pilot and calibration sequence.</summary>
    public int Preamble => HalfBit * (PilotEdges * PilotInterval + IntervalCode.ShortInterval + IntervalCode.MiddleInterval + IntervalCode.LongInterval);

    /// <summary>Ticks that a packet is on the air.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="reports">Its entries; zero unless it is a data packet.</param>
    public int Airtime(PacketKind kind, int reports = 0)
    {
        // A segment of n bits takes n + 1 bit times; a probe has two, either side of its coefficients.
        int segments = kind == PacketKind.Probe ? 2 : 1;
        return Preamble + 2 * HalfBit * (PacketCodec.BitsOf(kind, reports) + segments) + (kind == PacketKind.Probe ? Coefficients * Dwell : 0);
    }

    /// <summary>Seconds of a number of ticks.</summary>
    public double Seconds(long ticks) => (double)ticks / ClockRate;

    /// <summary>Ticks of a time in seconds, rounded to the nearest.</summary>
    public long Ticks(double seconds) => (long)Math.Round(seconds * ClockRate);

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">A length is not above zero, or the pilot is no longer than the symbols.</exception>
    public void Validate()
    {
        if (ClockRate < 1 || HalfBit < 4 || PilotEdges < 2 || Dwell < 1 || Coefficients < 4 || PilotInterval < 2 * IntervalCode.LongInterval - IntervalCode.MiddleInterval)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"expected a clock, a half-bit of at least 4 ticks, 2 pilot edges at least {2 * IntervalCode.LongInterval - IntervalCode.MiddleInterval} half-bits apart, a dwell and 4 coefficients, found {this}"));
        }
    }
}
