using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TwinGrid.Grains;
using TwinGrid.Grains.Objects;
using TwinGrid.Silo.Hosting;
using TwinGrid.Trace.ColdChain.Excursions;
using TwinGrid.Trace.ColdChain.Series;

namespace TwinGrid.Silo.Alerts.Excursions;

/// <summary>Excursions and what people do about them, and temperatures, over HTTP.</summary>
internal static class ExcursionEndpoints
{
    private const int DefaultPage = 100, LargestPage = 500;

    /// <summary>Which files a name of a state wants, and what kinds their newest facts can be of.</summary>
    private static readonly Dictionary<string, (string[] Kinds, Func<ExcursionFile, bool> IsWanted)> States = new(StringComparer.Ordinal)
    {
        ["pending"] = (Without(ExcursionFacts.Closed, ExcursionFacts.Withdrawn), file => file.IsPending),
        ["open"] = (Without(ExcursionFacts.Closed, ExcursionFacts.Withdrawn), file => file.State == ExcursionState.Open),
        ["acknowledged"] = (Without(ExcursionFacts.Closed, ExcursionFacts.Withdrawn), file => file.State == ExcursionState.Acknowledged),
        ["dispositioned"] = (Without(ExcursionFacts.Closed, ExcursionFacts.Withdrawn), file => file.State == ExcursionState.Dispositioned),
        ["closed"] = (Without(ExcursionFacts.Withdrawn), file => file.State == ExcursionState.Closed),
        ["withdrawn"] = ([ExcursionFacts.Withdrawn], file => file.State == ExcursionState.Withdrawn),
        ["all"] = (Without(), _ => true),
    };

    /// <summary>Adds the paths to an application.</summary>
    public static void MapExcursions(this IEndpointRouteBuilder app)
    {
        app.MapGet("/excursions", List);
        app.MapGet("/excursions/{id}", Find);
        app.MapPost("/excursions/{id}/acknowledge", (string id, HttpRequest request, ExcursionShelf shelf, IGrainFactory grains, TimeProvider time, CancellationToken token) =>
            Act(id, request, shelf, grains, body => new AcknowledgeExcursion(body.By!, time.GetUtcNow(), body.Note ?? ""), token));
        app.MapPost("/excursions/{id}/disposition", (string id, HttpRequest request, ExcursionShelf shelf, IGrainFactory grains, TimeProvider time, CancellationToken token) =>
            Act(id, request, shelf, grains, body => new DispositionExcursion(body.By!, time.GetUtcNow(), body.Note ?? "", body.Verdict!), token));
        app.MapPost("/excursions/{id}/close", (string id, HttpRequest request, ExcursionShelf shelf, IGrainFactory grains, TimeProvider time, CancellationToken token) =>
            Act(id, request, shelf, grains, body => new CloseExcursion(body.By!, time.GetUtcNow(), body.Note ?? ""), token));
        app.MapGet("/objects/{name}/temperature", Temperature);
    }

    private static Task<IResult> List(string? state, string? site, string? after, string? limit, ExcursionShelf shelf, CancellationToken token) => AlertHttp.AnswerAsync(async () =>
    {
        if (!States.TryGetValue(state ?? "pending", out (string[] Kinds, Func<ExcursionFile, bool> IsWanted) wanted))
        {
            throw new ArgumentException($"parameter 'state': expected one of {string.Join(", ", States.Keys)}, found '{state}'");
        }

        int count = (int)(AlertHttp.Number(limit, "limit", 1, LargestPage) ?? DefaultPage);
        long? from = AlertHttp.Number(after, "after", 1, long.MaxValue);
        ExcursionPage page = await shelf.ListAsync(wanted.Kinds, file => (site is null || file.Site == site) && wanted.IsWanted(file), from, count, token);
        return TypedResults.Ok(new { excursions = page.Files.Select(ExcursionView.Of), next = page.Next });
    });

    private static async Task<IResult> Find(string id, ExcursionShelf shelf, CancellationToken token)
    {
        if (await shelf.FindAsync(id, token) is not { } file)
        {
            return Unknown(id);
        }

        // An hour on either side shows what it was like before, and whether it came back.
        TimeSpan margin = TimeSpan.FromHours(1);
        DateTimeOffset from = file.Excursion.Start - margin;
        SubjectRecord record = await shelf.RecordAsync(file.Site, file.Subject, from, token);
        return TypedResults.Ok(new
        {
            file = ExcursionView.Of(file),
            chart = TemperatureView.Of(file.Site, file.Subject, record, from, file.Excursion.End + margin),
        });
    }

    private static Task<IResult> Act(
        string id, HttpRequest request, ExcursionShelf shelf, IGrainFactory grains, Func<ActBody, ExcursionCommand> commandOf, CancellationToken token) => AlertHttp.AnswerAsync(async () =>
    {
        ExcursionCommand command = commandOf(await AlertHttp.BodyAsync<ActBody>(request, token));
        if (ExcursionLifeCycle.FaultOf(command) is { } wrong)
        {
            throw new ArgumentException(wrong);
        }

        if (await shelf.FindAsync(id, token) is not { } file)
        {
            return Unknown(id);
        }

        IObjectGrain twin = grains.GetGrain<IObjectGrain>(TwinKeys.InSite(file.Site, file.Subject));
        try
        {
            await (command switch
            {
                AcknowledgeExcursion => twin.Acknowledge(id, command.By, command.Note),
                DispositionExcursion disposition => twin.Disposition(id, command.By, disposition.Verdict, command.Note),
                _ => twin.Close(id, command.By, command.Note),
            });
        }
        catch (InvalidOperationException refused)
        {
            return AlertHttp.Refused(StatusCodes.Status409Conflict, refused.Message);
        }

        return TypedResults.Ok(ExcursionView.Of((await shelf.FindAsync(id, token))!));
    });

    private static Task<IResult> Temperature(
        string name, string? site, string? from, string? until, ExcursionShelf shelf, SiloSettings settings, CancellationToken token) => AlertHttp.AnswerAsync(async () =>
    {
        DateTimeOffset? first = AlertHttp.Time(from, "from"), last = AlertHttp.Time(until, "until");
        if (first >= last)
        {
            throw new ArgumentException($"parameter 'until': expected a time after {from}, found '{until}'");
        }

        string of = site ?? settings.Site;
        return TypedResults.Ok(TemperatureView.Of(of, name, await shelf.RecordAsync(of, name, first ?? DateTimeOffset.MinValue, token), first, last));
    });

    private static IResult Unknown(string id) => AlertHttp.Refused(StatusCodes.Status404NotFound, $"excursion {id}: expected the id of one in the log, found none");

    private static string[] Without(params string[] kinds) => [.. ExcursionFacts.Kinds.Except(kinds)];

    /// <summary>What someone posts.</summary>
    private sealed record ActBody(string? By, string? Note, string? Verdict);
}
