using TwinGrid.Adapters;
using TwinGrid.Adapters.Configuration;
using TwinGrid.Adapters.HttpFeeds.Impinj;
using TwinGrid.Silo.Sites.Reading;

namespace TwinGrid.Silo.Sites.Kinds;

/// <summary>Kind impinj-stream: the event stream of a reader with the Impinj IoT device interface.</summary>
internal static class ImpinjStreamKind
{
    /// <summary>The kind.</summary>
    public static AdapterKind Kind { get; } = new(
        "impinj-stream",
        "the event stream of an Impinj reader with the IoT device interface (R700, R720)",
        [
            new SiteKey("url", "address", "where the reader is, such as https://impinj-14-00-01.local", IsNeeded: true),
            new SiteKey("user", "name", "user at the reader; root when left out"),
            new SiteKey("password_env", "name", "environment variable with their password; that of a new reader when left out"),
            new SiteKey("certificate_sha256", "64 hexadecimal digits", "the certificate that the reader must show, where no authority signed it"),
            new SiteKey("silence_s", "number, 1 to 3600", "how long a connection may be silent before it counts as lost; 60 when left out"),
        ],
        Read);

    private static Setting? Read(AdapterEntry entry)
    {
        ConfigPlace place = entry.Place;
        string? url = place["url"].Text(2000), user = place["user"].Text(200), variable = place["password_env"].Text(200);
        if (url is null)
        {
            return null;
        }

        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? address))
        {
            place["url"].Refuse("an address that begins with https:// or http://");
            return null;
        }

        var options = new ImpinjStreamOptions { Name = entry.Name, Address = address, Fingerprint = place["certificate_sha256"].Text(64) };
        options = options with { User = user ?? options.User, Silence = place["silence_s"].Seconds(1, 3600) ?? options.Silence };
        try
        {
            options.Require();
            return new Setting(options, variable);
        }
        catch (BadInputException fault)
        {
            place.Refuse("options that a reader can have", fault.Message);
            return null;
        }
    }

    private sealed record Setting(ImpinjStreamOptions Options, string? PasswordVariable) : AdapterSetting
    {
        public override string Summary => Options.Address.ToString();

        public override IObservationSource Open(AdapterOpening opening) => new ImpinjStream(
            Options with
            {
                Antennas = [.. opening.Reader.Antennas.Select(antenna => antenna.Plan)],
                Password = PasswordVariable is null
                    ? Options.Password
                    : Environment.GetEnvironmentVariable(PasswordVariable) ?? throw new ArgumentException($"environment variable {PasswordVariable}: expected the reader's password, found nothing"),
            },
            opening.Time);
    }
}
