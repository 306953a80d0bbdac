using System.Collections.Immutable;

namespace TwinGrid.Adapters.Llrp.Emulator;

/// <summary>Channels and powers of an emulated reader.</summary>
internal sealed class EmulatedBand
{
    /// <summary>Id of the hop table of a reader that hops.</summary>
    public const int HopTable = 1;

    /// <summary>Powers by index from 1, 10 to 30 dBm in steps of a quarter, in hundredths of a dBm as the wire has them.</summary>
    public static readonly ImmutableArray<int> Powers = [.. Enumerable.Range(0, 81).Select(step => 1000 + 25 * step)];

    /// <summary>Air-protocol modes by identifier.</summary>
    public static readonly ImmutableArray<int> Modes = [0, 1, 2, 3, 1000, 1002];

    private const int FirstFcc = 902_750, FccStep = 500, FccChannels = 50, FccStride = 17, FirstEtsi = 865_700, EtsiStep = 600, EtsiChannels = 4;

    private EmulatedBand(bool isHopping, ImmutableArray<uint> kilohertz) => (IsHopping, Kilohertz) = (isHopping, kilohertz);

    /// <summary>The 50 channels of FCC part 15, in an order that jumps about.</summary>
    public static EmulatedBand Fcc { get; } = new(true, [.. Enumerable.Range(0, FccChannels).Select(place => (uint)(FirstFcc + FccStep * (place * FccStride % FccChannels)))]);

    /// <summary>The four channels of ETSI EN 302 208.</summary>
    public static EmulatedBand Etsi { get; } = new(false, [.. Enumerable.Range(0, EtsiChannels).Select(place => (uint)(FirstEtsi + EtsiStep * place))]);

    /// <summary>Whether the reader goes from channel to channel by itself.</summary>
    public bool IsHopping { get; }

    /// <summary>Frequencies in kilohertz in the order of the channel index, from 1.</summary>
    public ImmutableArray<uint> Kilohertz { get; }

    /// <summary>The channels of a reader.</summary>
    public static EmulatedBand Of(EmulatorOptions options) => options.IsHopping ? Fcc : Etsi;
}
