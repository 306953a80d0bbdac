using System.Runtime.InteropServices;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Adapters.Readers;

/// <summary>
/// Names of twins for the EPC memory that readers report: that of the GS1 key where the bits follow a scheme of the tag data standard,
/// so that a tag's twin is the thing that captured events name, and else the bits in hexadecimal. Names are remembered, so
/// that a tag read again allocates nothing. Not safe for use from several threads at once.
/// </summary>
/// <param name="capacity">Most tags remembered; beyond it all are forgotten.</param>
public sealed class TagNames(int capacity = 1 << 16)
{
    private readonly Dictionary<EpcBits, string> _names = [];

    /// <summary>The name for EPC memory.</summary>
    /// <param name="epc">The bits as the air protocol carries them, at most 62 bytes, first byte first.</param>
    /// <exception cref="ArgumentException">There are no bits, or more than the protocol can carry.</exception>
    public string Of(ReadOnlySpan<byte> epc)
    {
        if (epc.Length is 0 or > EpcBits.Capacity)
        {
            throw new ArgumentException($"EPC memory: expected 1 to {EpcBits.Capacity} bytes, found {epc.Length}", nameof(epc));
        }

        var bits = new EpcBits(epc);
        if (_names.Count >= capacity && !_names.ContainsKey(bits))
        {
            _names.Clear();
        }

        ref string? name = ref CollectionsMarshal.GetValueRefOrAddDefault(_names, bits, out _);
        return name ??= NameOf(Convert.ToHexString(epc));
    }

    /// <summary>The name for EPC memory written in hexadecimal; the same as for its bits.</summary>
    public static string NameOf(string hex)
    {
        ArgumentException.ThrowIfNullOrEmpty(hex);
        try
        {
            return TwinNames.OfEpc(DigitalLink.Format(EpcTag.FromHex(hex).Identity));
        }
        catch (EpcException)
        {
            return hex.ToUpperInvariant();
        }
    }
}
