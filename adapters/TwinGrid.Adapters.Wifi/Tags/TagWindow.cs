using TwinGrid.Adapters.Wifi.Frames;
using TwinGrid.Signal.Wifi;

namespace TwinGrid.Adapters.Wifi.Tags;

/// <summary>From where a tag counts the symbols to its window.</summary>
public enum WindowOrigin
{
    /// <summary>The first symbol of the frame's body, behind the MAC header.</summary>
    Body,

    /// <summary>The first symbol of the frame: the tag counts from the preamble and doesn't know how long the header is.</summary>
    Frame,
}

/// <summary>
/// Which symbols of a frame a tag turns (Liu et al., section 2.2): data bits and behind them copies of their even parity, each bit on
/// one symbol or on several in a row. Always solvable while it ends within the body, with up to 32 bits: the flips of bit j are the
/// polynomial of one turned symbol times (1 + xⁿ)·xⁿʲ, up to a factor that they share, for n symbols a bit; the generator of
/// the check is primitive of degree 32, so 1, xⁿ, … x³¹ⁿ are independent for every n a frame has room for.
/// </summary>
/// <param name="Offset">Symbols from the origin to the first tag bit, at least 0.</param>
/// <param name="DataBits">Bits of data, at least 1.</param>
/// <param name="ParityBits">Copies of the parity bit behind them; 32 bits at most in all.</param>
/// <param name="SymbolsPerBit">Symbols that carry one bit, at least 1.</param>
/// <param name="Origin">From where the offset counts.</param>
public sealed record TagWindow(int Offset = 0, int DataBits = 16, int ParityBits = 4, int SymbolsPerBit = 1, WindowOrigin Origin = WindowOrigin.Body)
{
    /// <summary>Longest offset and most symbols a bit: no frame has more.</summary>
    public const int MostSymbols = PlcpHeader.MostBytes * 8;

    /// <summary>The tag's code.</summary>
    public TagCode Code => TagCode.Parity(DataBits, ParityBits);

    /// <summary>
    /// Bits of the frame's check and of parity that a right word must satisfy: a frame damaged by chance passes once in 2 to this power.
    /// </summary>
    public int CheckBits => SyndromeDecoder.SyndromeBits - DataBits;

    /// <summary>Symbols from the window's first to its last, both included.</summary>
    public int Symbols => (DataBits + ParityBits) * SymbolsPerBit;

    /// <summary>Refuses a window that can't be.</summary>
    /// <exception cref="ArgumentException">The message says what was expected and found.</exception>
    public TagWindow Checked()
    {
        Hold(Offset is >= 0 and < MostSymbols, "an offset from 0 to 65,527 symbols", Offset);
        Hold(DataBits >= 1, "at least 1 data bit", DataBits);
        Hold(ParityBits >= 0, "0 or more parity bits", ParityBits);
        Hold((long)DataBits + ParityBits <= SyndromeDecoder.SyndromeBits, "at most 32 bits of data and parity", (long)DataBits + ParityBits);
        Hold(SymbolsPerBit is >= 1 and < MostSymbols, "1 to 65,527 symbols a bit", SymbolsPerBit);
        Hold(Enum.IsDefined(Origin), "an offset from the body or the frame", (long)Origin);
        return this;
    }

    /// <summary>The window's first symbol in a frame; null when the window doesn't lie within the frame's body.</summary>
    /// <param name="frame">A frame with its MAC header and check.</param>
    public int? FirstSymbol(in WifiFrame frame)
    {
        int body = frame.Header.Length * 8, end = body + frame.Body.Length * 8;
        long first = (long)Offset + (Origin == WindowOrigin.Body ? body : 0);
        return first >= body && first + Symbols <= end ? (int)first : null;
    }

    /// <summary>The symbols of each bit.</summary>
    /// <param name="firstSymbol">The window's first symbol, from the first of the frame.</param>
    public TagLayout Layout(int firstSymbol) =>
        new([.. Enumerable.Range(0, DataBits + ParityBits).Select(bit => new TagBit(firstSymbol + bit * SymbolsPerBit, SymbolsPerBit))]);

    private static void Hold(bool holds, string expected, long found)
    {
        if (!holds)
        {
            throw new ArgumentException(FormattableString.Invariant($"window: expected {expected}, found {found}"));
        }
    }
}
