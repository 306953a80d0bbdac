using System.Collections.Immutable;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Trace.Queries;

/// <summary>
/// A pattern of EPCs, urn:epc:idpat:sgtin:0614141.*.* and its like, TDS section 8: stars stand for whole fields, from the last on.
/// urn:epc:class:lgtin:….* does the same for lots. It is matched against canonical Digital Links, so that it finds EPCs however
/// events wrote them; a pattern of a type also finds the class itself.
/// </summary>
/// <param name="Stem">What a canonical EPC begins with, up to its key's value: https://id.gs1.org/01/.</param>
/// <param name="Skip">Characters of the value before the company prefix: 1 for indicator, extension digit or filler.</param>
/// <param name="Prefix">Company prefix that follows; empty for any.</param>
/// <param name="Key">The whole key when the reference is given too; null when it is a star.</param>
/// <param name="Tail">What must stand behind the key: "/21/" for serials; empty where the serial is part of the key, or there is none.</param>
/// <param name="IsClassIncluded">Whether the key alone, which is the class of all serials, matches.</param>
public sealed record EpcPattern(string Stem, int Skip, string Prefix, string? Key, string Tail, bool IsClassIncluded)
{
    private const string PatternPrefix = "urn:epc:idpat:";
    private const string LotPrefix = "urn:epc:class:lgtin:";

    /// <summary>Reads a pattern; null for a URI that is none and is matched by equality.</summary>
    /// <exception cref="EpcException">It is a pattern that breaks its scheme.</exception>
    public static EpcPattern? TryRead(string uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        bool isLot = uri.StartsWith(LotPrefix, StringComparison.Ordinal) && uri.EndsWith(".*", StringComparison.Ordinal);
        if (!isLot && !uri.StartsWith(PatternPrefix, StringComparison.Ordinal))
        {
            return null;
        }

        string[] named = isLot ? ["lgtin", uri[LotPrefix.Length..]] : uri[PatternPrefix.Length..].Split(':', 2);
        EpcScheme scheme = EpcSchemes.All.FirstOrDefault(row => row.Name == named[0] && named.Length == 2)
            ?? throw new EpcException("pattern", "a scheme such as sgtin behind urn:epc:idpat:", uri);
        int parts = scheme.Serial is null ? 2 : 3;
        string[] fields = named[1].Split('.', parts);
        int stars = fields.Reverse().TakeWhile(field => field == "*").Count();
        if (fields.Length != parts || stars == 0 || fields.Take(parts - stars).Contains("*"))
        {
            throw new EpcException($"{scheme.Name} pattern", $"{parts} fields, the last ones *", named[1]);
        }

        string stem = $"{DigitalLink.CanonicalStem}/{scheme.KeyAi}/";
        int skip = scheme.HasIndicator ? 1 : scheme.Filler.Length;
        string tail = scheme.SerialAi is { } ai ? $"/{ai}/" : "";
        bool isClassIncluded = scheme.HasPattern || scheme.AbsentSerial is not null;
        if (stars == parts)
        {
            return new EpcPattern(stem, skip, "", null, tail, isClassIncluded);
        }

        string? key = null;
        if (stars == 1 && parts == 3)
        {
            // Any serial will do to have the key computed; the serial's own text is cut off again.
            string link = DigitalLink.Format(EpcIdentity.Create(scheme, fields[0], fields[1], "1"));
            key = link[stem.Length..^(tail.Length + 1)];
        }
        else if (fields[0].Length is < EpcScheme.ShortestPrefix or > EpcScheme.LongestPrefix || fields[0].AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            throw new EpcException($"{scheme.Name} pattern", "a company prefix of 6 to 12 digits", fields[0]);
        }

        return new EpcPattern(stem, skip, fields[0], key, tail, isClassIncluded);
    }

    /// <summary>Whether a canonical EPC matches.</summary>
    public bool Matches(string epc)
    {
        ArgumentNullException.ThrowIfNull(epc);
        if (!epc.StartsWith(Stem, StringComparison.Ordinal))
        {
            return false;
        }

        ReadOnlySpan<char> value = epc.AsSpan(Stem.Length);
        if (Key is not null)
        {
            return value.StartsWith(Key) && Follows(value[Key.Length..]);
        }

        int end = value.IndexOf('/');
        ReadOnlySpan<char> digits = end < 0 ? value : value[..end];
        return digits.Length >= Skip && digits[Skip..].StartsWith(Prefix) && (Tail.Length == 0 ? end < 0 : Follows(end < 0 ? default : value[end..]));
    }

    private bool Follows(ReadOnlySpan<char> rest) =>
        rest.IsEmpty ? IsClassIncluded : Tail.Length == 0 ? !rest.Contains('/') : rest.StartsWith(Tail) && !rest[Tail.Length..].Contains('/');
}

/// <summary>The event mentions an EPC or class that is named, or that a pattern fits: MATCH_epc and its like with patterns.</summary>
/// <param name="Roles">The parts that it may play.</param>
/// <param name="Epcs">EPCs named, canonical.</param>
/// <param name="Patterns">The patterns.</param>
public sealed record PatternCondition(
    ImmutableArray<EpcRole> Roles,
    ImmutableArray<string> Epcs,
    ImmutableArray<EpcPattern> Patterns) : EventCondition
{
    /// <inheritdoc/>
    public override bool Holds(StoredEvent stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        foreach (EpcMention mention in stored.Event.Mentions)
        {
            if (Roles.Contains(mention.Role) && (Epcs.Contains(mention.Epc) || Patterns.Any(pattern => pattern.Matches(mention.Epc))))
            {
                return true;
            }
        }

        return false;
    }
}
