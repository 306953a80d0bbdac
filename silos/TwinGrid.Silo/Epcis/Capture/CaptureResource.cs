using System.Globalization;
using Microsoft.AspNetCore.Http;
using TwinGrid.Silo.Epcis.Protocol;
using TwinGrid.Trace.Events;

namespace TwinGrid.Silo.Epcis.Capture;

/// <summary>/capture and /capture/{captureID}.</summary>
/// <param name="jobs">The jobs.</param>
/// <param name="paging">Pages.</param>
/// <param name="settings">How EPCIS is served.</param>
internal sealed class CaptureResource(CaptureJobs jobs, Paging paging, EpcisSettings settings)
{
    private const string ErrorBehaviour = "GS1-Capture-Error-Behaviour";

    /// <summary>Adds the paths.</summary>
    public void Map(EpcisRoutes routes)
    {
        routes.Map("/capture", ("GET", ListAsync), ("POST", CaptureAsync));
        routes.Map("/capture/{captureID}", ("GET", OneAsync));
    }

    private async Task CaptureAsync(EpcisRequest request)
    {
        string behaviour = Negotiation.Header(request.Http.Request, ErrorBehaviour) ?? "rollback";
        if (behaviour is not ("rollback" or "proceed"))
        {
            throw EpcisProblem.NotAcceptable(ErrorBehaviour, "rollback or proceed", behaviour);
        }

        byte[] body = await request.BodyAsync(settings.CaptureByteLimit);
        CapturedDocument document = EpcisReader.ReadDocument(body);
        if (document.Events.Count > settings.CaptureEventLimit)
        {
            throw EpcisProblem.CaptureTooLarge(
                string.Create(CultureInfo.InvariantCulture, $"at most {settings.CaptureEventLimit} events"),
                string.Create(CultureInfo.InvariantCulture, $"{document.Events.Count}"));
        }

        string id = await jobs.AcceptAsync(body, document, behaviour, request.Aborted);
        request.Response.StatusCode = StatusCodes.Status202Accepted;
        request.Response.Headers.Location = $"/capture/{id}";
        request.Response.Headers[ErrorBehaviour] = behaviour;
        EpcisRoutes.Limits(request.Response, settings);
    }

    private async Task OneAsync(EpcisRequest request)
    {
        string id = request.Segment(1);
        CaptureJob job = await jobs.FindAsync(id, request.Aborted) ?? throw EpcisProblem.Missing($"no capture job {id}");
        await Replies.WriteAsync(request.Response, request.ContentType, json => json.WriteRawValue(job.ToJson()));
    }

    private Task ListAsync(EpcisRequest request) => paging.AnswerAsync(
        request,
        (after, count) => jobs.ListAsync(after, count, request.Aborted),
        job => job.CaptureId,
        found => Replies.WriteAsync(request.Response, request.ContentType, json =>
        {
            json.WriteStartArray();
            foreach (CaptureJob job in found)
            {
                json.WriteRawValue(job.ToJson());
            }

            json.WriteEndArray();
        }));
}
