using System.Buffers.Binary;
using System.Globalization;

namespace TwinGrid.Adapters.Wifi.Dot11;

/// <summary>The 48-bit address of a station.</summary>
/// <param name="Value">The six bytes, the first on the air highest.</param>
public readonly record struct MacAddress(ulong Value)
{
    /// <summary>Bytes of an address.</summary>
    public const int Bytes = 6;

    /// <summary>The address at the front of some bytes, at least six.</summary>
    public static MacAddress Read(ReadOnlySpan<byte> bytes) =>
        new((ulong)BinaryPrimitives.ReadUInt16BigEndian(bytes) << 32 | BinaryPrimitives.ReadUInt32BigEndian(bytes[2..]));

    /// <summary>An address as people write it: six pairs of hexadecimal digits with colons or hyphens.</summary>
    /// <param name="text">The text.</param>
    /// <param name="address">The address.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse(string? text, out MacAddress address)
    {
        string[] pairs = (text ?? "").Split(':', '-');
        ulong value = 0;
        foreach (string pair in pairs)
        {
            if (pair.Length != 2 || !byte.TryParse(pair, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte part))
            {
                address = default;
                return false;
            }

            value = value << 8 | part;
        }

        address = new(value);
        return pairs.Length == Bytes;
    }

    /// <summary>Six pairs of lower-case digits with colons.</summary>
    public override string ToString()
    {
        ulong value = Value;
        return string.Join(':', Enumerable.Range(0, Bytes).Select(i => (value >> (40 - 8 * i) & 0xFF).ToString("x2", CultureInfo.InvariantCulture)));
    }
}
