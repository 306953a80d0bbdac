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
    /// The half-cycles at whose start the tag's state changes, in turn to reflecting (high) and back; the first is 0, and 312 is one
    /// where the reply ends high. A 1 inverts the subcarrier in mid-symbol, the boundary between two 0s inverts it too, and an inversion
    /// leaves out an edge. The pilot is not modulated and its boundary to the preamble doesn't invert.
    /// </summary>
    /// <param name="bits">The 16 random bits.</param>
    /// <param name="edges">Receives at most 313 half-cycles.</param>
    /// <returns>How many edges there are, an even number.</returns>
    public static int Edges(ushort bits, Span<short> edges)
    {
        int count = 0;
        for (; count < PilotSymbols * SymbolHalfCycles; count++)
        {
            edges[count] = (short)count;
        }

        uint data = ((uint)Preamble << 17) | ((uint)bits << 1) | 1, last = 1;
        for (int symbol = PilotSymbols; symbol < Symbols; symbol++)
        {
            uint bit = (data >> (Symbols - 1 - symbol)) & 1;
            int first = symbol * SymbolHalfCycles;
            edges[count] = (short)first;
            count += (bit | last) == 0 ? 0 : 1;
            edges[count++] = (short)(first + 1);
            edges[count++] = (short)(first + 2);
            edges[count++] = (short)(first + 3);
            edges[count] = (short)(first + 4);
            count += bit == 1 ? 0 : 1;
            edges[count++] = (short)(first + 5);
            edges[count++] = (short)(first + 6);
            edges[count++] = (short)(first + 7);
            last = bit;
        }

        edges[count] = HalfCycles;
        return count + (count & 1);
    }

    /// <summary>The tag's state in each half-cycle: 1 reflecting (high), 0 not.</summary>
    /// <param name="bits">The 16 random bits.</param>
    /// <param name="levels">Receives 312 levels.</param>
    public static void Levels(ushort bits, Span<byte> levels)
    {
        Span<short> edges = stackalloc short[HalfCycles + 1];
        edges = edges[..Edges(bits, edges)];
        for (int i = 0; i < edges.Length; i += 2)
        {
            levels[edges[i]..edges[i + 1]].Fill(1);
            levels[edges[i + 1]..(i + 2 < edges.Length ? edges[i + 2] : HalfCycles)].Clear();
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
        // Four 1s in the preamble invert the subcarrier four times: it enters the data upright, after a 1.
        double upright0 = double.NegativeInfinity, upright1 = 0, inverted0 = double.NegativeInfinity, inverted1 = double.NegativeInfinity;
        uint uprightPath0 = 0, uprightPath1 = 0, invertedPath0 = 0, invertedPath1 = 0;
        for (int symbol = 0; symbol < 17; symbol++)
        {
            double both = correlations[2 * symbol + 1] + correlations[2 * symbol], change = correlations[2 * symbol + 1] - correlations[2 * symbol];
            // A 0 keeps the phase after a 1 and inverts it after a 0; a 1 inverts it in mid-symbol.
            (double a, uint pathA) = upright1 > inverted0 ? (upright1, uprightPath1) : (inverted0, invertedPath0);
            (double b, uint pathB) = inverted1 > upright0 ? (inverted1, invertedPath1) : (upright0, uprightPath0);
            (double c, uint pathC) = inverted1 > inverted0 ? (inverted1, invertedPath1) : (inverted0, invertedPath0);
            (double d, uint pathD) = upright1 > upright0 ? (upright1, uprightPath1) : (upright0, uprightPath0);
            (upright0, inverted0, upright1, inverted1) = (a + both, b - both, c + change, d - change);
            (uprightPath0, invertedPath0, uprightPath1, invertedPath1) = (pathA << 1, pathB << 1, (pathC << 1) | 1, (pathD << 1) | 1);
        }

        // The closing dummy is a 1.
        return (ushort)((upright1 >= inverted1 ? uprightPath1 : invertedPath1) >> 1);
    }
}
