using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using TwinGrid.Trace.Events;

namespace TwinGrid.Silo.Epcis.Protocol;

/// <summary>Answers one method of one path.</summary>
internal delegate Task EpcisHandler(EpcisRequest request);

/// <summary>
/// Paths of EPCIS: each says by OPTIONS what it can do, reads the headers before it answers, and refuses in problem details.
/// </summary>
/// <param name="app">Where they are added.</param>
/// <param name="settings">How EPCIS is served.</param>
/// <param name="log">Where faults of our own are told.</param>
internal sealed partial class EpcisRoutes(IEndpointRouteBuilder app, EpcisSettings settings, ILogger<EpcisRoutes> log)
{
    /// <summary>Characters that a URL may have.</summary>
    public const int UrlLimit = 16 << 10;

    /// <summary>Adds a path.</summary>
    /// <param name="pattern">Its pattern.</param>
    /// <param name="methods">What answers each method.</param>
    public void Map(string pattern, params (string Method, EpcisHandler Handler)[] methods)
    {
        string allow = string.Join(", ", ["OPTIONS", .. methods.Select(method => method.Method)]);
        foreach ((string method, EpcisHandler handler) in methods)
        {
            app.MapMethods(pattern, [method], http => AnswerAsync(http, handler)).WithMetadata(new EpcisOperation(pattern, method));
        }

        app.MapMethods(pattern, ["OPTIONS"], http => AnswerAsync(http, request => DiscoverAsync(request, pattern, allow)));

        // Only what no other endpoint of the path takes comes here.
        app.Map(pattern, http =>
        {
            http.Response.Headers.Allow = allow;
            return AnswerAsync(http, request => throw EpcisProblem.MethodNotAllowed(http.Request.Method, allow));
        });
    }

    private Task DiscoverAsync(EpcisRequest request, string pattern, string allow)
    {
        IHeaderDictionary headers = request.Response.Headers;
        headers.Allow = allow;
        headers["GS1-EPCIS-Min"] = Negotiation.Version;
        headers["GS1-EPCIS-Max"] = Negotiation.Version;
        headers["GS1-CBV-Min"] = Negotiation.Version;
        headers["GS1-CBV-Max"] = Negotiation.Version;
        headers["GS1-EPC-Format"] = "No_Preference, Always_GS1_Digital_Link, Always_EPC_URN, Never_Translates";
        headers["GS1-CBV-XML-Format"] = "No_Preference";
        headers["GS1-Vendor-Version"] = $"TwinGrid-{typeof(EpcisRoutes).Assembly.GetName().Version?.ToString(3)}";
        if (pattern == "/capture")
        {
            headers["GS1-Capture-Error-Behaviour"] = "all";
            Limits(request.Response, settings);
        }

        request.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    /// <summary>Says how much a capture may bring.</summary>
    public static void Limits(HttpResponse response, EpcisSettings settings)
    {
        response.Headers["GS1-EPCIS-Capture-Limit"] = settings.CaptureEventLimit.ToString(CultureInfo.InvariantCulture);
        response.Headers["GS1-EPCIS-Capture-File-Size-Limit"] = settings.CaptureByteLimit.ToString(CultureInfo.InvariantCulture);
    }

    private async Task AnswerAsync(HttpContext http, EpcisHandler handler)
    {
        EpcisProblem problem;
        try
        {
            Negotiation.Announce(http.Response, Negotiation.Header(http.Request, "GS1-Extensions"));
            int length = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Length;
            EpcisRequest request = length <= UrlLimit ? Negotiation.Read(http, settings) : throw EpcisProblem.UrlTooLong(UrlLimit);
            await handler(request);
            return;
        }
        catch (EpcisProblem refusal)
        {
            problem = refusal;
        }
        catch (EpcisException fault)
        {
            problem = EpcisProblem.Validation(fault);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (BadHttpRequestException)
        {
            // The client broke off or broke the protocol; the server answers by itself.
            throw;
        }
        catch (Exception fault) when (!http.Response.HasStarted)
        {
            Failed(log, fault, http.Request.Method, http.Request.Path);
            problem = EpcisProblem.Implementation();
        }

        if (problem.Status == StatusCodes.Status413PayloadTooLarge)
        {
            Limits(http.Response, settings);
        }

        await problem.AnswerAsync(http.Response);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private static partial void Failed(ILogger log, Exception fault, string method, string path);
}

/// <summary>Marks an endpoint as an operation of EPCIS.</summary>
/// <param name="Pattern">Pattern of its path.</param>
/// <param name="Method">Its method.</param>
internal sealed record EpcisOperation(string Pattern, string Method);
