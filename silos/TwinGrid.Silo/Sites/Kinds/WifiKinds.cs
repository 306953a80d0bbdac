using System.Collections.Immutable;
using System.Globalization;
using TwinGrid.Adapters;
using TwinGrid.Adapters.Configuration;
using TwinGrid.Adapters.Wifi;
using TwinGrid.Adapters.Wifi.Dot11;
using TwinGrid.Adapters.Wifi.Tags;
using TwinGrid.Silo.Sites.Reading;

namespace TwinGrid.Silo.Sites.Kinds;

/// <summary>Kinds wifi-capture and wifi-live: tags that ride on WiFi frames, from a file or from an interface of this machine.</summary>
internal static class WifiKinds
{
    private const string Shared = "which symbols of a frame tags turn";

    private static readonly SiteKey[] TagKeys =
    [
        new("offset", "whole number, 0 to 65526", $"{Shared}: symbols before the first tag bit; 0 when left out"),
        new("data_bits", "whole number, 1 to 32", $"{Shared}: bits of data; 16 when left out"),
        new("parity_bits", "whole number, 0 to 31", $"{Shared}: bits of parity behind them; 4 when left out"),
        new("symbols_per_bit", "whole number, 1 to 65526", $"{Shared}: symbols that carry one bit; 1 when left out"),
        new("origin", "body or frame", $"{Shared}: from where the offset counts; body when left out"),
        new("senders", "list of addresses", "stations whose frames tags ride on, such as 02:00:00:00:00:01; any when left out"),
        new("id_offset", "whole number, 0 to 31", "first data bit of a tag's id; 0 when left out"),
        new("id_bits", "whole number, 1 to 32", "bits of a tag's id; all from id_offset on when left out"),
        new("names", "map by id", "names of tags by their ids"),
        new("name_template", "text with {id}", "name of other tags; wifi-{id} when left out"),
        new("assumes_fcs", "true or false", "whether frames of which the capture doesn't say so end with their check sequence; false when left out"),
    ];

    /// <summary>Kind wifi-capture.</summary>
    public static AdapterKind Capture { get; } = new(
        "wifi-capture",
        "tags that ride on 802.11b frames of a capture, pcap or pcapng",
        [new SiteKey("file", "path", "the capture", IsNeeded: true), .. TagKeys],
        entry => entry.File("file") is { } file && OptionsOf(entry) is { } options ? new FileSetting(file, options) : null);

    /// <summary>Kind wifi-live.</summary>
    public static AdapterKind Live { get; } = new(
        "wifi-live",
        "tags that ride on 802.11b frames that an interface in monitor mode hears; Linux, as a user who may capture",
        [new SiteKey("device", "name", "the interface, such as wlan0mon", IsNeeded: true), .. TagKeys],
        entry => entry.Place["device"].Text(64) is { } device && OptionsOf(entry) is { } options ? new LiveSetting(device, options) : null);

    private static WifiOptions? OptionsOf(AdapterEntry entry)
    {
        ConfigPlace place = entry.Place;
        var window = new TagWindow();
        window = window with
        {
            Offset = (int?)place["offset"].Whole(0, TagWindow.MostSymbols - 1) ?? window.Offset,
            DataBits = (int?)place["data_bits"].Whole(1, 32) ?? window.DataBits,
            ParityBits = (int?)place["parity_bits"].Whole(0, 31) ?? window.ParityBits,
            SymbolsPerBit = (int?)place["symbols_per_bit"].Whole(1, TagWindow.MostSymbols - 1) ?? window.SymbolsPerBit,
            Origin = place["origin"].OneOf("body", "frame") == "frame" ? WindowOrigin.Frame : WindowOrigin.Body,
        };
        var options = new WifiOptions
        {
            Name = entry.Name,
            Window = window,
            Senders = [.. place["senders"].Items().Select(Sender).OfType<MacAddress>()],
            IdOffset = (int?)place["id_offset"].Whole(0, 31) ?? 0,
            IdBits = (int?)place["id_bits"].Whole(1, 32),
            Names = Names(place["names"]),
            AssumesFcs = place["assumes_fcs"].Flag() ?? false,
        };
        options = options with { NameTemplate = place["name_template"].Text(200) ?? options.NameTemplate };
        try
        {
            return options.Checked();
        }
        catch (ArgumentException fault)
        {
            place.Refuse("options that fit one another", fault.Message);
            return null;
        }
    }

    private static MacAddress? Sender(ConfigPlace place)
    {
        if (place.Text(17) is { } text && MacAddress.TryParse(text, out MacAddress address))
        {
            return address;
        }

        place.Refuse("an address such as 02:00:00:00:00:01");
        return null;
    }

    private static ImmutableDictionary<uint, string> Names(ConfigPlace place)
    {
        ImmutableDictionary<uint, string>.Builder names = ImmutableDictionary.CreateBuilder<uint, string>();
        foreach ((string key, ConfigPlace value) in place.Entries(SiteParser.MostObjects))
        {
            if (!uint.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out uint id))
            {
                value.Refuse("a tag's id, a whole number, as key", $"'{key}'");
            }
            else if (value.Text(200) is { } text && SiteNames.Checked(TagText.NameOf(text), value) is { } name)
            {
                names[id] = name;
            }
        }

        return names.ToImmutable();
    }

    private static WifiOptions For(WifiOptions options, AdapterOpening opening) =>
        opening.Reader.Antennas.Count == 0 ? options : options with { Antennas = [.. opening.Reader.Antennas.Select(antenna => antenna.Plan)] };

    private sealed record FileSetting(string File, WifiOptions Options) : AdapterSetting
    {
        public override bool Ends => true;

        public override string Summary => File;

        public override IObservationSource Open(AdapterOpening opening) => new WifiCapture(File, For(Options, opening));
    }

    private sealed record LiveSetting(string Device, WifiOptions Options) : AdapterSetting
    {
        public override string Summary => Device;

        public override IObservationSource Open(AdapterOpening opening) => new WifiLive(Device, For(Options, opening), opening.Time);
    }
}
