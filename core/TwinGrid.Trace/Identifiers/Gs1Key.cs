using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace TwinGrid.Trace.Identifiers;

/// <summary>Identities to and from GS1 keys: where the check digit, the indicator and the company prefix go. TDS section 7.</summary>
public static class Gs1Key
{
    private const string Gtin = "01";
    private const int GtinLength = 14;

    /// <summary>The key of an identity, and its serial where that has an application identifier of its own.</summary>
    public static IReadOnlyList<Gs1Element> Of(EpcIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        EpcScheme scheme = identity.Scheme;
        string key = scheme.Filler + (scheme.HasIndicator
            ? identity.Reference[..1] + identity.CompanyPrefix + identity.Reference[1..]
            : identity.CompanyPrefix + identity.Reference);
        if (scheme.HasCheckDigit)
        {
            key += CheckDigit.Of(key);
        }

        return (identity.Serial, scheme.SerialAi) switch
        {
            (null, _) => [new(scheme.KeyAi, key)],
            ({ } serial, null) => [new(scheme.KeyAi, key + serial)],
            ({ } serial, _) when serial == scheme.AbsentSerial => [new(scheme.KeyAi, key)],
            ({ } serial, { } ai) => [new(scheme.KeyAi, key), new(ai, serial)],
        };
    }

    /// <summary>True when a scheme has this application identifier as its key.</summary>
    internal static bool IsKey(string ai) => EpcSchemes.All.Any(scheme => scheme.KeyAi == ai);

    /// <summary>The identity that a key and what stands beside it name.</summary>
    /// <param name="elements">The key first, then at most its serial or lot.</param>
    /// <param name="lengths">How long company prefixes are.</param>
    /// <exception cref="EpcException">
    /// The key breaks its scheme, something stands beside it that an identity has no place for, or the prefix length is unknown.
    /// </exception>
    public static EpcIdentity ToIdentity(IReadOnlyList<Gs1Element> elements, CompanyPrefixLengths lengths) =>
        Fault(elements, lengths, out EpcIdentity? identity) is { } fault ? throw fault : identity!;

    /// <summary>The identity that a key names; false, without the cost of an exception, for a key that breaks its scheme at the check digit or before.</summary>
    /// <exception cref="EpcException">What stands behind the check digit breaks the scheme, or the prefix length is unknown.</exception>
    internal static bool TryToIdentity(IReadOnlyList<Gs1Element> elements, CompanyPrefixLengths lengths, [NotNullWhen(true)] out EpcIdentity? identity) =>
        Fault(elements, lengths, out identity) is null;

    private static EpcException? Fault(IReadOnlyList<Gs1Element> elements, CompanyPrefixLengths lengths, out EpcIdentity? identity)
    {
        ArgumentNullException.ThrowIfNull(elements);
        ArgumentNullException.ThrowIfNull(lengths);
        identity = null;
        if (elements.Count == 0 || !IsKey(elements[0].Ai))
        {
            string known = string.Join(", ", EpcSchemes.All.Select(row => $"({row.KeyAi})").Distinct());
            return new EpcException("key", $"one of {known}", elements.Count == 0 ? "nothing" : $"({elements[0].Ai})");
        }

        EpcScheme[] schemes = [.. EpcSchemes.All.Where(row => row.KeyAi == elements[0].Ai)];
        EpcScheme? scheme = elements.Count == 1 ? schemes[0] : Array.Find(schemes, row => row.SerialAi == elements[1].Ai);
        if (scheme is null || elements.Count > 2)
        {
            string[] own = [.. schemes.Where(row => row.SerialAi is not null).Select(row => $"({row.SerialAi})")];
            return new EpcException(
                $"beside ({elements[0].Ai})",
                own.Length == 0 ? "nothing" : $"{string.Join(" or ", own)} alone",
                string.Concat(elements.Skip(1).Select(element => $"({element.Ai})")));
        }

        string? serial = elements.Count == 2 ? elements[1].Value : scheme.AbsentSerial;
        string key = elements[0].Value;
        if (!scheme.HasFixedReference)
        {
            identity = Divide(scheme, key, serial, lengths);
            return null;
        }

        if (scheme.KeyAi == Gtin && key.Length is 8 or 12 or 13)
        {
            key = key.PadLeft(GtinLength, '0');
        }

        int length = scheme.Filler.Length + scheme.KeyLength + 1;
        bool hasTail = scheme.Serial is not null && scheme.SerialAi is null && key.Length > length;
        if (Fault(scheme, hasTail ? key[..length] : key, length) is { } fault)
        {
            return fault;
        }

        identity = Divide(scheme, key[scheme.Filler.Length..(length - 1)], hasTail ? key[length..] : serial, lengths);
        return null;
    }

    private static EpcIdentity Divide(EpcScheme scheme, string key, string? serial, CompanyPrefixLengths lengths)
    {
        string indicator = scheme.HasIndicator ? key[..1] : "";
        string rest = key[indicator.Length..];
        int length = Math.Min(lengths.Of(rest), rest.Length);
        return EpcIdentity.Create(scheme, rest[..length], indicator + rest[length..], serial);
    }

    private static EpcException? Fault(EpcScheme scheme, string key, int length)
    {
        string place = $"({scheme.KeyAi})";
        if (key.Length != length || key.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            return new EpcException(place, string.Create(CultureInfo.InvariantCulture, $"{length} digits"), key.Length == 0 ? "nothing" : key);
        }

        if (!key.StartsWith(scheme.Filler, StringComparison.Ordinal))
        {
            return new EpcException(place, $"{scheme.Filler} first", key);
        }

        char expected = CheckDigit.Of(key.AsSpan(0, length - 1));
        return key[^1] == expected ? null : new EpcException($"{place} check digit", expected.ToString(), $"{key[^1]} in {key}");
    }
}
