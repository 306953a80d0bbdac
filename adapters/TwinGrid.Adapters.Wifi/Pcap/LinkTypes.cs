using System.Globalization;

namespace TwinGrid.Adapters.Wifi.Pcap;

/// <summary>Numbers of what a captured packet begins with (the LINKTYPE_ values of tcpdump.org).</summary>
public static class LinkTypes
{
    /// <summary>An 802.11 frame with nothing before it.</summary>
    public const int Ieee80211 = 105;

    /// <summary>A radiotap header and the 802.11 frame behind it.</summary>
    public const int Radiotap = 127;

    /// <summary>What to say of the kinds that are read.</summary>
    internal const string Readable = "802.11 frames: link type 105, or 127 with radiotap";

    /// <summary>Whether packets of this kind are read.</summary>
    public static bool IsReadable(int linkType) => linkType is Ieee80211 or Radiotap;

    /// <summary>The number with what is known of it.</summary>
    public static string Describe(int linkType) => linkType switch
    {
        0 => "link type 0 (loopback)",
        1 => "link type 1 (Ethernet, of an adapter not in monitor mode)",
        Ieee80211 => "link type 105 (802.11)",
        113 => "link type 113 (Linux cooked, of the interface 'any')",
        119 => "link type 119 (Prism headers; have radiotap written)",
        Radiotap => "link type 127 (802.11 behind radiotap)",
        163 => "link type 163 (AVS headers; have radiotap written)",
        192 => "link type 192 (PPI)",
        _ => string.Create(CultureInfo.InvariantCulture, $"link type {linkType}"),
    };
}
