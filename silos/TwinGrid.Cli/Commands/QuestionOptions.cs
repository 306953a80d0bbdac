using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using TwinGrid.Adapters;
using TwinGrid.Silo.Hosting;
using TwinGrid.Silo.Questions;
using TwinGrid.Store;
using TwinGrid.Trace.Identifiers;
using TwinGrid.Trace.Questions;

namespace TwinGrid.Cli.Commands;

/// <summary>What the commands that ask a store share: where it is, how it is asked, and how they answer.</summary>
internal sealed class QuestionOptions
{
    private const int WideEnough = 180;

    private readonly StoreOptions _store = new();

    private readonly Option<string?> _site = new("--site") { Description = "Site whose twins are asked; the only one there is, when not given." };

    private readonly Option<bool> _json = CommonOptions.Json();

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        _store.AddTo(command);
        command.Add(_site);
        command.Add(_json);
    }

    /// <summary>Asks, and prints what is answered.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="subject">What is asked for, as typed; null where an empty answer is an answer.</param>
    /// <param name="ask">The question.</param>
    /// <param name="isKnown">Whether the answer knows anything of the subject.</param>
    /// <param name="print">Prints the answer for people.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="BadInputException">There is no store, or the question is too large.</exception>
    public async Task<int> AnswerAsync<T>(
        ParseResult parsed,
        string? subject,
        Func<QuestionDesk, DateTimeOffset, Task<T>> ask,
        Func<T, bool> isKnown,
        Action<T> print,
        CancellationToken cancellationToken)
    {
        T answer;
        await using ITraceStore store = await _store.OpenAsync(parsed, cancellationToken);
        try
        {
            var desk = new QuestionDesk(store.Steps, new FactSightings(store.Facts, await SiteAsync(parsed.GetValue(_site), store, cancellationToken)), new QuestionLimits());
            answer = await ask(desk, TimeProvider.System.GetUtcNow());
        }
        catch (TraceStoreException fault)
        {
            throw new BadInputException("--store", 0, "a store that can be read", fault.Message, fault);
        }
        catch (QuestionLimitException fault)
        {
            throw new BadInputException("question", 0, "a smaller one", fault.Message, fault);
        }

        if (subject is not null && !isKnown(answer))
        {
            await Console.Error.WriteLineAsync($"twingrid: nothing is known of {subject}: no event and no twin mentions it");
            return ExitCodes.Failed;
        }

        if (parsed.GetValue(_json))
        {
            Console.WriteLine(JsonSerializer.Serialize(answer, QuestionJson.Indented));
            return ExitCodes.Done;
        }

        if (Console.IsOutputRedirected)
        {
            // A file has no edge: don't break identifiers into pieces.
            AnsiConsole.Profile.Width = WideEnough;
        }

        print(answer);
        return ExitCodes.Done;
    }

    /// <summary>The site asked for; without one the only one that the store's facts tell of.</summary>
    private static async Task<string> SiteAsync(string? site, ITraceStore store, CancellationToken cancellationToken)
    {
        if (site is not null)
        {
            return site;
        }

        IReadOnlyList<string> sites = await store.Facts.SitesAsync(cancellationToken);
        return sites.Count switch
        {
            0 => new SiloSettings { DataFolder = "" }.Site,
            1 => sites[0],
            _ => throw new BadInputException("--site", 0, "one of " + string.Join(", ", sites), "nothing"),
        };
    }

    /// <summary>An identifier in canonical form.</summary>
    /// <exception cref="BadInputException">It is none.</exception>
    public static string Epc(string? text)
    {
        try
        {
            return AskedEpc.Parse(text);
        }
        catch (EpcException fault)
        {
            throw new BadInputException($"{text}: {fault.Place}", 0, fault.Expected, fault.Found, fault);
        }
    }

    /// <summary>An option that takes a moment.</summary>
    public static Option<string?> Moment(string name, string description) => new(name) { Description = description };

    /// <summary>The moment of an option.</summary>
    /// <exception cref="BadInputException">It is none.</exception>
    public static DateTimeOffset Moment(ParseResult parsed, Option<string?> option, DateTimeOffset missing) => parsed.GetValue(option) is not { } text
        ? missing
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time.ToUniversalTime()
            : throw new BadInputException(option.Name, 0, "a time such as 2026-01-31T12:00:00Z", text);

    /// <summary>The span of two options; without them all until now, now included.</summary>
    /// <exception cref="BadInputException">One is no time, or they are the wrong way round.</exception>
    public static (DateTimeOffset From, DateTimeOffset Until) Span(ParseResult parsed, Option<string?> first, Option<string?> last, DateTimeOffset now)
    {
        DateTimeOffset from = Moment(parsed, first, DateTimeOffset.MinValue), until = Moment(parsed, last, now.AddTicks(1));
        return from < until ? (from, until) : throw new BadInputException(last.Name, 0, $"a time behind {from:u}", $"{until:u}");
    }
}
