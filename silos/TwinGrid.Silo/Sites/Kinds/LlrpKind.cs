using TwinGrid.Adapters;
using TwinGrid.Adapters.Configuration;
using TwinGrid.Adapters.Llrp.Session;
using TwinGrid.Adapters.Readers;
using TwinGrid.Silo.Sites.Reading;

namespace TwinGrid.Silo.Sites.Kinds;

/// <summary>Kind llrp: a reader that speaks LLRP, from any maker.</summary>
internal static class LlrpKind
{
    /// <summary>The kind.</summary>
    public static AdapterKind Kind { get; } = new(
        "llrp",
        "a reader that speaks LLRP 1.0.1 or 1.1, from any maker; it reads with the antennas of its reader entry",
        [
            new SiteKey("host", "name or address", "where the reader is", IsNeeded: true),
            new SiteKey("port", "whole number, 1 to 65535", "its TCP port; 5084, or 5085 with TLS, when left out"),
            new SiteKey("tls", "true or false", "whether to speak TLS; false when left out"),
            new SiteKey("certificate_sha256", "64 hexadecimal digits", "the certificate that the reader must show, where no authority signed it"),
            new SiteKey("power_dbm", "number, -40 to 40", "power to send with; the reader's own when left out"),
            new SiteKey("mode", "whole number, 0 to 65535", "air-protocol mode; the reader's own when left out"),
            new SiteKey("session", "whole number, 0 to 3", "session of the air protocol; one that reports tags again and again when left out"),
            new SiteKey("tag_population", "whole number, 1 to 65535", "tags expected in the field at once; 32 when left out"),
            new SiteKey("phase", "true or false", "whether to ask for phases; true when left out"),
            new SiteKey("report_every", "whole number, 1 to 65535", "reads after which the reader sends a report; 1 when left out"),
            new SiteKey("keepalive_s", "number, 1 to 600", "how often the reader is to say that it is alive; 10 when left out"),
            new SiteKey("patience_s", "number, 0.1 to 300", "how long to wait for a connection or an answer; 5 when left out"),
        ],
        Read);

    private static Setting? Read(AdapterEntry entry)
    {
        ConfigPlace place = entry.Place;
        string? host = place["host"].Text(255);
        var options = new LlrpOptions
        {
            Name = entry.Name,
            Host = host ?? "",
            Antennas = [],
            Port = (int?)place["port"].Whole(1, 65535),
            UsesTls = place["tls"].Flag() ?? false,
            CertificateThumbprint = place["certificate_sha256"].Text(95),
            PowerDbm = place["power_dbm"].Number(-40, 40),
            Mode = (int?)place["mode"].Whole(0, 65535),
            Session = (int?)place["session"].Whole(0, 3),
            MeasuresPhase = place["phase"].Flag() ?? true,
        };
        options = options with
        {
            TagPopulation = (int?)place["tag_population"].Whole(1, 65535) ?? options.TagPopulation,
            ReportEvery = (int?)place["report_every"].Whole(1, 65535) ?? options.ReportEvery,
            Keepalive = place["keepalive_s"].Seconds(1, 600) ?? options.Keepalive,
            Patience = place["patience_s"].Seconds(0.1, 300) ?? options.Patience,
        };
        if (host is null)
        {
            return null;
        }

        try
        {
            // Only the antennas are told later, by the reader's entry.
            _ = new LlrpReader(options with { Antennas = [new AntennaPlan(1, default)] }, TimeProvider.System);
            return new Setting(options);
        }
        catch (ArgumentException fault)
        {
            place.Refuse("options that fit one another", fault.Message);
            return null;
        }
    }

    private sealed record Setting(LlrpOptions Options) : AdapterSetting
    {
        public override bool NeedsAntennas => true;

        public override string Summary => FormattableString.Invariant($"{Options.Host}:{Options.EffectivePort}{(Options.UsesTls ? " with TLS" : "")}");

        public override IObservationSource Open(AdapterOpening opening) =>
            new LlrpReader(Options with { Antennas = [.. opening.Reader.Antennas.Select(antenna => antenna.Plan)] }, opening.Time);
    }
}
