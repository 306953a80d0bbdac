using System.Collections.Frozen;

namespace TwinGrid.Trace.Events.Vocabulary;

/// <summary>One vocabulary in all its spellings.</summary>
internal sealed class CbvTable
{
    private const string CbvNamespace = "https://ref.gs1.org/cbv/";
    private const string Gs1Namespace = "https://gs1.org/voc/";
    private const string UrnNamespace = "urn:epcglobal:cbv:";
    private readonly FrozenDictionary<string, string> _canonical;
    private readonly FrozenDictionary<string, string> _words;
    private readonly string? _urnPrefix;
    private readonly string[] _uriPrefixes;

    private CbvTable(string[] words, string canonicalPrefix, string? urnPrefix, params string[] otherPrefixes)
    {
        Words = words;
        _canonical = words.ToFrozenDictionary(word => word, word => canonicalPrefix + word);
        _words = words.ToFrozenDictionary(word => canonicalPrefix + word);
        _urnPrefix = urnPrefix;
        _uriPrefixes = [canonicalPrefix, .. otherPrefixes, .. urnPrefix is null ? Array.Empty<string>() : [urnPrefix]];
    }

    /// <summary>The words that JSON writes.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>A vocabulary of CBV: https://ref.gs1.org/cbv/BizStep-shipping, urn:epcglobal:cbv:bizstep:shipping.</summary>
    public static CbvTable Cbv(string[] words, string term, string urn) => new(
        words,
        $"{CbvNamespace}{term}-",
        $"{UrnNamespace}{urn}:",
        $"http://ref.gs1.org/cbv/{term}-",
        $"https://ns.gs1.org/cbv/{term}-",
        $"http://ns.gs1.org/cbv/{term}-",
        $"cbv:{term}-");

    /// <summary>A vocabulary of the GS1 Web Vocabulary: https://gs1.org/voc/Temperature.</summary>
    public static CbvTable Voc(string[] words) => new(
        words,
        Gs1Namespace,
        null,
        "http://gs1.org/voc/",
        "https://www.gs1.org/voc/",
        "http://www.gs1.org/voc/",
        "https://ref.gs1.org/voc/",
        "gs1:");

    /// <summary>The canonical URI of a standard value in any spelling; null for what is not of the standard.</summary>
    public string? Canonical(string value)
    {
        if (_canonical.TryGetValue(value, out string? uri))
        {
            return uri;
        }

        foreach (string prefix in _uriPrefixes)
        {
            if (value.StartsWith(prefix, StringComparison.Ordinal))
            {
                return _canonical.GetValueOrDefault(value[prefix.Length..]);
            }
        }

        return null;
    }

    /// <summary>The word of a canonical URI; null for what is not of the standard.</summary>
    public string? Word(string uri) => _words.GetValueOrDefault(uri);

    /// <summary>The URN of a canonical URI; null for what is not of the standard or of a vocabulary without URNs.</summary>
    public string? Urn(string uri) => _urnPrefix is not null && _words.TryGetValue(uri, out string? word) ? _urnPrefix + word : null;
}
