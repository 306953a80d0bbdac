using System.Numerics;

namespace TwinGrid.Adapters.Iq.Slots;

/// <summary>
/// Tells in which samples the reader's carrier is on: above half the amplitude that it usually has. Tags move the carrier by a
/// few percent, a reader's pulses take it nearly away. The level follows the carrier within a millisecond, up at once.
/// </summary>
internal struct CarrierGate(double sampleRate)
{
    private const int Block = 32;
    private const double LevelSeconds = 1e-3, OffSeconds = 5e-3;
    private readonly double _share = 1 / (LevelSeconds * sampleRate);
    private readonly long _patience = (long)(OffSeconds * sampleRate);
    private double _power;
    private long _off;

    /// <summary>Whether the carrier is on in the last sample that was looked at.</summary>
    public bool IsOn { get; private set; }

    /// <summary>Finds the next change.</summary>
    /// <param name="samples">The samples that follow those looked at before.</param>
    /// <returns>Index of the first sample in which the carrier is no longer as it was; −1 for none.</returns>
    public int NextChange(ReadOnlySpan<Complex> samples)
    {
        for (int from = 0; from < samples.Length; from += Block)
        {
            int change = Change(samples[from..Math.Min(from + Block, samples.Length)]);
            if (change >= 0)
            {
                IsOn = !IsOn;
                return from + change;
            }
        }

        return -1;
    }

    private int Change(ReadOnlySpan<Complex> block)
    {
        double threshold = 0.25 * _power, sum = 0;
        bool isOn = IsOn;
        for (int i = 0; i < block.Length; i++)
        {
            double power = block[i].Real * block[i].Real + block[i].Imaginary * block[i].Imaginary;
            if (power > threshold != isOn)
            {
                // A carrier that comes up several times as strong as any before counts at once.
                _power = power > 4 * _power ? power : _power;
                return i;
            }

            sum += power;
        }

        double mean = sum / block.Length;
        if (isOn)
        {
            _power = mean > 4 * _power ? mean : _power + Math.Min(1, block.Length * _share) * (mean - _power);
            _off = 0;
        }
        else if ((_off += block.Length) > _patience)
        {
            // The carrier is off for good, or much weaker than it was: begin anew from what is there.
            _power = Math.Max(mean, _power / 2);
            _off = 0;
        }

        return -1;
    }
}
