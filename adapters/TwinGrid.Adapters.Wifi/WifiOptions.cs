using System.Collections.Immutable;
using TwinGrid.Adapters.Readers;
using TwinGrid.Adapters.Wifi.Dot11;
using TwinGrid.Adapters.Wifi.Tags;
using TwinGrid.Model;

namespace TwinGrid.Adapters.Wifi;

/// <summary>What is known beforehand of a WiFi receiver and the tags that it hears.</summary>
public sealed record WifiOptions
{
    private const double LeastDbm = -200, MostDbm = 100;

    /// <summary>Name of the receiver; its observations come from "wifi:NAME".</summary>
    public string Name { get; init; } = "receiver";

    /// <summary>Which symbols tags turn; 16 data bits and 4 of parity from the body's first symbol on.</summary>
    public TagWindow Window { get; init; } = new();

    /// <summary>Stations whose frames tags ride on; empty, the default, for any.</summary>
    public ImmutableArray<MacAddress> Senders { get; init; } = [];

    /// <summary>First data bit of a tag's id.</summary>
    public int IdOffset { get; init; }

    /// <summary>Bits of a tag's id; null, the default, for all data bits from <see cref="IdOffset"/> on.</summary>
    public int? IdBits { get; init; }

    /// <summary>Names of the twins of tags by their ids; others are named by <see cref="NameTemplate"/>.</summary>
    public ImmutableDictionary<uint, string> Names { get; init; } = ImmutableDictionary<uint, string>.Empty;

    /// <summary>
    /// Name of a tag whose id has none, with {id} where the id comes, or {id:X4} in four hexadecimal digits; null when such tags
    /// shall not be reported.
    /// </summary>
    public string? NameTemplate { get; init; } = "wifi-{id}";

    /// <summary>Measured values among the data bits, at most one of each quantity; none by default.</summary>
    public ImmutableArray<TagValue> Values { get; init; } = [];

    /// <summary>
    /// The receiver's antennas; radiotap's antenna 0 is port 1. One alone stands for all. By default one at the origin.
    /// </summary>
    public ImmutableArray<AntennaPlan> Antennas { get; init; } = [new AntennaPlan(1, new Position(0, 0))];

    /// <summary>Power in dBm of a read whose frame states none; −100.</summary>
    public double AssumedRssiDbm { get; init; } = -100;

    /// <summary>Frequency in hertz of a read whose frame states no channel; 2.437 GHz, channel 6.</summary>
    public double AssumedFrequencyHz { get; init; } = 2.437e9;

    /// <summary>Whether frames of which the capture doesn't say so end with their check sequence; false.</summary>
    public bool AssumesFcs { get; init; }

    /// <summary>Name of the source in observations.</summary>
    public string Source => "wifi:" + Name;

    /// <summary>Bits of a tag's id.</summary>
    internal int IdLength => IdBits ?? Window.DataBits - IdOffset;

    /// <summary>Refuses options that can't be.</summary>
    /// <exception cref="ArgumentException">One line that says which, what was expected and what was found.</exception>
    public WifiOptions Checked()
    {
        Window.Checked();
        TagBits.Require("id", IdOffset, IdLength, Window.DataBits);
        Hold(Name.Length > 0 && !Name.Any(IsForbidden), "name: expected no '/', '~', white space or control character", Name);
        Hold(NameTemplate is not { } template || TagNameTemplate.TryParse(template, out _), "name template: expected {id}, {id:D4} or {id:X4} in it once and no '/', '~' or white space", NameTemplate);
        foreach ((uint id, string name) in Names)
        {
            Hold(name.Length > 0 && !name.Any(IsForbidden), FormattableString.Invariant($"name of tag {id}: expected no '/', '~', white space or control character"), name);
            Hold(IdLength == 32 || id >> IdLength == 0, FormattableString.Invariant($"tag '{name}': expected an id of {IdLength} bits"), id);
        }

        foreach (TagValue value in Values)
        {
            value.Checked(Window.DataBits);
        }

        Hold(Values.Select(value => value.Quantity).Distinct().Count() == Values.Length, "values: expected each quantity once", Values.Length);
        Hold(Antennas.Length > 0 && Antennas.Select(antenna => antenna.Port).Distinct().Count() == Antennas.Length, "antennas: expected at least one, each port once", Antennas.Length);
        Hold(AssumedRssiDbm is >= LeastDbm and <= MostDbm, "assumed power: expected −200 to 100 dBm", AssumedRssiDbm);
        Hold(AssumedFrequencyHz is > 0 and < double.PositiveInfinity, "assumed frequency: expected a number of hertz above 0", AssumedFrequencyHz);
        return this;
    }

    /// <summary>Whether a letter can't be in the name of a twin.</summary>
    internal static bool IsForbidden(char letter) => letter is '/' or '~' || char.IsWhiteSpace(letter) || char.IsControl(letter);

    private static void Hold<T>(bool holds, string expected, T found)
    {
        if (!holds)
        {
            throw new ArgumentException(FormattableString.Invariant($"{expected}, found '{found}'"));
        }
    }
}
