using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace TwinGrid.Adapters.Iq.Recordings;

/// <summary>How one part (in-phase or quadrature) of a complex sample is stored.</summary>
public enum SampleFormat
{
    /// <summary>32-bit float, little-endian: SigMF cf32_le.</summary>
    Floats,

    /// <summary>32-bit float, big-endian: SigMF cf32_be.</summary>
    BigEndianFloats,

    /// <summary>16-bit signed integer, little-endian: SigMF ci16_le.</summary>
    Shorts,

    /// <summary>16-bit signed integer, big-endian: SigMF ci16_be.</summary>
    BigEndianShorts,

    /// <summary>8-bit signed integer: SigMF ci8.</summary>
    SignedBytes,

    /// <summary>8-bit unsigned integer about 127.5, as cheap receivers write it: SigMF cu8.</summary>
    UnsignedBytes,
}

/// <summary>Sizes, names and values of the sample formats. Integers become numbers from −1 to 1.</summary>
internal static class SampleFormats
{
    private const double ShortScale = 1 / 32768.0, ByteScale = 1 / 128.0, UnsignedMiddle = 127.5;

    /// <summary>Bytes of one part.</summary>
    public static int BytesOf(SampleFormat format) => format switch
    {
        SampleFormat.Floats or SampleFormat.BigEndianFloats => 4,
        SampleFormat.Shorts or SampleFormat.BigEndianShorts => 2,
        _ => 1,
    };

    /// <summary>The format of a SigMF data type; null for one that isn't complex or that nobody records radio in.</summary>
    public static SampleFormat? OfSigMf(string type) => type switch
    {
        "cf32_le" or "cf32" => SampleFormat.Floats,
        "cf32_be" => SampleFormat.BigEndianFloats,
        "ci16_le" or "ci16" => SampleFormat.Shorts,
        "ci16_be" => SampleFormat.BigEndianShorts,
        "ci8" => SampleFormat.SignedBytes,
        "cu8" => SampleFormat.UnsignedBytes,
        _ => null,
    };

    /// <summary>Reads samples of interleaved channels.</summary>
    /// <param name="format">How a part is stored.</param>
    /// <param name="bytes">Whole frames: for each instant one complex sample a channel. Big-endian parts are turned round in place.</param>
    /// <param name="channels">Receives as many samples each as there are frames.</param>
    public static void Read(SampleFormat format, Span<byte> bytes, ReadOnlySpan<Memory<Complex>> channels)
    {
        if (format == (BitConverter.IsLittleEndian ? SampleFormat.BigEndianFloats : SampleFormat.Floats))
        {
            Span<uint> words = MemoryMarshal.Cast<byte, uint>(bytes);
            BinaryPrimitives.ReverseEndianness(words, words);
        }
        else if (format == (BitConverter.IsLittleEndian ? SampleFormat.BigEndianShorts : SampleFormat.Shorts))
        {
            Span<ushort> words = MemoryMarshal.Cast<byte, ushort>(bytes);
            BinaryPrimitives.ReverseEndianness(words, words);
        }

        for (int channel = 0; channel < channels.Length; channel++)
        {
            switch (format)
            {
                case SampleFormat.Floats or SampleFormat.BigEndianFloats:
                    Part(MemoryMarshal.Cast<byte, float>(bytes), channel, channels.Length, channels[channel].Span, 0, 1);
                    break;
                case SampleFormat.Shorts or SampleFormat.BigEndianShorts:
                    Part(MemoryMarshal.Cast<byte, short>(bytes), channel, channels.Length, channels[channel].Span, 0, ShortScale);
                    break;
                case SampleFormat.SignedBytes:
                    Part(MemoryMarshal.Cast<byte, sbyte>(bytes), channel, channels.Length, channels[channel].Span, 0, ByteScale);
                    break;
                default:
                    Part<byte>(bytes, channel, channels.Length, channels[channel].Span, UnsignedMiddle, ByteScale);
                    break;
            }
        }
    }

    private static void Part<T>(ReadOnlySpan<T> parts, int channel, int channels, Span<Complex> samples, double middle, double scale)
        where T : unmanaged, INumber<T>
    {
        int count = parts.Length / (2 * channels);
        for (int i = 0, at = 2 * channel; i < count; i++, at += 2 * channels)
        {
            samples[i] = new((double.CreateTruncating(parts[at]) - middle) * scale, (double.CreateTruncating(parts[at + 1]) - middle) * scale);
        }
    }
}
