using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using TwinGrid.Adapters;
using TwinGrid.Adapters.Wifi;
using TwinGrid.Adapters.Wifi.Dot11;
using TwinGrid.Adapters.Wifi.Tags;
using TwinGrid.Cli.Wifi;

namespace TwinGrid.Cli.Commands;

/// <summary>twingrid wifi: what a capture of 802.11 frames holds, and the tags on them.</summary>
internal static class WifiCommand
{
    private const int LongestTable = 60;
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("CAPTURE") { Description = "pcap or pcapng file of 802.11 frames, with radiotap or without." };
        var window = new Option<string>("--window") { Description = $"Symbols that tags turn: {WindowText.Form}; offset from the frame's body.", DefaultValueFactory = _ => "0:16+4" };
        var fromFrame = new Option<bool>("--from-frame") { Description = "Count the window's offset from the frame's first symbol, not from its body's." };
        var id = new Option<string?>("--id") { Description = "Data bits that are the tag's id: FIRST:BITS; without it, all of them." };
        var senders = new Option<string[]>("--sender") { Description = "Address of a station whose frames tags ride on; repeat for several; without it, any." };
        var fcs = new Option<bool>("--fcs") { Description = "Frames end with their check where the capture doesn't say so (no radiotap)." };
        Option<bool> json = CommonOptions.Json();
        var command = new Command(
            "wifi",
            """
            What a WiFi capture holds: frames by kind and rate, how many checks are right, and the tags that rode on 1 Mb/s
            frames. A tag turns symbols in the air, which makes the frame's check wrong; the check itself tells the tag's bits.
            So the receiver must keep frames with a wrong check (iw dev wlan0 set monitor fcsfail), and the check with them.
              twingrid wifi monitor.pcapng
              twingrid wifi monitor.pcapng --window 0:16+4 --id 0:8 --sender 18:64:72:1c:03:60
              twingrid wifi monitor.pcap --window 192:28+4x2 --from-frame --json
            """)
        { file, window, fromFrame, id, senders, fcs, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            WifiOptions options;
            try
            {
                options = Options(parsed.GetValue(window)!, parsed.GetValue(fromFrame), parsed.GetValue(id), parsed.GetValue(senders) ?? [], parsed.GetValue(fcs)).Checked();
            }
            catch (ArgumentException fault)
            {
                await Console.Error.WriteLineAsync($"twingrid: {fault.Message}");
                return ExitCodes.BadInput;
            }

            WifiRun run = await WifiRun.ReadAsync(parsed.GetValue(file)!, options, cancellationToken);
            if (parsed.GetValue(json))
            {
                Console.WriteLine(JsonSerializer.Serialize(Figures(run), Indented));
            }
            else
            {
                Print(run, options);
            }

            return run.Fault is { } early ? throw early : ExitCodes.Done;
        });
        return command;
    }

    private static WifiOptions Options(string window, bool isFromFrame, string? id, string[] senders, bool assumesFcs)
    {
        TagWindow parsed = WindowText.Parse(window, isFromFrame ? WindowOrigin.Frame : WindowOrigin.Body) ?? throw new BadInputException("--window", 0, WindowText.Form, window);
        // Read as a window is: an offset and a number of bits.
        TagWindow run = id is null ? new(0, parsed.DataBits) : WindowText.Parse(id, WindowOrigin.Body) ?? throw new BadInputException("--id", 0, "FIRST:BITS, such as 0:8", id);
        return new WifiOptions
        {
            Window = parsed,
            IdOffset = run.Offset,
            IdBits = run.DataBits,
            Senders = [.. senders.Select(text => MacAddress.TryParse(text, out MacAddress address) ? address : throw new BadInputException("--sender", 0, "an address such as 18:64:72:1c:03:60", text))],
            AssumesFcs = assumesFcs,
        };
    }

    private static object Figures(WifiRun run) => new
    {
        run.Figures.Packets,
        run.Figures.Frames,
        run.Figures.OtherLinks,
        run.Figures.Truncated,
        run.Figures.Types,
        Rates = run.Figures.Rates.Select(rate => new { Rate = rate.Rate.ToString(), rate.Frames, rate.GoodFcs }),
        run.Figures.Fcs,
        TagFrames = run.Figures.Tags,
        Tags = run.Tags.Select(tag => new
        {
            tag.Tag,
            Id = tag.Last.TagId,
            tag.Count,
            tag.Last.Frame,
            tag.Last.Time,
            tag.Last.Data,
            Sender = tag.Last.Sender?.ToString(),
            tag.Last.RssiDbm,
            tag.Last.FrequencyHz,
        }),
        Fault = run.Fault?.Message,
    };

    private static void Print(WifiRun run, WifiOptions options)
    {
        WifiFigures all = run.Figures;
        (FrameTypeFigures types, FcsFigures checks, TagFigures tags) = (all.Types, all.Fcs, all.Tags);
        Section("frames", [
            ("management", types.Management), ("control", types.Control), ("data", types.Data), ("extension", types.Extension),
            ("damaged header", types.BadHeader), ("damaged radiotap", types.BadRadiotap), ("truncated", all.Truncated), ("packets that are no 802.11 frames", all.OtherLinks)]);
        Section("check", [
            ("right", checks.Good), ("wrong", checks.Bad), ("not kept", checks.Absent), ("not stated, and none found", checks.NotStated), ("cut off", checks.Cut),
            ("called wrong by the receiver", checks.FlaggedBad)]);
        QuestionText.Print(["rate", "frames", "check right"], all.Rates.Select(rate => new[] { rate.Rate.ToString(), Number(rate.Frames), Number(rate.GoodFcs) }));
        Section("tags", [
            ("decoded", tags.Decoded), ("parity wrong", tags.ParityFailed), ("ambiguous: 32 data bits leave no check", tags.Ambiguous), ("no word explains the damage", tags.Unexplained),
            ("check right: no tag", tags.Untouched), ("body too short for the window", tags.OutsideBody), ("of other senders", tags.OtherSender), ("without check", tags.NoCheck),
            ("not at 1 Mb/s, or unreadable", tags.NotCarried)]);
        if (run.Tags.Count > 0)
        {
            QuestionText.Print(["tag", "times", "last frame", "last heard", "data", "dBm"], run.Tags.Take(LongestTable).Select(tag => new[]
            {
                tag.Tag, Number(tag.Count), Number(tag.Last.Frame), tag.Last.Time is { } time ? QuestionText.Time(time) : "", tag.Last.Data.ToString("X", CultureInfo.InvariantCulture),
                tag.Last.RssiDbm?.ToString(CultureInfo.InvariantCulture) ?? "",
            }));
        }

        QuestionText.PrintRemarks([], Notes(run, options));
    }

    private static IEnumerable<string> Notes(WifiRun run, WifiOptions options)
    {
        if (run.Tags.Count > LongestTable)
        {
            yield return $"{run.Tags.Count - LongestTable} tags more: --json lists all";
        }

        if (run.Figures.Fcs is { NotStated: > 0, Good: > 0 } && !options.AssumesFcs)
        {
            yield return "some frames end with a right check though the capture doesn't say so: with --fcs the others count as damaged and may carry tags";
        }

        if (run.Figures.Fcs is { Bad: 0, Good: > 0 })
        {
            yield return "no frame has a wrong check: a receiver that drops such frames hears no tags (iw dev wlan0 set monitor fcsfail)";
        }

        if (options.Window.CheckBits < 8 && run.Figures.Tags.Decoded > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"one frame in {1 << options.Window.CheckBits} that is damaged by chance passes for a tag with this window");
        }
    }

    private static void Section(string name, IEnumerable<(string Name, long Count)> rows) =>
        QuestionText.Print([name, ""], rows.Where(row => row.Count > 0).Select(row => new[] { row.Name, Number(row.Count) }));

    private static string Number(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}
