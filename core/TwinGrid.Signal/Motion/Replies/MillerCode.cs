namespace TwinGrid.Signal.Motion.Replies;

/// <summary>
/// The frame of a tag's RN16 reply in Miller-4 (EPC C1G2, air interface, "tag-to-interrogator link"): a pilot of 16 symbols of plain
/// subcarrier (TRext = 1), the preamble 0 1 0 1 1 1, the 16 random bits with the most significant first, and a closing dummy 1: 39
/// symbols of four subcarrier cycles, 312 half-cycles. TRext = 1 is what a length of 7,620 to 7,690 samples at 2 MS/s tells: with it
/// the backscatter link frequency is 40.6 to 40.9 kHz, without it 28 kHz, below the least that the standard allows.
/// </summary>
internal static class MillerCode
{
    /// <summary>Symbols of plain subcarrier before the preamble.</summary>
    public const int PilotSymbols = 16;

    /// <summary>Symbols of the preamble.</summary>
    public const int PreambleSymbols = 6;

    /// <summary>Symbols known to the reader before the first random bit.</summary>
    public const int KnownSymbols = PilotSymbols + PreambleSymbols;

    /// <summary>All symbols of a reply, the closing dummy included.</summary>
    public const int Symbols = KnownSymbols + 16 + 1;

    /// <summary>Half-cycles of the subcarrier in a symbol.</summary>
    public const int SymbolHalfCycles = 8;

    /// <summary>Half-cycles of the subcarrier in a reply.</summary>
    public const int HalfCycles = Symbols * SymbolHalfCycles;

    private const int Preamble = 0b010111;

    /// <summary>
    /// The tag's state in each half-cycle: 1 reflecting (high), 0 not. A 1 inverts the subcarrier in mid-symbol, the boundary between
    /// two 0s inverts it too. The pilot is not modulated and its boundary to the preamble doesn't invert.
    /// </summary>
    /// <param name="bits">The 16 random bits.</param>
    /// <param name="levels">Receives 312 levels.</param>
    public static void Levels(ushort bits, Span<byte> levels)
    {
        int inverted = 0, last = 1, at = 0;
        for (int symbol = 0; symbol < Symbols; symbol++)
        {
            bool plain = symbol < PilotSymbols;
            int bit = plain ? 0 : BitAt(symbol - PilotSymbols, bits);
            if (!plain && symbol > PilotSymbols && bit == 0 && last == 0)
            {
                inverted ^= 1;
            }

            for (int i = 0; i < SymbolHalfCycles; i++)
            {
                if (i == SymbolHalfCycles / 2 && bit == 1)
                {
                    inverted ^= 1;
                }

                levels[at++] = (byte)((1 - (i & 1)) ^ inverted);
            }

            last = bit;
        }
    }

    /// <summary>
    /// The most likely bits, by the Viterbi algorithm over the four states (subcarrier phase, last bit).
    /// </summary>
    /// <param name="correlations">
    /// For each of the 34 half-symbols after the preamble, the signal's correlation with the uninverted subcarrier.
    /// </param>
    /// <returns>The random bits; the closing dummy is taken as known.</returns>
    public static ushort Decode(ReadOnlySpan<double> correlations)
    {
        // Four 1s in the preamble invert the subcarrier four times: it enters the data upright, after a 1. State = 2·inverted + last bit.
        Span<double> score = [double.NegativeInfinity, 0, double.NegativeInfinity, double.NegativeInfinity];
        Span<uint> path = stackalloc uint[4];
        Span<double> nextScore = stackalloc double[4];
        Span<uint> nextPath = stackalloc uint[4];
        for (int symbol = 0; symbol < 17; symbol++)
        {
            double first = correlations[2 * symbol], second = correlations[2 * symbol + 1];
            nextScore.Fill(double.NegativeInfinity);
            for (int state = 0; state < 4; state++)
            {
                for (int bit = symbol == 16 ? 1 : 0; bit < 2; bit++)
                {
                    int inverted = (state >> 1) ^ (bit == 0 && (state & 1) == 0 ? 1 : 0);
                    int after = inverted ^ bit;
                    double gain = score[state] + (inverted == 0 ? first : -first) + (after == 0 ? second : -second);
                    int next = 2 * after + bit;
                    if (gain > nextScore[next])
                    {
                        nextScore[next] = gain;
                        nextPath[next] = (path[state] << 1) | (uint)bit;
                    }
                }
            }

            nextScore.CopyTo(score);
            nextPath.CopyTo(path);
        }

        return (ushort)((score[1] >= score[3] ? path[1] : path[3]) >> 1);
    }

    private static int BitAt(int index, ushort bits) => index switch
    {
        < PreambleSymbols => (Preamble >> (PreambleSymbols - 1 - index)) & 1,
        < PreambleSymbols + 16 => (bits >> (PreambleSymbols + 15 - index)) & 1,
        _ => 1,
    };
}
