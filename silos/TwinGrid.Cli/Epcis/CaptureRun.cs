using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using TwinGrid.Cli.Demo;
using TwinGrid.Silo.Hosting;
using TwinGrid.Trace.Events;

namespace TwinGrid.Cli.Epcis;

/// <summary>What became of a document that was captured and read back.</summary>
/// <param name="File">Its file.</param>
/// <param name="IsEqual">Whether what came back says the same.</param>
/// <param name="Reason">Why not; null when it does.</param>
internal sealed record CaptureFigures(string File, bool IsEqual, string? Reason);

/// <summary>
/// Captures documents over HTTP and reads them back, each in a silo of its own that is thrown away: documents of a collection of
/// examples tell different things under the same event id.
/// </summary>
internal static class CaptureRun
{
    private const string Json = "application/json";

    /// <summary>Captures one document and compares.</summary>
    public static async Task<CaptureFigures> RunAsync(string file, CancellationToken cancellationToken)
    {
        byte[] document = await File.ReadAllBytesAsync(file, cancellationToken);
        using var folder = new ScratchFolder();
        await using WebApplication app = SiloApplication.Build(new SiloSettings { DataFolder = folder.Path }, 0);
        await app.StartAsync(cancellationToken);
        string address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        string? reason = await CaptureAsync(client, document, cancellationToken) ?? await CompareAsync(client, document, cancellationToken);
        await app.StopAsync(cancellationToken);
        return new CaptureFigures(file, reason is null, reason);
    }

    private static async Task<string?> CaptureAsync(HttpClient client, byte[] document, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(document);
        content.Headers.ContentType = new MediaTypeHeaderValue(Json);
        using HttpResponseMessage answer = await client.PostAsync(new Uri("/capture", UriKind.Relative), content, cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            return await answer.Content.ReadAsStringAsync(cancellationToken);
        }

        while (true)
        {
            JsonElement job = JsonSerializer.Deserialize<JsonElement>(await client.GetStringAsync(answer.Headers.Location, cancellationToken));
            if (!job.GetProperty("running").GetBoolean())
            {
                return job.GetProperty("success").GetBoolean() ? null : job.GetProperty("errors").GetRawText();
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>All pages, because a page may hold fewer events than a document.</summary>
    private static async Task<string?> CompareAsync(HttpClient client, byte[] document, CancellationToken cancellationToken)
    {
        var returned = new List<string>();
        string? next = "/events?perPage=1000";
        while (next is not null)
        {
            using HttpResponseMessage answer = await client.GetAsync(new Uri(next, UriKind.RelativeOrAbsolute), cancellationToken);
            byte[] page = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
            if (!answer.IsSuccessStatusCode)
            {
                return Encoding.UTF8.GetString(page);
            }

            returned.AddRange(EpcisCanonical.EventsOf(page));
            next = answer.Headers.TryGetValues("Link", out IEnumerable<string>? links) ? links.Single().Split('<', '>')[1] : null;
        }

        IReadOnlyList<string> captured = EpcisCanonical.EventsOf(document);
        string[] missing = [.. captured.Except(returned)];
        return missing.Length == 0 && captured.Distinct().Count() == returned.Count ? null
            : missing.Length > 0 ? $"captured and not returned: {missing[0]}"
            : $"{captured.Count} events captured, {returned.Count} returned";
    }
}
