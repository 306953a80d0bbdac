using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace TwinGrid.Page.Tests.Support;

/// <summary>What the paths of other parts answer: one excursion that can be worked through, a trace, a temperature record.</summary>
public sealed class Answers
{
    private const string Case = "https://id.gs1.org/00/106141412345678908";
    private static readonly DateTimeOffset Start = TimeProvider.System.GetUtcNow().AddHours(-9);
    private readonly Lock _gate = new();
    private string _state = "open";
    private string? _verdict;
    private readonly List<object> _acts = [];

    /// <summary>What was posted, as "act: who".</summary>
    public IReadOnlyList<string> Posted { get; private set; } = [];

    public void Reset()
    {
        lock (_gate)
        {
            (_state, _verdict, Posted) = ("open", null, []);
            _acts.Clear();
        }
    }

    public void Map(WebApplication app)
    {
        app.MapGet("/excursions", () => TypedResults.Ok(Excursions()));
        app.MapGet("/alerts/stream", async (HttpContext http, IHostApplicationLifetime lifetime) =>
        {
            using var gone = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
            http.Response.ContentType = "text/event-stream";
            await http.Response.WriteAsync(": here\n\n", http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, gone.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        app.MapPost("/excursions/{id}/{act}", (string id, string act, JsonElement body) =>
        {
            lock (_gate)
            {
                string by = body.GetProperty("by").GetString()!;
                Posted = [.. Posted, $"{act}: {by}"];
                _state = act switch { "acknowledge" => "acknowledged", "disposition" => "dispositioned", _ => "closed" };
                _verdict = body.TryGetProperty("verdict", out JsonElement verdict) ? verdict.GetString() : _verdict;
                _acts.Add(new { kind = $"excursion-{_state}", at = TimeProvider.System.GetUtcNow(), by, note = "" });
                return TypedResults.Ok(new { id, state = _state });
            }
        });
        app.MapGet("/objects/{name}/temperature", (string name) => name == House.Milk ? Results.Ok(Temperature()) : Results.Ok(new { points = Array.Empty<object>() }));
        app.MapGet("/trace", (string epc) => TypedResults.Ok(Trace(epc)));
        app.MapGet("/where", (string epc) => TypedResults.Ok(Where(epc)));
    }

    private object[] Excursions()
    {
        lock (_gate)
        {
            return
            [
                new
                {
                    id = "9f8e7d6c5b4a39281706f5e4d3c2b1a0",
                    site = House.Site,
                    subject = House.Milk,
                    state = _state,
                    verdict = _verdict,
                    acts = _acts.ToArray(),
                    excursion = new { rule = "above-8", version = 1, kind = "consecutive", start = Start.AddHours(6), alarm_time = Start.AddHours(6.5), end = Start.AddHours(7.4), extreme = 11.3, duration_seconds = 5040 },
                },
            ];
        }
    }

    private static object Temperature()
    {
        const int minutes = 5;
        var points = new List<object>();
        for (int i = 0; i < 9 * 60 / minutes; i++)
        {
            double hours = i * minutes / 60.0;
            if (hours is > 3.2 and < 3.9)
            {
                continue;
            }

            double warm = hours is > 5.6 and < 7.8 ? 6.8 * Math.Exp(-Math.Pow((hours - 6.7) / 0.5, 2)) : 0;
            points.Add(new { time = Start.AddHours(hours), celsius = Math.Round(4.6 + 0.7 * Math.Sin(hours * 2.1) + 0.25 * Math.Sin(i * 1.7) + warm, 2) });
        }

        return new
        {
            readings = points.Count,
            points,
            unknown = new[] { new { from = Start.AddHours(3.2), until = Start.AddHours(3.9) } },
            limits = new[] { new { name = "low", celsius = 2 }, new { name = "high", celsius = 8 } },
            excursions = new[] { new { id = "e1", rule = "above-8", kind = "consecutive", start = Start.AddHours(6), end = Start.AddHours(7.4), state = "open" } },
        };
    }

    private static object Where(string epc) => epc.Contains("80614141123458", StringComparison.Ordinal)
        ? new
        {
            epc,
            isKnown = true,
            stage = "Stored",
            place = "urn:epc:id:sgln:0614141.00777.3",
            placeSeenAt = Start.AddHours(8),
            confidence = new { words = "very likely: 7 of 7 earlier stays went on longer after their last event" },
            containers = new[] { new { container = Case, from = Start.AddHours(1) } },
        }
        : new { epc, isKnown = false };

    private static object Trace(string epc)
    {
        object Step(double hours, string step, string? disposition, string? place, string? parent, string kind, string action, int depth = 0) => new
        {
            time = Start.AddHours(hours),
            epc = depth == 0 ? epc : Case,
            depth,
            kind,
            action,
            bizStep = $"https://ref.gs1.org/cbv/BizStep-{step}",
            disposition = disposition is null ? null : $"https://ref.gs1.org/cbv/Disp-{disposition}",
            bizLocation = place,
            parent,
            isWithdrawn = false,
        };
        bool isKnown = epc.Contains("80614141123458", StringComparison.Ordinal);
        return new
        {
            epc,
            isKnown,
            steps = isKnown
                ? new[]
                {
                    Step(0, "commissioning", "active", "urn:epc:id:sgln:0614141.00777.0", null, "ObjectEvent", "Add"),
                    Step(1, "packing", "in_progress", "urn:epc:id:sgln:0614141.00777.0", Case, "AggregationEvent", "Add"),
                    Step(2, "shipping", "in_transit", "urn:epc:id:sgln:0614141.00777.0", null, "ObjectEvent", "Observe", 1),
                    Step(8, "receiving", "in_progress", "urn:epc:id:sgln:0614141.00777.3", null, "ObjectEvent", "Observe", 1),
                }
                : [],
        };
    }
}
