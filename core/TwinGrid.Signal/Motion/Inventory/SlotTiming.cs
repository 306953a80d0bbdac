namespace TwinGrid.Signal.Motion.Inventory;

/// <summary>
/// How long each command, reply and slot lasts in seconds, from the formulas of EPC UHF Gen2 (sections 6.3.1.2.3 to 6.3.1.2.11,
/// table 6.16). Reader bits count as half data-0, half data-1.
/// </summary>
public sealed class SlotTiming
{
    private const double DelimiterSeconds = 12.5e-6;
    private const int QueryBits = 22, QueryRepeatBits = 4, QueryAdjustBits = 9, AcknowledgeBits = 18, RandomNumberBits = 16;
    private const int SelectOverheadBits = 45, ClosingSymbols = 1;

    /// <summary>Computes the durations of a link.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks the standard's limits.</exception>
    public SlotTiming(LinkParameters link)
    {
        ArgumentNullException.ThrowIfNull(link);
        link.Check();
        Link = link;
        double period = 1 / link.LinkFrequency;
        double frameSync = DelimiterSeconds + link.TariSeconds + link.ReaderCalibrationSeconds;
        BitSeconds = link.ReaderCalibrationSeconds / 2;
        Query = frameSync + link.TagCalibrationSeconds + QueryBits * BitSeconds;
        QueryRepeat = frameSync + QueryRepeatBits * BitSeconds;
        QueryAdjust = frameSync + QueryAdjustBits * BitSeconds;
        Acknowledge = frameSync + AcknowledgeBits * BitSeconds;
        CommandToReply = Math.Max(link.ReaderCalibrationSeconds, 10 * period);
        ReplyToCommand = link.ReplyToCommandPeriods * period;
        // Without a reply the reader waits the longest T1 and then T3, which the standard lets be as short as a tenth of a period.
        Silence = 1.1 * CommandToReply + 2e-6 + 0.1 * period;
        Select = frameSync + (SelectOverheadBits + link.EpcReplyBits - 32) * BitSeconds;
        CommandToCommand = 2 * link.ReaderCalibrationSeconds;

        int cycles = (int)link.Encoding;
        int preamble = link.Encoding == TagEncoding.Fm0 ? 6 + (link.HasPilot ? 12 : 0) : 6 + (link.HasPilot ? 16 : 4);
        RandomNumber = (preamble + RandomNumberBits + ClosingSymbols) * cycles * period;
        EpcReply = (preamble + link.EpcReplyBits + ClosingSymbols) * cycles * period;
    }

    /// <summary>The link these durations belong to.</summary>
    public LinkParameters Link { get; }

    /// <summary>A reader's bit, on average.</summary>
    public double BitSeconds { get; }

    /// <summary>Query with its preamble: delimiter, data-0, RTcal, TRcal and 22 bits.</summary>
    public double Query { get; }

    /// <summary>QueryRep: frame-sync and 4 bits.</summary>
    public double QueryRepeat { get; }

    /// <summary>QueryAdjust: frame-sync and 9 bits.</summary>
    public double QueryAdjust { get; }

    /// <summary>ACK: frame-sync and 18 bits.</summary>
    public double Acknowledge { get; }

    /// <summary>Select with a whole EPC as its mask.</summary>
    public double Select { get; }

    /// <summary>T1, from a command to the reply: max(RTcal, 10/BLF).</summary>
    public double CommandToReply { get; }

    /// <summary>T2, from a reply to the next command.</summary>
    public double ReplyToCommand { get; }

    /// <summary>T1 at its longest and T3: what passes when nobody replies.</summary>
    public double Silence { get; }

    /// <summary>T4, between two commands: 2 RTcal.</summary>
    public double CommandToCommand { get; }

    /// <summary>RN16 reply: preamble, 16 bits, closing dummy.</summary>
    public double RandomNumber { get; }

    /// <summary>EPC reply: preamble, PC + EPC + CRC-16, closing dummy.</summary>
    public double EpcReply { get; }

    /// <summary>A slot in which nobody replied.</summary>
    public double EmptySlot => QueryRepeat + Silence;

    /// <summary>A slot that ends after the RN16: a collision of an inventory, any reply of a polling cycle.</summary>
    public double ReplySlot => QueryRepeat + CommandToReply + RandomNumber + ReplyToCommand;

    /// <summary>A slot of an inventory in which one tag is identified: RN16, ACK and EPC.</summary>
    public double IdentifiedSlot => ReplySlot + Acknowledge + CommandToReply + EpcReply + ReplyToCommand;

    /// <summary>Asking one tag, named by its EPC, for an RN16: Select, T4, a Query of one slot and the reply.</summary>
    public double SingleTagPoll => Select + CommandToCommand + Query + CommandToReply + RandomNumber + ReplyToCommand;
}
