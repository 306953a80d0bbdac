using System.Collections.Immutable;
using TwinGrid.Adapters.Wifi.Frames;

namespace TwinGrid.Adapters.Wifi;

/// <summary>What was readable of a capture; every packet is counted once in each group.</summary>
/// <param name="Packets">Packets of all kinds.</param>
/// <param name="OtherLinks">Packets of interfaces that don't give 802.11 frames; not in the groups below.</param>
/// <param name="Truncated">Frames of which the capture kept less than there was.</param>
/// <param name="Lost">Frames that the system dropped before they could be read; of live captures only.</param>
/// <param name="Types">Frames by kind.</param>
/// <param name="Rates">Frames by rate: first those without radiotap or with a damaged one, then the slowest, later modulations last.</param>
/// <param name="Fcs">Frames by what became of their check.</param>
/// <param name="Tags">Frames by what they said of a tag.</param>
public sealed record WifiFigures(
    long Packets,
    long OtherLinks,
    long Truncated,
    long Lost,
    FrameTypeFigures Types,
    ImmutableArray<RateFigure> Rates,
    FcsFigures Fcs,
    TagFigures Tags)
{
    /// <summary>Packets that are 802.11 frames or claim to be.</summary>
    public long Frames => Packets - OtherLinks;
}

/// <summary>Frames by kind.</summary>
/// <param name="Management">Beacons, probes, joining and leaving.</param>
/// <param name="Control">Acknowledgements, reservations, polls.</param>
/// <param name="Data">Data and null frames.</param>
/// <param name="Extension">Forms of other bands.</param>
/// <param name="BadRadiotap">With a radiotap header that can't be read.</param>
/// <param name="BadHeader">With an 802.11 header that can't be read.</param>
public sealed record FrameTypeFigures(long Management, long Control, long Data, long Extension, long BadRadiotap, long BadHeader);

/// <summary>Frames of one rate.</summary>
/// <param name="Rate">The rate.</param>
/// <param name="Frames">How many.</param>
/// <param name="GoodFcs">How many of them with a right check.</param>
public sealed record RateFigure(WifiRate Rate, long Frames, long GoodFcs);

/// <summary>Frames by what became of their check.</summary>
/// <param name="Good">There and right.</param>
/// <param name="Bad">There and wrong.</param>
/// <param name="Absent">Stated not to be kept.</param>
/// <param name="NotStated">Not stated to be kept, and the last four bytes aren't a right one.</param>
/// <param name="Cut">Cut off with the frame's end.</param>
/// <param name="FlaggedBad">Called bad by the receiver, whatever was found here.</param>
public sealed record FcsFigures(long Good, long Bad, long Absent, long NotStated, long Cut, long FlaggedBad);

/// <summary>Frames by what they said of a tag: see <see cref="Wifi.Tags.TagVerdict"/>.</summary>
/// <param name="NotCarried">At another rate than 1 Mb/s, or not readable.</param>
/// <param name="NoCheck">Without check.</param>
/// <param name="OtherSender">Of another sender.</param>
/// <param name="OutsideBody">Too short for the window.</param>
/// <param name="Untouched">With a right check.</param>
/// <param name="Unexplained">Damaged, but by no word of the window.</param>
/// <param name="ParityFailed">A word with wrong parity.</param>
/// <param name="Ambiguous">A word that nothing confirms.</param>
/// <param name="UnknownTag">A right word of a tag that isn't reported.</param>
/// <param name="Decoded">A right word.</param>
/// <param name="WithoutTime">Words that became no observation, because their packet has no time.</param>
public sealed record TagFigures(
    long NotCarried,
    long NoCheck,
    long OtherSender,
    long OutsideBody,
    long Untouched,
    long Unexplained,
    long ParityFailed,
    long Ambiguous,
    long UnknownTag,
    long Decoded,
    long WithoutTime);
