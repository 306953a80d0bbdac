namespace TwinGrid.Signal.Protocol;

/// <summary>Why a frame could not be read.</summary>
public enum PacketFault
{
    /// <summary>It could.</summary>
    None = 0,

    /// <summary>It ends before its own fields say.</summary>
    TooShort = 1,

    /// <summary>It goes on after its own fields say.</summary>
    TooLong = 2,

    /// <summary>The check over its bits does not come out.</summary>
    Checksum = 3,

    /// <summary>An interval between edges fits no symbol, or a symbol stands where the code allows none.</summary>
    Symbol = 4,

    /// <summary>The pilot or the calibration sequence is not there.</summary>
    Preamble = 5,
}
