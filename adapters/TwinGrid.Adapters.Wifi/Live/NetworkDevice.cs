using System.Globalization;
using TwinGrid.Adapters.Wifi.Pcap;

namespace TwinGrid.Adapters.Wifi.Live;

/// <summary>A network interface of this machine, as /sys/class/net has it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Index">Its number.</param>
/// <param name="HardwareType">What its packets begin with, an ARPHRD_ number.</param>
internal sealed record NetworkDevice(string Name, int Index, int HardwareType)
{
    private const string Folder = "/sys/class/net";
    private const int Ethernet = 1, Loopback = 772, Ieee80211 = 801, Ieee80211Prism = 802, Ieee80211Radiotap = 803;

    /// <summary>The link type that a capture of it would state.</summary>
    /// <exception cref="BadInputException">It doesn't give 802.11 frames; the message says what to do.</exception>
    public int LinkType => HardwareType switch
    {
        Ieee80211Radiotap => LinkTypes.Radiotap,
        Ieee80211 => LinkTypes.Ieee80211,
        Ethernet => throw Refusal("Ethernet frames"),
        Loopback => throw Refusal("the loopback of this machine"),
        Ieee80211Prism => throw Refusal("Prism headers"),
        _ => throw Refusal(string.Create(CultureInfo.InvariantCulture, $"hardware type {HardwareType}")),
    };

    /// <summary>Finds an interface.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="BadInputException">There is none, or this isn't Linux.</exception>
    public static NetworkDevice Find(string name)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new BadInputException(name, 0, "Linux, on which alone live capture works", Environment.OSVersion.Platform.ToString());
        }

        string[] all = [.. Directory.GetDirectories(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
        return all.Contains(name)
            ? new NetworkDevice(name, Number(name, "ifindex"), Number(name, "type"))
            : throw new BadInputException(name, 0, $"a network interface ({string.Join(", ", all)})", "none of this name");
    }

    private static int Number(string name, string file) =>
        int.Parse(File.ReadAllText(Path.Combine(Folder, name, file)), NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture);

    private BadInputException Refusal(string found) =>
        new(Name, 0, $"an interface in monitor mode (iw dev {Name} set monitor fcsfail) that gives radiotap", found);
}
