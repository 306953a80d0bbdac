using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using TwinGrid.Adapters;
using TwinGrid.Silo.Alerts.Audit;
using TwinGrid.Store;
using TwinGrid.Trace.Facts;

namespace TwinGrid.Cli.Commands;

/// <summary>twingrid audit: the log of facts, verified and shown.</summary>
internal static class AuditCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var store = new StoreOptions();
        var command = new Command("audit", "The hash-chained log of readings used, rule versions, alerts and what people did about them.") { CreateVerify(store), CreateShow(store) };
        store.AddTo(command);
        return command;
    }

    private static Command CreateVerify(StoreOptions options)
    {
        var seal = new Option<string?>("--seal") { Description = $"File of seals; by default {SealFile.Name} in the folder of --data." };
        var key = new Option<string?>("--key") { Description = $"File with the key that seals are signed with; by default the variable {SealFile.KeyVariable}." };
        Option<bool> json = CommonOptions.Json();
        var command = new Command(
            "verify",
            """
            Find the first record of the log that was altered, removed, reordered or doubled. Seals find a cut-off end as well, and
            with the key a chain that was computed anew. Exit status 1 when the log doesn't hold.
            """)
        { seal, key, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string? file = parsed.GetValue(seal) ?? options.Beside(parsed, SealFile.Name);
            (IReadOnlyList<AuditSeal> seals, byte[] secret) = Seals(parsed.GetValue(seal), file, parsed.GetValue(key));
            string? forged = secret.Length > 0 ? AuditSeal.FaultOf(seals, secret) : null;
            await using ITraceStore store = await options.OpenAsync(parsed, cancellationToken);
            FactVerification found = await FactChain.VerifyAsync(
                store.Facts.AfterAsync(0, cancellationToken), FactAnchor.Beginning, [.. seals.Select(each => each.Head)], cancellationToken);
            string? fault = found.Break?.ToString() ?? forged;
            if (parsed.GetValue(json))
            {
                Console.WriteLine(JsonSerializer.Serialize(
                    new
                    {
                        Holds = fault is null,
                        found.Count,
                        Head = found.Head.Hash,
                        Seals = seals.Count,
                        Signed = secret.Length > 0,
                        Record = found.Break?.Sequence,
                        Fault = found.Break is null ? forged is null ? null : "seal" : JsonNamingPolicy.KebabCaseLower.ConvertName(found.Break.Fault.ToString()),
                        Reason = fault,
                    },
                    Indented));
            }
            else
            {
                string signatures = secret.Length > 0 ? "signatures verified" : "signatures not verified, no key given";
                Console.WriteLine(fault is null
                    ? string.Create(CultureInfo.InvariantCulture, $"the log holds: {found.Count} records, head {found.Head.Hash}, {seals.Count} seals, {signatures}")
                    : string.Create(CultureInfo.InvariantCulture, $"the log does not hold: {fault} ({found.Count} records before hold)"));
            }

            return fault is null ? ExitCodes.Done : ExitCodes.Failed;
        });
        return command;
    }

    private static Command CreateShow(StoreOptions options)
    {
        var subject = new Option<string?>("--object") { Description = "Only facts of this object." };
        var from = new Option<DateTimeOffset?>("--from") { Description = "Only facts written at or after this time." };
        Option<bool> json = CommonOptions.Json();
        var command = new Command("show", "List the log: a line for each readings used, rules assigned, alert and act.") { subject, from, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using ITraceStore store = await options.OpenAsync(parsed, cancellationToken);
            await foreach (LoggedFact fact in store.Facts.AfterAsync(0, cancellationToken))
            {
                if ((parsed.GetValue(subject) is { } name && fact.Fact.Subject != name) || fact.RecordTime < parsed.GetValue(from))
                {
                    continue;
                }

                Console.WriteLine(parsed.GetValue(json)
                    ? JsonSerializer.Serialize(new { fact.Sequence, fact.RecordTime, fact.Fact.Site, fact.Fact.Subject, fact.Fact.Time, fact.Fact.Kind, fact.Fact.Thread, fact.Fact.Payload, fact.Hash })
                    : string.Create(CultureInfo.InvariantCulture, $"{fact.Sequence,8}  {fact.RecordTime:yyyy-MM-dd HH:mm:ss}Z  {fact.Fact.Site}/{fact.Fact.Subject}  {fact.Fact.Kind}  {fact.Fact.Payload}"));
            }

            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>Seals and key. A file of seals that was asked for must be there.</summary>
    private static (IReadOnlyList<AuditSeal> Seals, byte[] Key) Seals(string? asked, string? file, string? key)
    {
        if (asked is not null && !File.Exists(asked))
        {
            throw new BadInputException("--seal", 0, "a file of seals", $"no file {asked}");
        }

        try
        {
            return (file is null ? [] : SealFile.Read(file), SealFile.ReadKey(key));
        }
        catch (InvalidDataException fault)
        {
            throw new BadInputException("--seal", 0, "seals and a key that can be read", fault.Message, fault);
        }
    }
}
