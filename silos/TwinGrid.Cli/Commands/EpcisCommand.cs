using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TwinGrid.Adapters;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Events.Hashing;

namespace TwinGrid.Cli.Commands;

/// <summary>twingrid epcis: checks EPCIS documents.</summary>
internal static class EpcisCommand
{
    private static readonly string[] Endings = [".json", ".jsonld"];

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var path = new Argument<string>("PATH") { Description = "A document, or a folder whose .json and .jsonld files are checked, those of its folders too." };
        Option<bool> json = CommonOptions.Json();
        var command = new Command(
            "epcis",
            """
            Check EPCIS 2.0 documents: what GS1's schema demands and what the standard says beside it. Every event is told with the
            hash of its content, every fault with its place, what would do and what is there.
              twingrid epcis shipment.jsonld
              twingrid epcis documents/ --json
            """)
        { path, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var documents = new List<DocumentFigures>();
            foreach (string file in Files(parsed.GetValue(path)!))
            {
                documents.Add(Read(file, await File.ReadAllBytesAsync(file, cancellationToken)));
            }

            if (parsed.GetValue(json))
            {
                Console.WriteLine(JsonSerializer.Serialize(new { Documents = documents, Sound = documents.Count(row => row.IsSound), documents.Count }, Indented));
            }
            else
            {
                documents.ForEach(Print);
                Console.WriteLine($"{documents.Count(row => row.IsSound)} of {documents.Count} documents are sound");
            }

            return documents.TrueForAll(row => row.IsSound) ? ExitCodes.Done : ExitCodes.BadInput;
        });
        return command;
    }

    private static string[] Files(string path)
    {
        if (!Directory.Exists(path))
        {
            return [File.Exists(path) ? path : throw new BadInputException(path, 0, "a document or a folder of them", "nothing")];
        }

        string[] files = [.. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(file => Endings.Contains(Path.GetExtension(file))).Order(StringComparer.Ordinal)];
        return files.Length > 0 ? files : throw new BadInputException(path, 0, "files that end in .json or .jsonld", "none");
    }

    private static DocumentFigures Read(string file, byte[] bytes)
    {
        try
        {
            CapturedDocument document = EpcisReader.ReadDocument(bytes);
            EventFigures[] events = [.. document.Events.Select(captured => EventFigures.From(captured))];
            FaultFigures[] faults = [.. document.Events.Where(captured => captured.Fault is not null).Select(captured => FaultFigures.From(captured.Fault!))];
            return new(file, events, faults);
        }
        catch (EpcisException fault)
        {
            return new(file, [], [FaultFigures.From(fault)]);
        }
    }

    private static void Print(DocumentFigures document)
    {
        Console.WriteLine($"{document.File}: {document.Events.Count} events, {document.Faults.Count} faults");
        foreach (EventFigures happening in document.Events)
        {
            Console.WriteLine($"  {happening.Index,4}  {happening.Type,-20} {happening.Hash}");
        }

        foreach (FaultFigures fault in document.Faults)
        {
            Console.WriteLine($"  {(fault.Place.Length == 0 ? "the document" : fault.Place)}");
            Console.WriteLine($"        expected {fault.Expected}");
            Console.WriteLine($"        found    {fault.Found}");
        }
    }

    /// <summary>What is in one file.</summary>
    private sealed record DocumentFigures(string File, IReadOnlyList<EventFigures> Events, IReadOnlyList<FaultFigures> Faults)
    {
        public bool IsSound => Faults.Count == 0;
    }

    /// <summary>One event; without type and ids where it is refused.</summary>
    private sealed record EventFigures(int Index, string? Type, string? Id, string? Hash, int? Mentions)
    {
        public static EventFigures From(CapturedEvent captured) => captured.Event is { } happening
            ? new(captured.Index, happening.TypeName, happening.Id, EventHash.Of(happening.Json, happening.Context), happening.Mentions.Length)
            : new(captured.Index, null, null, null, null);
    }

    /// <summary>One fault.</summary>
    private sealed record FaultFigures(string Place, string Expected, string Found)
    {
        public static FaultFigures From(EpcisException fault) => new(fault.Place, fault.Expected, fault.Found);
    }
}
