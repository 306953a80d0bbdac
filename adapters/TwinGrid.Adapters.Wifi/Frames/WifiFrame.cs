using TwinGrid.Adapters.Wifi.Dot11;
using TwinGrid.Adapters.Wifi.Radiotap;

namespace TwinGrid.Adapters.Wifi.Frames;

/// <summary>What became of a frame's check sequence.</summary>
public enum FcsStatus
{
    /// <summary>There and right.</summary>
    Good,

    /// <summary>There and wrong: damaged on the way, or turned by a tag.</summary>
    Bad,

    /// <summary>The capture states that it isn't kept.</summary>
    Absent,

    /// <summary>The capture doesn't state whether the last four bytes are a check, and they aren't a right one.</summary>
    NotStated,

    /// <summary>The capture kept only the beginning of the frame.</summary>
    Cut,
}

/// <summary>Why a frame can't be read further.</summary>
public enum FrameFault
{
    /// <summary>It can.</summary>
    None,

    /// <summary>Its radiotap header is of another version, or doesn't fit.</summary>
    Radiotap,

    /// <summary>It isn't of protocol version 0, or too short for its header; common in damaged frames.</summary>
    Header,
}

/// <summary>A captured 802.11 frame; valid as long as the packet's bytes are.</summary>
public readonly ref struct WifiFrame
{
    /// <summary>Number of the packet in the capture, from 1.</summary>
    public required long Number { get; init; }

    /// <summary>When it was taken; null where the capture doesn't say.</summary>
    public required DateTimeOffset? Time { get; init; }

    /// <summary>Why it can't be read further; with a fault of radiotap nothing below is known, with one of the header no header is.</summary>
    public required FrameFault Fault { get; init; }

    /// <summary>What the receiver said of it; nothing without radiotap.</summary>
    public RadiotapHeader Radio { get; init; }

    /// <summary>Its MAC header.</summary>
    public Dot11Header Header { get; init; }

    /// <summary>The frame as on the air, padding of the receiver removed: header, body and, if it is there, check sequence.</summary>
    public ReadOnlySpan<byte> Psdu { get; init; }

    /// <summary>What became of its check sequence.</summary>
    public FcsStatus Fcs { get; init; }

    /// <summary>Whether the capture kept less than there was.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>The body: between MAC header and check sequence, as far as it was kept.</summary>
    public ReadOnlySpan<byte> Body =>
        Fault != FrameFault.None ? [] : Psdu[Header.Length..(Psdu.Length - (Fcs is FcsStatus.Good or FcsStatus.Bad ? FrameParser.FcsBytes : 0))];

    /// <summary>Its data rate or modulation.</summary>
    public WifiRate Rate => WifiRate.Of(Radio);
}
