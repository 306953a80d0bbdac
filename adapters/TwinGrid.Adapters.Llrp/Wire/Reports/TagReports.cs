namespace TwinGrid.Adapters.Llrp.Wire.Reports;

/// <summary>
/// Goes through the tag reports of one RO_ACCESS_REPORT without an allocation, for the stream of reads that a busy reader sends:
/// <c>foreach (TagReport report in TagReports.In(message))</c>. It reads what <see cref="LlrpCodec"/> reads; where the codec refuses a
/// message it may still give the reports before the fault, and faults inside what it doesn't look into pass unseen.
/// </summary>
public ref struct TagReports
{
    /// <summary>Message type of RO_ACCESS_REPORT.</summary>
    public const int MessageType = 61;

    private const int TagReportData = 240;

    private readonly ReadOnlySpan<byte> _message;
    private TagReport _current;
    private int _at;

    private TagReports(ReadOnlySpan<byte> message)
    {
        _message = message;
        _at = LlrpHeader.Size;
    }

    /// <summary>The report that <see cref="MoveNext"/> went to.</summary>
    public readonly TagReport Current => _current;

    /// <summary>The tag reports of a message.</summary>
    /// <param name="message">A whole RO_ACCESS_REPORT with its header.</param>
    /// <returns>The reports, read one by one.</returns>
    /// <exception cref="FormatException">Another message, or another length than its header says.</exception>
    public static TagReports In(ReadOnlySpan<byte> message)
    {
        LlrpHeader header = LlrpHeader.Read(message);
        return header.Type != MessageType ? throw LlrpReader.Refusal(0, "message header", $"RO_ACCESS_REPORT ({MessageType})", $"type {header.Type}")
            : header.Length != message.Length ? throw LlrpReader.Refusal(2, "message header", $"the {header.Length} bytes that its length says", $"{message.Length}")
            : new TagReports(message);
    }

    /// <summary>The reports themselves, for <c>foreach</c>.</summary>
    public readonly TagReports GetEnumerator() => this;

    /// <summary>Goes to the next report.</summary>
    /// <returns>True when there is one.</returns>
    /// <exception cref="FormatException">The message is inconsistent from here on; one line names offset, expected and found.</exception>
    public bool MoveNext()
    {
        while (_at < _message.Length)
        {
            var parameter = new RawParameter(_message, _at, _message.Length, "RO_ACCESS_REPORT");
            _at = parameter.End;
            if (parameter.Type == TagReportData)
            {
                _current = default;
                TagReportParser.Read(_message, parameter.Body, parameter.End, ref _current);
                return true;
            }
        }

        return false;
    }
}
