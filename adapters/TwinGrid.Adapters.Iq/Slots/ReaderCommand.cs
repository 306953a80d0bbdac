namespace TwinGrid.Adapters.Iq.Slots;

/// <summary>What a reader asked, as far as slots depend on it; EPC C1G2, section 6.3.2.12.</summary>
internal enum CommandKind
{
    /// <summary>Something else, or nothing that could be read.</summary>
    Other,

    /// <summary>Query: begins a round and says how tags shall reply.</summary>
    Query,

    /// <summary>QueryRep: the next slot.</summary>
    QueryRep,

    /// <summary>QueryAdjust: the next frame with another number of slots.</summary>
    QueryAdjust,

    /// <summary>ACK: the tag with this random number shall send its EPC.</summary>
    Acknowledge,

    /// <summary>Select: chooses tags; nobody replies.</summary>
    Select,
}

/// <summary>A command of the reader in the recording.</summary>
/// <param name="Kind">What was asked.</param>
/// <param name="Start">Sample at which its delimiter begins.</param>
/// <param name="End">Sample at which its last symbol ends: the carrier stands again.</param>
/// <param name="Link">How tags reply from here on; that of the last Query.</param>
internal readonly record struct ReaderCommand(CommandKind Kind, long Start, long End, TagLink Link);

/// <summary>How tags reply: from the preamble and the bits of a Query.</summary>
/// <param name="LinkFrequency">BLF = DR/TRcal, in hertz.</param>
/// <param name="ReaderCalibration">RTcal in seconds.</param>
/// <param name="SubcarrierCycles">Subcarrier cycles a symbol: 1 (FM0), 2, 4 or 8.</param>
/// <param name="HasPilot">TRext: whether a pilot tone stands before the preamble.</param>
internal readonly record struct TagLink(double LinkFrequency, double ReaderCalibration, int SubcarrierCycles, bool HasPilot);
