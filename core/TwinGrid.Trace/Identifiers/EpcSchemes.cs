namespace TwinGrid.Trace.Identifiers;

/// <summary>The table of identification schemes.</summary>
public static class EpcSchemes
{
    /// <summary>Serialised global trade item number.</summary>
    public static EpcScheme Sgtin { get; } = Instance("sgtin") with
    {
        KeyAi = "01",
        KeyLength = 13,
        HasIndicator = true,
        Reference = Digits("item reference", 13),
        Serial = new("serial", CharacterSet.Ai82, 20),
        SerialAi = "21",
        HasPattern = true,
    };

    /// <summary>Trade item and lot: a class, never on a tag.</summary>
    public static EpcScheme Lgtin { get; } = Sgtin with
    {
        Name = "lgtin",
        UriPrefix = "urn:epc:class:lgtin:",
        Serial = new("lot", CharacterSet.Ai82, 20),
        SerialAi = "10",
        HasPattern = false,
    };

    /// <summary>Serial shipping container code.</summary>
    public static EpcScheme Sscc { get; } = Instance("sscc") with
    {
        KeyAi = "00",
        KeyLength = 17,
        HasIndicator = true,
        Reference = Digits("serial reference", 17),
    };

    /// <summary>Global location number with or without extension.</summary>
    public static EpcScheme Sgln { get; } = Instance("sgln") with
    {
        KeyAi = "414",
        Reference = Digits("location reference", 12),
        Serial = new("extension", CharacterSet.Ai82, 20),
        SerialAi = "254",
        AbsentSerial = "0",
    };

    /// <summary>Global location number of a party; never on a tag.</summary>
    public static EpcScheme Pgln { get; } = Instance("pgln") with { KeyAi = "417", Reference = Digits("party reference", 12) };

    /// <summary>Global returnable asset identifier.</summary>
    public static EpcScheme Grai { get; } = Instance("grai") with
    {
        KeyAi = "8003",
        Filler = "0",
        Reference = Digits("asset type", 12),
        Serial = new("serial", CharacterSet.Ai82, 16),
        HasPattern = true,
    };

    /// <summary>Global individual asset identifier.</summary>
    public static EpcScheme Giai { get; } = Instance("giai") with
    {
        KeyAi = "8004",
        KeyLength = 30,
        HasCheckDigit = false,
        Reference = new("individual asset reference", CharacterSet.Ai82, 30),
    };

    /// <summary>Global service relation number of a recipient.</summary>
    public static EpcScheme Gsrn { get; } = Instance("gsrn") with { KeyAi = "8018", KeyLength = 17, Reference = Digits("service reference", 17) };

    /// <summary>Global service relation number of a provider.</summary>
    public static EpcScheme Gsrnp { get; } = Instance("gsrnp") with { KeyAi = "8017", KeyLength = 17, Reference = Digits("service reference", 17) };

    /// <summary>Global document type identifier.</summary>
    public static EpcScheme Gdti { get; } = Instance("gdti") with
    {
        KeyAi = "253",
        Reference = Digits("document type", 12),
        Serial = new("serial", CharacterSet.Ai82, 17),
        HasPattern = true,
    };

    /// <summary>Component and part identifier.</summary>
    public static EpcScheme Cpi { get; } = Instance("cpi") with
    {
        KeyAi = "8010",
        KeyLength = 30,
        HasCheckDigit = false,
        Reference = new("component/part reference", CharacterSet.Cpi39, 30),
        Serial = new("serial", CharacterSet.Digits, 12, LeadingZeros: false),
        SerialAi = "8011",
        HasPattern = true,
    };

    /// <summary>Serialised global coupon number.</summary>
    public static EpcScheme Sgcn { get; } = Instance("sgcn") with
    {
        KeyAi = "255",
        Reference = Digits("coupon reference", 12),
        Serial = new("serial", CharacterSet.Digits, 12),
        HasPattern = true,
    };

    /// <summary>Every scheme; where two share a key, the one without a lot comes first.</summary>
    public static IReadOnlyList<EpcScheme> All { get; } = [Sgtin, Lgtin, Sscc, Sgln, Pgln, Grai, Giai, Gsrn, Gsrnp, Gdti, Cpi, Sgcn];

    private static EpcScheme Instance(string name) => new()
    {
        Name = name,
        UriPrefix = $"urn:epc:id:{name}:",
        KeyAi = "",
        KeyLength = 12,
        Reference = Digits("reference", 12),
    };

    private static EpcField Digits(string name, int length) => new(name, CharacterSet.Digits, length);
}
