using System.Collections.Immutable;
using TwinGrid.Adapters.Readers;

namespace TwinGrid.Adapters.Llrp.Session;

/// <summary>How to reach a reader and what to ask of it.</summary>
public sealed record LlrpOptions
{
    /// <summary>Port of LLRP over TCP.</summary>
    public const int PlainPort = 5084;

    /// <summary>Port of LLRP over TLS.</summary>
    public const int TlsPort = 5085;

    /// <summary>Name of the reader at its site; the source of its observations is "llrp:" and this name.</summary>
    public required string Name { get; init; }

    /// <summary>Host name or address of the reader.</summary>
    public required string Host { get; init; }

    /// <summary>TCP port, 1 to 65535. Default 5084, or 5085 with TLS.</summary>
    public int? Port { get; init; }

    /// <summary>Whether to speak TLS. Default no.</summary>
    public bool UsesTls { get; init; }

    /// <summary>
    /// SHA-256 of the certificate that the reader must show, as 64 hexadecimal digits, colons allowed: for readers whose certificate no
    /// authority signed. Null, the default, asks for a certificate that this machine trusts and that names the host.
    /// </summary>
    public string? CertificateThumbprint { get; init; }

    /// <summary>The antennas to read with; at least one, each port once.</summary>
    public required ImmutableArray<AntennaPlan> Antennas { get; init; }

    /// <summary>Power to send with in dBm, −40 to 40: the reader's next lower step is used. Null, the default, leaves it to the reader.</summary>
    public double? PowerDbm { get; init; }

    /// <summary>Identifier of an air-protocol mode of the reader, 0 to 65535. Null, the default, leaves it to the reader.</summary>
    public int? Mode { get; init; }

    /// <summary>
    /// Session of the air protocol, 0 to 3. Null, the default, takes 1 at readers that can ask for tags of both states in turn and else
    /// 0, so that tags are reported again and again. 2 and 3 may report each tag once only.
    /// </summary>
    public int? Session { get; init; }

    /// <summary>Tags expected in the field at once, 1 to 65535. Default 32.</summary>
    public int TagPopulation { get; init; } = 32;

    /// <summary>Whether to ask for phases where the reader can measure them. Default yes.</summary>
    public bool MeasuresPhase { get; init; } = true;

    /// <summary>
    /// Whether to ask which versions of LLRP the reader knows. Default yes; no for a reader of LLRP 1.0.1 that breaks at the question
    /// instead of refusing it.
    /// </summary>
    public bool NegotiatesVersion { get; init; } = true;

    /// <summary>
    /// Reads after which the reader sends a report, 1 to 65535. Default 1: each read comes at once. With more, readers join the reads
    /// of a tag into one of which only the count, the times and the last phase are left.
    /// </summary>
    public int ReportEvery { get; init; } = 1;

    /// <summary>Number of the ROSpec that the session adds, starts and deletes, at least 1; no other is touched. Default 21575.</summary>
    public uint RoSpecId { get; init; } = 21575;

    /// <summary>How often the reader is to say that it is alive, 1 s to 10 min; after three silent periods the session ends. Default 10 s.</summary>
    public TimeSpan Keepalive { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long to wait for a connection, and for the answer to a request, 100 ms to 5 min. Default 5 s.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Most reads in a batch, 1 to 65536. Default 4,096.</summary>
    public int MostReadsInBatch { get; init; } = 4096;

    /// <summary>How long a read may wait for others to share its batch, 0 to 1 s. Default 50 ms.</summary>
    public TimeSpan BatchWait { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The TCP port in use.</summary>
    public int EffectivePort => Port ?? (UsesTls ? TlsPort : PlainPort);

    /// <summary>The pinned thumbprint without colons, in capitals; null for none.</summary>
    internal string? PinnedThumbprint => CertificateThumbprint?.Replace(":", "", StringComparison.Ordinal).ToUpperInvariant();

    /// <summary>Refuses options out of their range.</summary>
    /// <exception cref="ArgumentException">An option is out of its range: the message names it, what was expected and what was found.</exception>
    internal void Check()
    {
        Require(!string.IsNullOrWhiteSpace(Name), nameof(Name), "a name", Name);
        Require(!string.IsNullOrWhiteSpace(Host), nameof(Host), "a host name or address", Host);
        Require(EffectivePort is > 0 and <= 65535, nameof(Port), "1 to 65535", Port);
        Require(PinnedThumbprint is null || (PinnedThumbprint.Length == 64 && PinnedThumbprint.All(char.IsAsciiHexDigit)), nameof(CertificateThumbprint), "64 hexadecimal digits of a SHA-256", CertificateThumbprint);
        Require(CertificateThumbprint is null || UsesTls, nameof(CertificateThumbprint), "TLS where a certificate is pinned", "none");
        Require(!Antennas.IsDefaultOrEmpty, nameof(Antennas), "at least one antenna", "none");
        Require(Antennas.All(antenna => antenna.Port is > 0 and <= 65535), nameof(Antennas), "ports from 1", string.Join(", ", Antennas.Select(antenna => antenna.Port)));
        Require(Antennas.DistinctBy(antenna => antenna.Port).Count() == Antennas.Length, nameof(Antennas), "each port once", string.Join(", ", Antennas.Select(antenna => antenna.Port)));
        Require(PowerDbm is null or (>= -40 and <= 40), nameof(PowerDbm), "-40 to 40 dBm", PowerDbm);
        Require(Mode is null or (>= 0 and <= 65535), nameof(Mode), "0 to 65535", Mode);
        Require(Session is null or (>= 0 and <= 3), nameof(Session), "0 to 3", Session);
        Require(TagPopulation is > 0 and <= 65535, nameof(TagPopulation), "1 to 65535", TagPopulation);
        Require(ReportEvery is > 0 and <= 65535, nameof(ReportEvery), "1 to 65535", ReportEvery);
        Require(RoSpecId > 0, nameof(RoSpecId), "at least 1", RoSpecId);
        Require(Keepalive >= TimeSpan.FromSeconds(1) && Keepalive <= TimeSpan.FromMinutes(10), nameof(Keepalive), "1 s to 10 min", Keepalive);
        Require(Patience >= TimeSpan.FromMilliseconds(100) && Patience <= TimeSpan.FromMinutes(5), nameof(Patience), "100 ms to 5 min", Patience);
        Require(MostReadsInBatch is > 0 and <= 65536, nameof(MostReadsInBatch), "1 to 65536", MostReadsInBatch);
        Require(BatchWait >= TimeSpan.Zero && BatchWait <= TimeSpan.FromSeconds(1), nameof(BatchWait), "0 to 1 s", BatchWait);
    }

    private static void Require(bool holds, string option, string expected, object? found)
    {
        if (!holds)
        {
            throw new ArgumentException(FormattableString.Invariant($"LLRP reader, {option}: expected {expected}, found {found ?? "none"}"));
        }
    }
}
