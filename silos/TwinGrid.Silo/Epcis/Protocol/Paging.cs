using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using TwinGrid.Trace.Events;

namespace TwinGrid.Silo.Epcis.Protocol;

/// <summary>One page of a list: how much a client wants, where it goes on, and the link to the next one.</summary>
/// <param name="tokens">Tokens of next pages.</param>
/// <param name="settings">How EPCIS is served.</param>
internal sealed class Paging(PageTokens tokens, EpcisSettings settings)
{
    private const string PerPage = "perPage";
    private const string NextPageToken = "nextPageToken";

    /// <summary>Whether a parameter is one of paging.</summary>
    public static bool IsOurs(string name) => name is PerPage or NextPageToken;

    /// <summary>Items that the page has at most.</summary>
    /// <exception cref="EpcisProblem">perPage is no number from 1.</exception>
    public int Size(EpcisRequest request) => request.Parameter(PerPage) is not { } text ? settings.PageSize
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int size) && size > 0 ? Math.Min(size, settings.MaximumPageSize)
        : throw EpcisProblem.Parameter(new EpcisException(PerPage, "a number from 1", text));

    /// <summary>Where the page begins; null for the beginning of the list.</summary>
    public async Task<string?> PositionAsync(EpcisRequest request) => request.Parameter(NextPageToken) is { } token
        ? await tokens.ReadAsync(token, ListOf(request), request.Aborted)
        : null;

    /// <summary>Puts the link to the page that begins at a position.</summary>
    public async Task LinkAsync(EpcisRequest request, string position)
    {
        (string token, DateTimeOffset expires) = await tokens.MakeAsync(ListOf(request), position, request.Aborted);
        HttpRequest asked = request.Http.Request;
        string query = string.Join('&', request.Parameters()
            .Where(pair => pair.Key != NextPageToken)
            .Append(KeyValuePair.Create(NextPageToken, token))
            .Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));
        request.Response.Headers.Link = $"<{asked.Scheme}://{asked.Host}{asked.PathBase}{PathOf(request)}?{query}>; rel=\"next\"";
        request.Response.Headers["GS1-Next-Page-Token-Expires"] = expires.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
    }

    /// <summary>Answers with a page of names in ordinal order.</summary>
    /// <param name="request">The request.</param>
    /// <param name="read">Reads so many names behind one.</param>
    /// <param name="keyOf">The name of an item.</param>
    /// <param name="write">Writes the answer.</param>
    public async Task AnswerAsync<T>(EpcisRequest request, Func<string?, int, Task<IReadOnlyList<T>>> read, Func<T, string> keyOf, Func<IReadOnlyList<T>, Task> write)
    {
        int size = Size(request);
        IReadOnlyList<T> found = await read(await PositionAsync(request), size + 1);
        if (found.Count > size)
        {
            await LinkAsync(request, keyOf(found[size - 1]));
            found = [.. found.Take(size)];
        }

        await write(found);
    }

    private static string PathOf(EpcisRequest request) => request.Http.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?')[0];

    private static string ListOf(EpcisRequest request) => string.Join('\n', request.Parameters()
        .Where(pair => !IsOurs(pair.Key))
        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(pair => $"{pair.Key}={pair.Value}")
        .Prepend(PathOf(request)));
}
