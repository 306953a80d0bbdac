using System.CommandLine;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using TwinGrid.Adapters;

namespace TwinGrid.Cli.Commands;

/// <summary>twingrid alerts: excursions of a running service, and what people do about them.</summary>
internal static class AlertsCommand
{
    private static readonly Option<string> Url = new("--url")
    {
        Description = "Address of the running service.",
        DefaultValueFactory = _ => "http://localhost:8080",
        Recursive = true,
    };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var all = new Option<bool>("--all") { Description = "Closed and withdrawn ones too." };
        Option<bool> json = CommonOptions.Json();
        var command = new Command("alerts", "List the excursions that ask something of people, newest news first.") { Url, all, json, Act("acknowledge"), Act("disposition"), Act("close") };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string state = parsed.GetValue(all) ? "all" : "pending", next = "";
            do
            {
                JsonElement page = await AskAsync(parsed, client => client.GetAsync(new Uri($"excursions?state={state}&limit=500{next}", UriKind.Relative), cancellationToken), cancellationToken);
                foreach (JsonElement file in page.GetProperty("excursions").EnumerateArray())
                {
                    Console.WriteLine(parsed.GetValue(json) ? file.GetRawText() : LineOf(file));
                }

                next = page.GetProperty("next").ValueKind == JsonValueKind.Null ? "" : $"&after={page.GetProperty("next").GetRawText()}";
            }
            while (next.Length > 0);

            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Act(string name)
    {
        var id = new Argument<string>("ID") { Description = "Id of the excursion." };
        var by = new Option<string>("--by") { Description = "Who you are.", Required = true };
        var note = new Option<string?>("--note") { Description = "What you have to say." };
        var verdict = new Option<string?>("--verdict") { Description = "release, reject, investigate, or a text.", Required = name == "disposition" };
        var command = new Command(name, name switch
        {
            "acknowledge" => "Take note of an excursion.",
            "disposition" => "Say what becomes of the goods.",
            _ => "Close the file of an excursion.",
        })
        { id, by, note };
        if (name == "disposition")
        {
            command.Add(verdict);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            string? said = name == "disposition" ? parsed.GetValue(verdict) : null;
            JsonElement file = await AskAsync(
                parsed,
                client => client.PostAsJsonAsync(
                    new Uri($"excursions/{Uri.EscapeDataString(parsed.GetValue(id)!)}/{name}", UriKind.Relative), new { by = parsed.GetValue(by), note = parsed.GetValue(note), verdict = said }, cancellationToken),
                cancellationToken);
            Console.WriteLine(LineOf(file));
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task<JsonElement> AskAsync(ParseResult parsed, Func<HttpClient, Task<HttpResponseMessage>> ask, CancellationToken cancellationToken)
    {
        string url = parsed.GetValue(Url)!;
        if (!Uri.TryCreate(url.TrimEnd('/') + "/", UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https"))
        {
            throw new BadInputException("--url", 0, "an address such as http://localhost:8080", url);
        }

        using var client = new HttpClient { BaseAddress = address };
        try
        {
            using HttpResponseMessage answer = await ask(client);
            JsonElement body = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
            return answer.IsSuccessStatusCode ? body : throw new BadInputException(url, 0, "the service to take it", body.GetProperty("detail").GetString() ?? "a refusal");
        }
        catch (Exception fault) when (fault is HttpRequestException or JsonException or KeyNotFoundException)
        {
            throw new BadInputException("--url", 0, $"a running service at {url}", fault.Message, fault);
        }
    }

    private static string LineOf(JsonElement file)
    {
        JsonElement found = file.GetProperty("excursion");
        string lasting = file.GetProperty("isLasting").GetBoolean() ? "lasting" : "ended";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{file.GetProperty("id")}  {file.GetProperty("state"),-13} {lasting,-7} {file.GetProperty("site")}/{file.GetProperty("subject")}  {found.GetProperty("rule")} ({found.GetProperty("kind")})  alarm {found.GetProperty("alarmTime")}  extreme {found.GetProperty("extreme")}");
    }
}
