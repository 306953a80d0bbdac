namespace TwinGrid.Adapters.Wifi.Pcap;

/// <summary>One packet of a capture.</summary>
/// <param name="Number">Its number in the capture, from 1, as capture tools count.</param>
/// <param name="Time">When it was taken, to 100 ns; null in a simple packet block, which has no time.</param>
/// <param name="LinkType">What its bytes begin with: <see cref="LinkTypes"/>.</param>
/// <param name="FcsBytes">Bytes of frame check sequence at its end as the capture states; null where it states nothing.</param>
/// <param name="OriginalLength">Bytes that it had on the air, its radiotap header included.</param>
/// <param name="Data">The bytes kept; they are overwritten when the next packet is read.</param>
public readonly record struct CapturedPacket(
    long Number, DateTimeOffset? Time, int LinkType, int? FcsBytes, long OriginalLength, ReadOnlyMemory<byte> Data)
{
    /// <summary>Whether the capture kept less than there was.</summary>
    public bool IsTruncated => Data.Length < OriginalLength;
}
