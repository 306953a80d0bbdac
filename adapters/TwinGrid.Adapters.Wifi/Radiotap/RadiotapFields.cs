namespace TwinGrid.Adapters.Wifi.Radiotap;

/// <summary>Size and alignment of the fields of a radiotap header by their bit in the presence words (radiotap.org, defined fields).</summary>
internal static class RadiotapFields
{
    public const int Tsft = 0, Flags = 1, Rate = 2, Channel = 3, Signal = 5, Noise = 6, Antenna = 11, RxFlags = 14;
    public const int Mcs = 19, Vht = 21, He = 23, HeMu = 24, HeMuOther = 25;

    /// <summary>From this bit on everything up to the end of the header is type, length and value.</summary>
    public const int TypeLengthValue = 28;

    /// <summary>Bits that say what the next presence word is: of radiotap again, of a vendor, or one that follows at all.</summary>
    public const int RadiotapNext = 29, VendorNext = 30, AnotherWord = 31;

    /// <summary>What stands where a vendor's name space begins: 3 bytes of OUI, 1 of its own, 2 of how much to skip; aligned to 2.</summary>
    public const int VendorBytes = 6, VendorAlignment = 2;

    private static ReadOnlySpan<byte> Sizes =>
        [8, 1, 1, 4, 2, 1, 1, 2, 2, 2, 1, 1, 1, 1, 2, 2, 1, 1, 8, 3, 8, 12, 12, 12, 12, 6, 1, 4];

    private static ReadOnlySpan<byte> Alignments =>
        [8, 1, 1, 2, 2, 1, 1, 2, 2, 2, 1, 1, 1, 1, 2, 2, 1, 1, 4, 1, 4, 2, 8, 2, 2, 2, 1, 2];

    /// <summary>Bytes of a field.</summary>
    /// <param name="bit">Its bit, 0 to 27.</param>
    public static int Size(int bit) => Sizes[bit];

    /// <summary>The multiple, from the header's first byte, at which a field stands.</summary>
    /// <param name="bit">Its bit, 0 to 27.</param>
    public static int Alignment(int bit) => Alignments[bit];
}
