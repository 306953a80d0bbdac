using TwinGrid.Model;

namespace TwinGrid.Grains.Wire;

/// <summary>How a <see cref="Position"/> crosses the wire.</summary>
[GenerateSerializer, Immutable, Alias("twingrid.position")]
public readonly record struct PositionSurrogate(
    [property: Id(0)] double X,
    [property: Id(1)] double Y,
    [property: Id(2)] double Z);

/// <summary>Converts a <see cref="Position"/> to and from its wire form.</summary>
[RegisterConverter]
public sealed class PositionConverter : IConverter<Position, PositionSurrogate>
{
    /// <inheritdoc/>
    public Position ConvertFromSurrogate(in PositionSurrogate surrogate) => new(surrogate.X, surrogate.Y, surrogate.Z);

    /// <inheritdoc/>
    public PositionSurrogate ConvertToSurrogate(in Position value) => new(value.X, value.Y, value.Z);
}

/// <summary>How a <see cref="PositionCovariance"/> crosses the wire.</summary>
[GenerateSerializer, Immutable, Alias("twingrid.covariance")]
public readonly record struct PositionCovarianceSurrogate(
    [property: Id(0)] double XX,
    [property: Id(1)] double XY,
    [property: Id(2)] double YY,
    [property: Id(3)] double XZ,
    [property: Id(4)] double YZ,
    [property: Id(5)] double ZZ);

/// <summary>Converts a <see cref="PositionCovariance"/> to and from its wire form.</summary>
[RegisterConverter]
public sealed class PositionCovarianceConverter : IConverter<PositionCovariance, PositionCovarianceSurrogate>
{
    /// <inheritdoc/>
    public PositionCovariance ConvertFromSurrogate(in PositionCovarianceSurrogate surrogate) =>
        new(surrogate.XX, surrogate.XY, surrogate.YY, surrogate.XZ, surrogate.YZ, surrogate.ZZ);

    /// <inheritdoc/>
    public PositionCovarianceSurrogate ConvertToSurrogate(in PositionCovariance value) =>
        new(value.XX, value.XY, value.YY, value.XZ, value.YZ, value.ZZ);
}
