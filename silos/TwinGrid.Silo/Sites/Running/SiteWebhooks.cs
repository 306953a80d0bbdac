using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using TwinGrid.Silo.Alerts.Webhooks;
using TwinGrid.Silo.Sites.Model;
using TwinGrid.Store;

namespace TwinGrid.Silo.Sites.Running;

/// <summary>Keeps the webhooks that a site file names among those that were added over HTTP; these are left alone.</summary>
internal sealed class SiteWebhooks(WebhookBook book, ITraceStore store, TimeProvider time, ILogger<SiteWebhooks> log)
{
    private const int IdLength = 32;

    /// <summary>Adds the webhooks of a site that aren't there yet, and removes those of the former file that the new one lacks.</summary>
    public async Task UseAsync(SiteFile site, SiteFile? former, CancellationToken cancellationToken)
    {
        Dictionary<string, SiteWebhook> wanted = site.Alerts.Webhooks.DistinctBy(hook => IdOf(site, hook)).ToDictionary(hook => IdOf(site, hook), StringComparer.Ordinal);
        foreach (string gone in (former?.Alerts.Webhooks ?? []).Select(hook => IdOf(site, hook)).Where(id => !wanted.ContainsKey(id)))
        {
            await book.RemoveAsync(gone, cancellationToken);
        }

        foreach ((string id, SiteWebhook hook) in wanted)
        {
            if (await book.FindAsync(id, cancellationToken) is null)
            {
                await AddAsync(id, hook, site.Name, cancellationToken);
            }
        }
    }

    private async Task AddAsync(string id, SiteWebhook hook, string site, CancellationToken cancellationToken)
    {
        string? secret = Environment.GetEnvironmentVariable(hook.SecretVariable);
        try
        {
            if (secret is null)
            {
                throw new ArgumentException("expected a secret, found nothing");
            }

            _ = WebhookSignature.KeyOf(secret);
            long head = (await store.Facts.HeadAsync(cancellationToken)).Sequence;
            if (!await book.AddAsync(new Webhook(id, hook.Url, secret, hook.Kinds, site, head, time.GetUtcNow()), cancellationToken))
            {
                log.LogError("Webhook {Url} of the site file was not added: there are too many", hook.Url);
            }
        }
        catch (ArgumentException fault)
        {
            log.LogError("Webhook {Url} of the site file was not added: environment variable {Variable}: {Fault}", hook.Url, hook.SecretVariable, fault.Message);
        }
    }

    /// <summary>The same entry has the same id in every run, so that its cursor goes on where it was.</summary>
    private static string IdOf(SiteFile site, SiteWebhook hook) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{site.Name}\n{hook.Url}\n{string.Join(',', hook.Kinds)}\n{hook.SecretVariable}")))[..IdLength];
}
