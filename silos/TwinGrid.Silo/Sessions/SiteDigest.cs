using System.Security.Cryptography;
using System.Text.Json;
using TwinGrid.Grains;
using TwinGrid.Grains.Objects;
using TwinGrid.Grains.Regions;

namespace TwinGrid.Silo.Sessions;

/// <summary>
/// What the twins of a region know, in one number: equal for two runs that know the same, bit for bit. How often the region was
/// localized and how long that took belong to the machine and are left out.
/// </summary>
public static class SiteDigest
{
    /// <summary>SHA-256, in hexadecimal, of the region's snapshot and those of objects.</summary>
    /// <param name="grains">Where the twins are.</param>
    /// <param name="regionKey">Key of the region.</param>
    /// <param name="objects">Names of the objects; told in ordinal order, each once.</param>
    public static async Task<string> OfAsync(IGrainFactory grains, string regionKey, IEnumerable<string> objects)
    {
        ArgumentNullException.ThrowIfNull(grains);
        ArgumentNullException.ThrowIfNull(objects);
        RegionSnapshot region = await grains.GetGrain<IRegionGrain>(regionKey).Snapshot();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(region with { Rounds = 0, SolveSeconds = 0 }));
        foreach (string name in objects.Order(StringComparer.Ordinal).Distinct())
        {
            IObjectGrain twin = grains.GetGrain<IObjectGrain>(TwinKeys.InSite(TwinKeys.SiteOf(regionKey), name));
            hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(new { name, twin = await twin.Snapshot() }));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
