using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace TwinGrid.Trace.Events.Rules;

/// <summary>Which names an object may have beside its own.</summary>
internal enum OtherNames
{
    /// <summary>None.</summary>
    None,

    /// <summary>Those that are URIs or have a prefix: a user's extensions.</summary>
    Uris,

    /// <summary>Any.</summary>
    Any,
}

/// <summary>An object with members of its own and, where EPCIS lets a user add some, others.</summary>
internal sealed class ObjectRule : ValueRule
{
    private const int LongestName = 64;
    private readonly (string Name, ValueRule Rule)[] _members;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _places;
    private readonly ulong _required;
    private readonly OtherNames _others;

    /// <summary>A rule.</summary>
    /// <param name="others">Which other names it may have.</param>
    /// <param name="required">Names that must be there.</param>
    /// <param name="members">Names and what their values must be; at most 64.</param>
    public ObjectRule(OtherNames others, string[] required, params (string Name, ValueRule Rule)[] members)
    {
        _members = members;
        _others = others;
        var places = new Dictionary<string, int>();
        for (int i = 0; i < members.Length; i++)
        {
            places.Add(members[i].Name, i);
        }

        _places = places.GetAlternateLookup<ReadOnlySpan<char>>();
        _required = required.Aggregate(0UL, (set, name) => set | (1UL << places[name]));
    }

    /// <summary>A name that may stand more than once, where the last counts; null for none.</summary>
    public string? Repeatable { get; init; }

    /// <summary>The place of a member in this rule; −1 for another name.</summary>
    public int Find(JsonProperty member)
    {
        ReadOnlySpan<byte> raw = JsonMarshal.GetRawUtf8PropertyName(member);
        if (raw.Contains((byte)'\\'))
        {
            return JsonText.TryGetName(member, out string name) && _places.TryGetValue(name, out int escaped) ? escaped : -1;
        }

        Span<char> letters = stackalloc char[LongestName];
        return raw.Length <= LongestName && Encoding.UTF8.TryGetChars(raw, letters, out int length) && _places.TryGetValue(letters[..length], out int place)
            ? place
            : -1;
    }

    /// <summary>Name and rule of a member by its place.</summary>
    public (string Name, ValueRule Rule) this[int place] => _members[place];

    /// <inheritdoc/>
    public override Fault? Check(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return Fault.At(value, "an object");
        }

        ulong seen = 0;
        HashSet<string>? others = null;
        foreach (JsonProperty member in value.EnumerateObject())
        {
            int place = Find(member);
            Fault? fault = place < 0 ? Other(member, others ??= []) : Own(place, member.Value, ref seen);
            if (fault is not null)
            {
                return fault;
            }
        }

        ulong missing = _required & ~seen;
        return missing == 0 ? null : new Fault("it to be there", "nothing").Under(_members[BitOperations.TrailingZeroCount(missing)].Name);
    }

    private Fault? Own(int place, JsonElement value, ref ulong seen)
    {
        (string name, ValueRule rule) = _members[place];
        if ((seen & (1UL << place)) != 0 && name != Repeatable)
        {
            return new Fault("each member once", "two of this name").Under(name);
        }

        seen |= 1UL << place;
        return rule.Check(value)?.Under(name);
    }

    private Fault? Other(JsonProperty member, HashSet<string> others)
    {
        if (!JsonText.TryGetName(member, out string name))
        {
            return new Fault("names without half a surrogate pair", "one with");
        }

        bool isAllowed = _others switch
        {
            OtherNames.Any => true,
            OtherNames.Uris => UriSyntax.IsUri(Encoding.UTF8.GetBytes(name)),
            _ => false,
        };
        if (!isAllowed)
        {
            string own = string.Join(", ", _members.Select(row => row.Name));
            string expected = _others == OtherNames.None ? own : own.Length == 0 ? "names with a prefix" : $"one of {own}, or a name with a prefix";
            return new Fault(expected, $"a member named {Fault.Clip(name)}").Under(name);
        }

        return others.Add(name)
            ? AnyRule.Instance.Check(member.Value)?.Under(name)
            : new Fault("each member once", "two of this name").Under(name);
    }
}
