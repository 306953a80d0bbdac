using System.Collections.Immutable;

namespace TwinGrid.Trace.Queries;

/// <summary>What master data says of one element of a vocabulary, EPCIS 2.0 section 7.1: a place, a class, a party.</summary>
/// <param name="Attributes">Its attributes, each with the text that it has.</param>
/// <param name="Children">Elements directly inside it, canonical.</param>
public sealed record MasterElement(ImmutableDictionary<string, string> Attributes, ImmutableArray<string> Children)
{
    /// <summary>An element of which nothing is known.</summary>
    public static MasterElement Empty { get; } = new(ImmutableDictionary<string, string>.Empty, []);

    /// <summary>This element with what a later document says of it: its attributes replace those of the same name, its children join.</summary>
    public MasterElement With(MasterElement later)
    {
        ArgumentNullException.ThrowIfNull(later);
        return new(Attributes.SetItems(later.Attributes), [.. Children.Union(later.Children)]);
    }
}

/// <summary>Master data as queries need it: HASATTR_, EQATTR_ and what is inside a place.</summary>
/// <param name="Elements">Elements by their canonical URI.</param>
public sealed record MasterData(ImmutableDictionary<string, MasterElement> Elements)
{
    /// <summary>No master data.</summary>
    public static MasterData Empty { get; } = new(ImmutableDictionary<string, MasterElement>.Empty);

    /// <summary>Some places and everything inside them, however deep.</summary>
    public ImmutableArray<string> Inside(IEnumerable<string> places)
    {
        var found = new HashSet<string>(places);
        var open = new Queue<string>(found);
        while (open.TryDequeue(out string? place))
        {
            foreach (string child in Elements.GetValueOrDefault(place)?.Children ?? [])
            {
                if (found.Add(child))
                {
                    open.Enqueue(child);
                }
            }
        }

        return [.. found];
    }

    /// <summary>Elements with an attribute, whatever it says or one of some texts.</summary>
    /// <param name="attribute">Name of the attribute.</param>
    /// <param name="values">The texts; empty for any.</param>
    public IEnumerable<string> Having(string attribute, ImmutableArray<string> values) =>
        Elements.Where(pair => pair.Value.Attributes.TryGetValue(attribute, out string? text) && (values.IsEmpty || values.Contains(text))).Select(pair => pair.Key);
}
