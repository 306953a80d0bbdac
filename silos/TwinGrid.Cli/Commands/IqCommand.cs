using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using TwinGrid.Adapters.Iq;
using TwinGrid.Adapters.Iq.Recordings;
using TwinGrid.Model;

namespace TwinGrid.Cli.Commands;

/// <summary>twingrid iq: what a recording of a reader's baseband holds.</summary>
internal static class IqCommand
{
    private const int MostRows = 40;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private static readonly Dictionary<string, SampleFormat> Formats = new(StringComparer.OrdinalIgnoreCase)
    {
        ["cf32"] = SampleFormat.Floats,
        ["ci16"] = SampleFormat.Shorts,
        ["ci8"] = SampleFormat.SignedBytes,
        ["cu8"] = SampleFormat.UnsignedBytes,
    };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("RECORDING") { Description = "A .sigmf-meta, .sigmf, .wav or raw file of complex baseband." };
        var format = new Option<string?>("--format") { Description = "Format of raw samples: " + string.Join(", ", Formats.Keys) + "." };
        format.AcceptOnlyFromAmong([.. Formats.Keys]);
        Option<int> rate = CommonOptions.Number("--rate", "Sample rate of raw samples in hertz.", 2_000_000, 1_000, 1_000_000_000);
        Option<int> antennas = CommonOptions.Number("--antennas", "Interleaved channels of raw samples.", 1, 1, IqLayout.MostChannels);
        Option<bool> json = CommonOptions.Json();
        var command = new Command(
            "iq",
            """
            Read a recording of a reader's baseband: find the reader's commands, separate the replies between them, collisions
            of up to four tags included, and read the EPCs of the tags that it acknowledged.
              twingrid iq capture.sigmf-meta
              twingrid iq capture.wav --json
              twingrid iq capture.cf32 --format cf32 --rate 2000000
            """)
        { file, format, rate, antennas, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string path = parsed.GetValue(file)!;
            IqLayout? raw = parsed.GetValue(format) is { } name ? new IqLayout(Formats[name], parsed.GetValue(rate), parsed.GetValue(antennas)) : null;
            var source = new IqSource(new IqOptions { Path = path, Raw = raw });
            var cycles = new List<PollingCycle>();
            await foreach (ObservationBatch batch in source.ReadAsync(cancellationToken))
            {
                cycles.AddRange(batch.Cycles);
            }

            Print(source.Statistics!, cycles, parsed.GetValue(json));
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Print(IqStatistics found, IReadOnlyList<PollingCycle> cycles, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new { Statistics = found, Cycles = cycles.Select(Figures) }, Indented));
            return;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{found.Duration.TotalSeconds:0.###} s at {found.SampleRate / 1e6:0.###} MS/s: {found.Commands} commands, {found.Cycles} cycles, {found.Partial} begun before the recording"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"slots: {found.Empty} empty, {string.Join(", ", found.Replies.Select((slots, i) => $"{slots} with {i + 1}"))}, {found.Unresolved} unresolved, {found.Unsupported} of a link that isn't read"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"EPCs: {found.Identified} read, {found.Garbled} not"));
        var table = new Table().AddColumns("cycle", "time", "tag", "phase, rad", "length, samples");
        foreach ((PollingCycle cycle, CycleReply reply) in cycles.SelectMany(cycle => cycle.Replies.Select(reply => (cycle, reply))).Take(MostRows))
        {
            table.AddRow(
                $"{cycle.Id.Sequence}",
                cycle.Time.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture),
                Markup.Escape(reply.Tag.Length > 0 ? reply.Tag : "(poll)"),
                string.Join(" ", reply.Phases.Select(phase => phase.ToString("0.000", CultureInfo.InvariantCulture))),
                reply.LengthSamples.ToString("0.0", CultureInfo.InvariantCulture));
        }

        AnsiConsole.Write(table);
        int more = cycles.Sum(cycle => cycle.Replies.Length) - MostRows;
        if (more > 0)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"and {more} more replies: --json prints them all"));
        }
    }

    private static object Figures(PollingCycle cycle) => new
    {
        cycle.Id.Sequence,
        cycle.Time,
        Purpose = cycle.Purpose.ToString(),
        Replies = cycle.Replies.Select(reply => new { reply.Tag, PhasesRad = reply.Phases, DeviationsRad = reply.PhaseDeviations, reply.LengthSamples, reply.LengthDeviation }),
    };
}
