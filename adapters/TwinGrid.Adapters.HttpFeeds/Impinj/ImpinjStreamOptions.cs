using TwinGrid.Adapters.Readers;

namespace TwinGrid.Adapters.HttpFeeds.Impinj;

/// <summary>One Impinj reader whose stream is read, with defaults.</summary>
public sealed record ImpinjStreamOptions
{
    /// <summary>Name of the reader; the source of its observations is "impinj:NAME".</summary>
    public required string Name { get; init; }

    /// <summary>Where it is, such as https://impinj-14-00-01.local; http is possible where the reader allows it.</summary>
    public required Uri Address { get; init; }

    /// <summary>User at the reader. Default root.</summary>
    public string User { get; init; } = "root";

    /// <summary>Their password. Default that of a new reader.</summary>
    public string Password { get; init; } = "impinj";

    /// <summary>
    /// SHA-256 of the reader's own certificate in hexadecimal, which alone is then trusted; null to trust those whom this machine
    /// trusts. Readers come with a certificate that nobody has signed.
    /// </summary>
    public string? Fingerprint { get; init; }

    /// <summary>Antennas by port; see <see cref="FeedOptions.Antennas"/>.</summary>
    public IReadOnlyList<AntennaPlan> Antennas { get; init; } = [];

    /// <summary>How long a connection may be silent, keep-alives included, before it counts as lost. Default one minute.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How far ahead of this machine's clock the reader's may be; events of a later time are refused. Default one hour.</summary>
    public TimeSpan ClockTolerance { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Refuses options that can't be.</summary>
    /// <exception cref="BadInputException">An option can't be.</exception>
    public void Require()
    {
        Hold(Name.Length > 0 && !Name.Any(letter => letter is '/' or '~' || char.IsWhiteSpace(letter) || char.IsControl(letter)), "a name without '/', '~' and white space", Name);
        Hold(Address.IsAbsoluteUri && Address.Scheme is "http" or "https", "an address that begins with https:// or http://", Address.ToString());
        Hold(Fingerprint is null || (Fingerprint.Length == 64 && Fingerprint.All(char.IsAsciiHexDigit)), "a fingerprint of 64 hexadecimal digits", Fingerprint ?? "");
        Hold(Silence > TimeSpan.Zero && ClockTolerance >= TimeSpan.Zero, "a silence above zero and a tolerance of at least zero", FormattableString.Invariant($"{Silence}, {ClockTolerance}"));
        new FeedOptions { Antennas = Antennas }.Require(Name);
    }

    private void Hold(bool holds, string expected, string found)
    {
        if (!holds)
        {
            throw new BadInputException($"Impinj reader {Name}", 0, expected, found);
        }
    }
}
