namespace TwinGrid.Signal.Motion.Replies;

/// <summary>The CRC-16 of EPC C1G2 (annex F): generator 1021, preset FFFF, sent inverted, most significant bit first.</summary>
public static class Crc16
{
    private const ushort Generator = 0x1021, Preset = 0xFFFF, Residue = 0x1D0F;

    /// <summary>The check value to send behind a message.</summary>
    public static ushort Of(ReadOnlySpan<byte> message) => (ushort)~Register(message);

    /// <summary>Whether a message that ends with its check value came through unchanged.</summary>
    public static bool IsRight(ReadOnlySpan<byte> message) => message.Length >= 2 && Register(message) == Residue;

    private static ushort Register(ReadOnlySpan<byte> message)
    {
        ushort register = Preset;
        foreach (byte value in message)
        {
            register ^= (ushort)(value << 8);
            for (int bit = 0; bit < 8; bit++)
            {
                register = (ushort)((register & 0x8000) != 0 ? (register << 1) ^ Generator : register << 1);
            }
        }

        return register;
    }
}
