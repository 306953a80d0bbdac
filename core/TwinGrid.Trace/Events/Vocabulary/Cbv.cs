namespace TwinGrid.Trace.Events.Vocabulary;

/// <summary>
/// Values of the standard vocabularies between their spellings. JSON writes a word, "shipping"; XML and older systems a URN,
/// urn:epcglobal:cbv:bizstep:shipping; the web a URI, https://ref.gs1.org/cbv/BizStep-shipping, which is the canonical form here.
/// </summary>
public static class Cbv
{
    private static readonly CbvTable[] Tables =
    [
        CbvTable.Cbv(CbvWords.BizSteps, "BizStep", "bizstep"),
        CbvTable.Cbv(CbvWords.Dispositions, "Disp", "disp"),
        CbvTable.Cbv(CbvWords.BizTransactionTypes, "BTT", "btt"),
        CbvTable.Cbv(CbvWords.SourceDestTypes, "SDT", "sdt"),
        CbvTable.Cbv(CbvWords.ErrorReasons, "ER", "er"),
        CbvTable.Cbv(CbvWords.Components, "Comp", "comp"),
        CbvTable.Voc(CbvWords.MeasurementTypes),
        CbvTable.Voc(CbvWords.SensorAlertTypes),
    ];

    /// <summary>The words of a vocabulary.</summary>
    public static IReadOnlyList<string> Words(CbvVocabulary vocabulary) => Table(vocabulary).Words;

    /// <summary>The canonical URI of a value.</summary>
    /// <param name="vocabulary">The vocabulary that it is a value of.</param>
    /// <param name="value">
    /// A word, a URN, a URI of ref.gs1.org/cbv, ns.gs1.org/cbv or gs1.org/voc, a compact URI such as cbv:BizStep-shipping, or a URI of
    /// a user's own, which comes back as it is.
    /// </param>
    /// <returns>Null for a bare word that the vocabulary does not have.</returns>
    public static string? CanonicalUri(CbvVocabulary vocabulary, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Table(vocabulary).Canonical(value) ?? (value.Contains(':', StringComparison.Ordinal) ? value : null);
    }

    /// <summary>The word of a value in any spelling, as JSON writes it; a URI of a user's own comes back as it is.</summary>
    public static string Word(CbvVocabulary vocabulary, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        CbvTable table = Table(vocabulary);
        return table.Canonical(value) is { } uri ? table.Word(uri)! : value;
    }

    /// <summary>
    /// The URN of a value in any spelling, urn:epcglobal:cbv:disp:in_transit; what has none, of a user's own or of the GS1 Web
    /// Vocabulary, comes back as it is.
    /// </summary>
    public static string Urn(CbvVocabulary vocabulary, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        CbvTable table = Table(vocabulary);
        return table.Canonical(value) is { } uri ? table.Urn(uri) ?? value : value;
    }

    /// <summary>The canonical URI of a value of the standard in any spelling; null for everything else.</summary>
    internal static string? Standard(CbvVocabulary vocabulary, string value) => Table(vocabulary).Canonical(value);

    private static CbvTable Table(CbvVocabulary vocabulary) => Tables[(int)vocabulary];
}
