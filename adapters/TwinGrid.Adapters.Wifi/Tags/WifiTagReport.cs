using System.Collections.Immutable;
using TwinGrid.Adapters.Wifi.Dot11;

namespace TwinGrid.Adapters.Wifi.Tags;

/// <summary>A tag heard on a frame.</summary>
/// <param name="Frame">Number of the frame in its capture, from 1.</param>
/// <param name="Time">When it was taken; null where the capture doesn't say.</param>
/// <param name="Verdict"><see cref="TagVerdict.Decoded"/>, or <see cref="TagVerdict.Ambiguous"/> where nothing but a listed id confirms the word.</param>
/// <param name="Word">The tag's bits, parity included, the first lowest.</param>
/// <param name="Data">Its data bits, the first lowest.</param>
/// <param name="TagId">Its id among the data bits.</param>
/// <param name="Tag">Its name.</param>
/// <param name="Sender">Who sent the frame that it rode on.</param>
/// <param name="FrameBytes">Bytes of that frame, its check included.</param>
/// <param name="RssiDbm">Power in dBm, where the receiver stated it.</param>
/// <param name="FrequencyHz">Centre of the channel in hertz, where stated.</param>
/// <param name="Antenna">Number of the receiver's antenna from 0, where stated.</param>
/// <param name="Values">The measured values that the options name, in their order; null for one that can't be.</param>
public sealed record WifiTagReport(
    long Frame,
    DateTimeOffset? Time,
    TagVerdict Verdict,
    uint Word,
    uint Data,
    uint TagId,
    string Tag,
    MacAddress? Sender,
    int FrameBytes,
    double? RssiDbm,
    double? FrequencyHz,
    int? Antenna,
    ImmutableArray<double?> Values);
