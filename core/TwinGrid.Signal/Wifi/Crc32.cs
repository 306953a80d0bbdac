using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TwinGrid.Signal.Wifi;

/// <summary>
/// The 32-bit cyclic redundancy check of IEEE 802 in reflected form: x³² is dropped, bit 0 of the register belongs to x³¹, and a
/// byte enters with its least bit first, which is the order on the air. Check value of the nine characters "123456789": CBF43926.
/// </summary>
public static class Crc32
{
    /// <summary>The generator 04C11DB7 with its bits reversed.</summary>
    public const uint Polynomial = 0xEDB88320;

    /// <summary>State of the register before the first bit (INITXOR of Liu et al., algorithm 1).</summary>
    public const uint Initial = 0xFFFFFFFF;

    /// <summary>What the register is exclusive-ored with after the last bit (FINALXOR).</summary>
    public const uint Final = 0xFFFFFFFF;

    private const int Slices = 8;

    /// <summary>Entry 256·s + b: the register after byte b, started at zero, and s zero bytes.</summary>
    private static readonly uint[] Forward = Tables();

    /// <summary>The byte of the low register whose table entry has a given high byte: the way back through one byte.</summary>
    private static readonly byte[] ByHighByte = Inverse();

    /// <summary>The check value of a message.</summary>
    public static uint Compute(ReadOnlySpan<byte> message) => Advance(Initial, message) ^ Final;

    /// <summary>The register after one zero bit: r·x modulo the generator.</summary>
    public static uint Step(uint register) => (register >> 1) ^ (Polynomial & (0 - (register & 1)));

    /// <summary>Moves the register over bytes, eight at a time.</summary>
    /// <param name="register">State before the bytes.</param>
    /// <param name="bytes">The bytes.</param>
    /// <returns>State after them: crc(r′, a) of Liu et al., eq. 3.</returns>
    public static uint Advance(uint register, ReadOnlySpan<byte> bytes)
    {
        uint[] table = Forward;
        ref uint first = ref MemoryMarshal.GetArrayDataReference(table);
        for (; bytes.Length >= Slices; bytes = bytes[Slices..])
        {
            // Every index below is a byte within its table, which the compiler can't see; its checks would double the time.
            uint low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ register, high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            register = Unsafe.Add(ref first, 7 * 256 + (nint)(byte)low)
                ^ Unsafe.Add(ref first, 6 * 256 + (nint)(byte)(low >> 8))
                ^ Unsafe.Add(ref first, 5 * 256 + (nint)(byte)(low >> 16))
                ^ Unsafe.Add(ref first, 4 * 256 + (nint)(low >> 24))
                ^ Unsafe.Add(ref first, 3 * 256 + (nint)(byte)high)
                ^ Unsafe.Add(ref first, 2 * 256 + (nint)(byte)(high >> 8))
                ^ Unsafe.Add(ref first, 256 + (nint)(byte)(high >> 16))
                ^ Unsafe.Add(ref first, (nint)(high >> 24));
        }

        foreach (byte value in bytes)
        {
            register = (register >> 8) ^ table[(int)((register ^ value) & 0xFF)];
        }

        return register;
    }

    /// <summary>Moves the register back over bytes: the inverse of <see cref="Advance"/>.</summary>
    /// <param name="register">State after the bytes.</param>
    /// <param name="bytes">The bytes, in their order on the air.</param>
    /// <returns>State before them: crc_reverse(r, a) of Liu et al., algorithm 2.</returns>
    public static uint Retreat(uint register, ReadOnlySpan<byte> bytes)
    {
        for (int i = bytes.Length - 1; i >= 0; i--)
        {
            byte low = ByHighByte[register >> 24];
            register = ((register ^ Forward[low]) << 8) | (uint)(low ^ bytes[i]);
        }

        return register;
    }

    /// <summary>
    /// The only four bytes that lead from one state to another: a = crc_reverse(r, r′) of Liu et al., eq. 7. A state and 32
    /// data bits change places in the register, so going back from r over the bits of r′ leaves the data.
    /// </summary>
    /// <param name="before">State before the four bytes, r′.</param>
    /// <param name="after">State after them, r.</param>
    /// <returns>The four bytes, the first on the air lowest.</returns>
    public static uint Between(uint before, uint after)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, before);
        return Retreat(after, bytes);
    }

    private static uint[] Tables()
    {
        var table = new uint[Slices * 256];
        for (uint value = 0; value < 256; value++)
        {
            uint register = value;
            for (int bit = 0; bit < 8; bit++)
            {
                register = Step(register);
            }

            table[value] = register;
        }

        for (int i = 256; i < table.Length; i++)
        {
            table[i] = (table[i - 256] >> 8) ^ table[(int)(table[i - 256] & 0xFF)];
        }

        return table;
    }

    private static byte[] Inverse()
    {
        var byHighByte = new byte[256];
        for (int value = 0; value < 256; value++)
        {
            byHighByte[Forward[value] >> 24] = (byte)value;
        }

        return byHighByte;
    }
}
