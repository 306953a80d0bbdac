namespace TwinGrid.Signal.Motion.Replies;

/// <summary>
/// The likeliest bits of a Miller reply of any length, by the Viterbi algorithm with its decisions kept; <see cref="MillerCode.Decode"/>
/// is the form for 16 bits, whose paths fit a register.
/// </summary>
internal static class MillerPath
{
    /// <summary>States: whether the subcarrier is inverted × the last bit.</summary>
    private const int States = 4;

    /// <summary>Decodes the symbols that follow the preamble.</summary>
    /// <param name="correlations">For each half-symbol the signal's correlation with the uninverted subcarrier.</param>
    /// <param name="bits">Receives half as many bits.</param>
    public static void Decode(ReadOnlySpan<double> correlations, Span<byte> bits)
    {
        int symbols = correlations.Length / 2;
        Span<byte> from = new byte[States * symbols];
        // Four 1s in the preamble invert the subcarrier four times: it enters the data upright, after a 1.
        Span<double> scores = [double.NegativeInfinity, 0, double.NegativeInfinity, double.NegativeInfinity];
        Span<double> next = stackalloc double[States];
        for (int symbol = 0; symbol < symbols; symbol++)
        {
            double first = correlations[2 * symbol], second = correlations[2 * symbol + 1];
            next.Fill(double.NegativeInfinity);
            for (int state = 0; state < States; state++)
            {
                for (int bit = 0; bit < 2; bit++)
                {
                    // The boundary between two 0s inverts; a 1 inverts in mid-symbol.
                    int entered = (state >> 1) ^ (bit == 0 && (state & 1) == 0 ? 1 : 0);
                    double sign = entered == 0 ? 1 : -1, score = scores[state] + sign * (bit == 1 ? first - second : first + second);
                    int reached = ((entered ^ bit) << 1) | bit;
                    if (score > next[reached])
                    {
                        next[reached] = score;
                        from[States * symbol + reached] = (byte)state;
                    }
                }
            }

            next.CopyTo(scores);
        }

        // A reply closes with a 1: of both states after one the likelier.
        int last = scores[3] > scores[1] ? 3 : 1;
        for (int symbol = symbols - 1; symbol >= 0; symbol--)
        {
            bits[symbol] = (byte)(last & 1);
            last = from[States * symbol + last];
        }
    }
}
