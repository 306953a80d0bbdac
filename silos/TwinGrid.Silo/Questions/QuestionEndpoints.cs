using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TwinGrid.Silo.Hosting;
using TwinGrid.Store;
using TwinGrid.Trace.Questions;

namespace TwinGrid.Silo.Questions;

/// <summary>What people ask of a site, over HTTP: where, trace, inside, contacts, recall, inventory.</summary>
public static class QuestionEndpoints
{
    /// <summary>Adds its services to a host.</summary>
    public static void AddQuestions(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddSingleton(provider =>
        {
            ITraceStore store = provider.GetRequiredService<ITraceStore>();
            var sightings = new FactSightings(store.Facts, provider.GetRequiredService<SiloSettings>().Site);
            return new QuestionDesk(store.Steps, sightings, new QuestionLimits());
        });
    }

    /// <summary>Adds its paths to an application.</summary>
    public static void MapQuestions(this IEndpointRouteBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        Map(app, "/where", "Where a thing is, or was: epc, at", async (request, desk, now, token) =>
        {
            var asked = new QuestionParameters(request, "epc", "at");
            WhereAnswer answer = await desk.WhereAsync(asked.Epc("epc"), asked.Time("at", now), token);
            return Answer(answer, answer.IsKnown, answer.Epc);
        });
        Map(app, "/trace", "The path of a thing: epc", async (request, desk, now, token) =>
        {
            TraceAnswer answer = await desk.TraceAsync(new QuestionParameters(request, "epc").Epc("epc"), now, token);
            return Answer(answer, answer.IsKnown, answer.Epc);
        });
        Map(app, "/inside", "What is inside a container, or was: epc, at", async (request, desk, now, token) =>
        {
            var asked = new QuestionParameters(request, "epc", "at");
            InsideAnswer answer = await desk.InsideAsync(asked.Epc("epc"), asked.Time("at", now), token);
            return Answer(answer, answer.IsKnown, answer.Epc);
        });
        Map(app, "/contacts", "What shared a container, truck or room with a thing: epc, from, until", async (request, desk, now, token) =>
        {
            var asked = new QuestionParameters(request, "epc", "from", "until");
            (DateTimeOffset from, DateTimeOffset until) = Span(asked, now);
            ContactsAnswer answer = await desk.ContactsAsync(asked.Epc("epc"), from, until, token);
            return Answer(answer, answer.IsKnown, answer.Epc);
        });
        Map(app, "/recall", "What a recall reaches: lot, container or contact; from, until", async (request, desk, now, token) =>
        {
            var asked = new QuestionParameters(request, "lot", "container", "contact", "from", "until");
            RecallBy by = Only(asked, "lot", "container", "contact") switch { "lot" => RecallBy.Lot, "container" => RecallBy.Container, _ => RecallBy.Contact };
            (DateTimeOffset from, DateTimeOffset until) = Span(asked, now);
            RecallAnswer answer = await desk.RecallAsync(by, asked.Epc(Only(asked, "lot", "container", "contact")), from, until, token);
            return Answer(answer, answer.IsKnown, answer.Subject);
        });
        Map(app, "/inventory", "What is at a location, or passed a reader: at, or reader with from and until; expected", async (request, desk, now, token) =>
        {
            var asked = new QuestionParameters(request, "at", "reader", "from", "until", "expected");
            if (Only(asked, "at", "reader") == "reader")
            {
                (DateTimeOffset from, DateTimeOffset until) = Span(asked, now);
                return Answer(await desk.InventoryOfReaderAsync(asked.Epc("reader"), from, until, asked.Epcs("expected"), token), true, "");
            }

            return asked.Has("from") || asked.Has("until")
                ? throw new BadQuestionException("from, until", "reader beside them, because what is at a location is told for now", "at")
                : Answer(await desk.InventoryAtAsync(asked.Epc("at"), now, asked.Epcs("expected"), token), true, "");
        });
    }

    private static void Map(
        IEndpointRouteBuilder app, string path, string summary, Func<HttpRequest, QuestionDesk, DateTimeOffset, CancellationToken, Task<IResult>> ask) =>
        app.MapGet(path, async (HttpRequest request, QuestionDesk desk, TimeProvider time, CancellationToken token) =>
        {
            try
            {
                return await ask(request, desk, time.GetUtcNow(), token);
            }
            catch (BadQuestionException fault)
            {
                return TypedResults.Problem(fault.Message, title: "The question can't be understood", statusCode: StatusCodes.Status400BadRequest);
            }
            catch (QuestionLimitException fault)
            {
                return TypedResults.Problem(fault.Message, title: "The question is too large", statusCode: StatusCodes.Status413PayloadTooLarge);
            }
        }).WithSummary(summary).WithTags("questions");

    private static IResult Answer<T>(T answer, bool isKnown, string epc) => isKnown
        ? TypedResults.Json(answer, QuestionJson.Options)
        : TypedResults.Problem($"no event and no twin mentions {epc}", title: "Not known", statusCode: StatusCodes.Status404NotFound);

    /// <summary>From the beginning until now, now included, unless said otherwise.</summary>
    private static (DateTimeOffset From, DateTimeOffset Until) Span(QuestionParameters asked, DateTimeOffset now)
    {
        DateTimeOffset from = asked.Time("from", DateTimeOffset.MinValue), until = asked.Time("until", now.AddTicks(1));
        return from < until ? (from, until) : throw new BadQuestionException("until", $"a time behind from, {from:O}", $"{until:O}");
    }

    private static string Only(QuestionParameters asked, params string[] names)
    {
        string[] given = [.. names.Where(asked.Has)];
        return given.Length == 1 ? given[0] : throw new BadQuestionException("parameter", "one of " + string.Join(", ", names), given.Length == 0 ? "none" : string.Join(", ", given));
    }
}
