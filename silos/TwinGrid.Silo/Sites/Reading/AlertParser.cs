using TwinGrid.Adapters.Configuration;
using TwinGrid.Silo.Alerts;
using TwinGrid.Silo.Http;
using TwinGrid.Silo.Sites.Model;

namespace TwinGrid.Silo.Sites.Reading;

/// <summary>Reads whom alerts go to.</summary>
internal static class AlertParser
{
    /// <summary>The alerts of a file; the defaults where it says nothing.</summary>
    public static SiteAlerts Alerts(ConfigPlace place)
    {
        var settings = new AlertSettings();
        if (place.Node is null || !place.Keys(SiteSchema.Alerts.Names))
        {
            return new SiteAlerts();
        }

        string[] hosts = [.. place["allowed_hosts"].Items().Select(item => item.Text(255)).OfType<string>()];
        settings = settings with
        {
            Attempts = (int?)place["attempts"].Whole(1, 100) ?? settings.Attempts,
            Timeout = place["timeout_s"].Seconds(0.1, 300) ?? settings.Timeout,
        };
        return new SiteAlerts { Settings = settings, Hosts = hosts, Webhooks = [.. place["webhooks"].Items().Select(item => Webhook(item, hosts)).OfType<SiteWebhook>()] };
    }

    private static SiteWebhook? Webhook(ConfigPlace place, IReadOnlyList<string> hosts)
    {
        if (!place.Keys(SiteSchema.Webhook.Names))
        {
            return null;
        }

        string? url = place.Need("url").Text(2000), secret = place.Need("secret_env").Text(200);
        try
        {
            if (url is not null && secret is not null)
            {
                IReadOnlyList<string> kinds = AlertMessage.Kinds(place["kinds"].Items().Select(item => item.Text(100)).OfType<string>());
                Uri target = Silo.Alerts.Webhooks.Webhook.AddressOf(url);
                return WebhookHttp.IsAllowed(target, hosts)
                    ? new SiteWebhook(target.AbsoluteUri, kinds, secret)
                    : throw new ArgumentException($"host {target.IdnHost}");
            }
        }
        catch (ArgumentException fault)
        {
            place.Refuse("a webhook to a host of this machine or one of allowed_hosts", fault.Message);
        }

        return null;
    }
}
