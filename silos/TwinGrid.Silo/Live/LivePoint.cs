using System.Buffers.Binary;
using TwinGrid.Model;

namespace TwinGrid.Silo.Live;

/// <summary>An object as the map shows it. On the wire 20 bytes, little-endian: what a browser reads through typed arrays.</summary>
/// <param name="Id">Its number within the site, from 0, the same as long as the silo runs.</param>
/// <param name="X">First coordinate in metres.</param>
/// <param name="Y">Second coordinate in metres.</param>
/// <param name="SemiMajor">Longer semi-axis of the 95 % ellipse in metres; 0 where it is not known.</param>
/// <param name="SemiMinor">Shorter semi-axis of the 95 % ellipse in metres.</param>
/// <param name="Orientation">Angle of the longer axis from the x axis in radians, counter-clockwise.</param>
/// <param name="Status">Located, or why not; the position is then the last one known.</param>
/// <param name="IsPlaced">Whether the object has ever been located, or heard by an antenna, where it is shown then.</param>
/// <param name="Stage">Stage of its life.</param>
/// <param name="IsHeard">Whether antennas hear it at a place.</param>
public readonly record struct LivePoint(
    int Id, double X, double Y, double SemiMajor, double SemiMinor, double Orientation, LocationStatus Status, bool IsPlaced, LifeStage Stage, bool IsHeard = false)
{
    /// <summary>Bytes of a point on the wire.</summary>
    public const int Size = 20;

    private const double Millimetres = 1000;
    private const byte PlacedFlag = 1, HeardFlag = 2;

    /// <summary>
    /// Writes number (uint32), x and y (int32, mm), semi-axes (uint16, mm, larger ones as 65535), orientation (int16, 2¹⁵ to π),
    /// a byte of status (lower half) and stage (upper half), and one of flags (bit 0: placed, bit 1: heard).
    /// </summary>
    /// <param name="bytes">At least <see cref="Size"/> bytes.</param>
    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteInt32LittleEndian(bytes, Id);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[4..], Rounded(X));
        BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], Rounded(Y));
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[12..], Axis(SemiMajor));
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[14..], Axis(SemiMinor));
        BinaryPrimitives.WriteInt16LittleEndian(bytes[16..], (short)Math.Clamp(Orientation / Math.PI * 32768, short.MinValue, short.MaxValue));
        bytes[18] = (byte)((int)Status | (int)Stage << 4);
        bytes[19] = (byte)((IsPlaced ? PlacedFlag : 0) | (IsHeard ? HeardFlag : 0));
    }

    private static int Rounded(double metres) => (int)Math.Clamp(Math.Round(metres * Millimetres), int.MinValue, int.MaxValue);

    private static ushort Axis(double metres) => (ushort)Math.Clamp(Math.Round(metres * Millimetres), 0, ushort.MaxValue);
}
