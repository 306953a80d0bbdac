using System.Collections.Immutable;
using TwinGrid.Signal.Motion;

namespace TwinGrid.Grains.Readers;

/// <summary>How a <see cref="ProfileAccumulator"/> is stored: four sums for each antenna, then the three of the length.</summary>
[GenerateSerializer, Immutable, Alias("twingrid.profile-sums")]
public readonly record struct ProfileSurrogate([property: Id(0)] ImmutableArray<long> Antennas, [property: Id(1)] ImmutableArray<long> Length);

/// <summary>Converts a <see cref="ProfileAccumulator"/> to and from its stored form.</summary>
[RegisterConverter]
public sealed class ProfileConverter : IConverter<ProfileAccumulator, ProfileSurrogate>
{
    /// <inheritdoc/>
    public ProfileAccumulator ConvertFromSurrogate(in ProfileSurrogate surrogate) => new(
        [.. surrogate.Antennas.Chunk(4).Select(sums => new PhaseSums(sums[0], sums[1], sums[2], sums[3]))],
        new LengthSums(surrogate.Length[0], surrogate.Length[1], surrogate.Length[2]));

    /// <inheritdoc/>
    public ProfileSurrogate ConvertToSurrogate(in ProfileAccumulator value) => new(
        [.. value.Antennas.SelectMany(sums => new[] { sums.Reads, sums.Weight, sums.Cosine, sums.Sine })],
        [value.Length.Reads, value.Length.Weight, value.Length.Weighted]);
}
