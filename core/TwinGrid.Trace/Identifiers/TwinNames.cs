namespace TwinGrid.Trace.Identifiers;

/// <summary>
/// Names of twins for the things that events mention. A key of GS1 becomes its element path with colons, "01:80614141123458:21:6789";
/// any other URI, and a thing that has a name and no URI, is written so that no character of it is one that keys forbid.
/// </summary>
public static class TwinNames
{
    private const string OwnPrefix = "urn:twingrid:";
    private const string CanonicalPrefix = DigitalLink.CanonicalStem + "/";

    /// <summary>The name of a twin for an EPC in canonical form.</summary>
    public static string OfEpc(string epc)
    {
        ArgumentNullException.ThrowIfNull(epc);
        if (epc.StartsWith(OwnPrefix, StringComparison.Ordinal))
        {
            return epc[OwnPrefix.Length..];
        }

        return epc.StartsWith(CanonicalPrefix, StringComparison.Ordinal)
            ? epc[CanonicalPrefix.Length..].Replace('/', ':').Replace("~", "%7E", StringComparison.Ordinal)
            : Uri.EscapeDataString(epc).Replace("~", "%7E", StringComparison.Ordinal);
    }

    /// <summary>The EPC in canonical form of a twin's name: the inverse of <see cref="OfEpc"/>; a name without one becomes urn:twingrid:name.</summary>
    public static string ToEpc(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string[] parts = name.Split(':');
        if (parts.Length >= 2 && parts.Length % 2 == 0 && Gs1Key.IsKey(parts[0]))
        {
            return CanonicalPrefix + string.Join('/', parts).Replace("%7E", "~", StringComparison.Ordinal);
        }

        string plain = name.Contains("%3A", StringComparison.Ordinal) ? Uri.UnescapeDataString(name) : name;
        return plain.Contains(':', StringComparison.Ordinal) ? plain : OwnPrefix + name;
    }
}
