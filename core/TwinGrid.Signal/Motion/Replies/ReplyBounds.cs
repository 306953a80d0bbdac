using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace TwinGrid.Signal.Motion.Replies;

/// <summary>What any decoder could reach at best in a slot whose replies are known.</summary>
public static class ReplyBounds
{
    /// <summary>
    /// Cramér–Rao bound of each phase: the noise of one sample against the tag's waveform with the other tags' waveforms and the leakage
    /// projected out, all onsets, lengths and bits known. σ² = E|n|²·[(XᵀX)⁻¹]ᵢᵢ / 2|hᵢ|².
    /// </summary>
    /// <param name="replies">The replies, no two of them alike.</param>
    /// <param name="receiver">The receiver.</param>
    /// <returns>Standard deviations in radians, in the order of the replies.</returns>
    public static double[] PhaseDeviations(IReadOnlyList<SyntheticReply> replies, SlotReceiver receiver)
    {
        ArgumentNullException.ThrowIfNull(replies);
        ArgumentNullException.ThrowIfNull(receiver);
        var waveforms = Matrix<double>.Build.Dense(receiver.Samples, replies.Count + 1, 1);
        for (int tag = 0; tag < replies.Count; tag++)
        {
            waveforms.SetColumn(tag + 1, [.. SlotSynthesis.Waveform(replies[tag], receiver.Samples)]);
        }

        Matrix<double> inverse = waveforms.TransposeThisAndMultiply(waveforms).Inverse();
        return [.. replies.Select((reply, tag) => Math.Sqrt(receiver.NoiseVariance * inverse[tag + 1, tag + 1] / 2) / reply.Edge.Magnitude)];
    }

    /// <summary>
    /// The least distance between two of the 2^c joint states: below a few noise deviations the I-Q plane alone can't tell them apart.
    /// </summary>
    /// <param name="replies">One reply or more.</param>
    public static double StateDistance(IReadOnlyList<SyntheticReply> replies)
    {
        ArgumentNullException.ThrowIfNull(replies);
        IEnumerable<Complex> differences = [Complex.Zero];
        foreach (SyntheticReply reply in replies)
        {
            differences = [.. differences.SelectMany(difference => new[] { difference, difference + reply.Edge, difference - reply.Edge })];
        }

        // The first is no difference at all.
        return differences.Skip(1).Min(difference => difference.Magnitude);
    }
}
