using System.CommandLine;
using System.Globalization;
using System.Net.Sockets;
using TwinGrid.Adapters;
using TwinGrid.Adapters.Llrp.Emulator;
using TwinGrid.Adapters.Llrp.Wire;

namespace TwinGrid.Cli.Commands;

/// <summary>twingrid emulate: devices that are not there.</summary>
internal static class EmulateCommand
{
    private const string Impinj = "impinj", Plain = "plain", Fcc = "fcc", Etsi = "etsi";

    /// <summary>The command.</summary>
    public static Command Create() => new("emulate", "Play a device, so that adapters and other clients can be tried without hardware.") { CreateLlrp() };

    private static Command CreateLlrp()
    {
        Option<int> port = CommonOptions.Number("--port", "TCP port to listen on", 5084, 1, 65535);
        Option<int> tags = CommonOptions.Number("--tags", "Tags in the room", 20, 0, 100_000);
        Option<int> moving = CommonOptions.Number("--moving", "How many of them walk in circles", 0, 0, 100_000);
        Option<int> antennas = CommonOptions.Number("--antennas", "Antennas along the walls", 4, 1, 32);
        Option<int> rate = CommonOptions.Number("--rate", "Reads a second, 0 for as many as the client takes", 100, 0, 1_000_000);
        var vendor = new Option<string>("--vendor") { Description = "impinj reports phases, plain doesn't.", DefaultValueFactory = _ => Impinj };
        vendor.AcceptOnlyFromAmong(Impinj, Plain);
        var band = new Option<string>("--band") { Description = "fcc hops over 50 channels, etsi has four fixed ones.", DefaultValueFactory = _ => Fcc };
        band.AcceptOnlyFromAmong(Fcc, Etsi);
        Option<int> ahead = CommonOptions.Number("--clock-ahead", "Seconds that the reader's clock is ahead", 0, -1_000_000_000, 1_000_000_000);
        var open = new Option<bool>("--open") { Description = "Let other machines connect as well." };
        var verbose = new Option<bool>("--verbose") { Description = "Print what clients ask." };
        Option<ulong> seed = CommonOptions.Seed();
        var command = new Command(
            "llrp",
            """
            Play an RFID reader that speaks LLRP 1.0.1 and 1.1 and reads the tags of a simulated room, until Ctrl+C.
            One client at a time; tags carry SGTIN-96, phases follow the distance to each antenna.
            """)
        { port, tags, moving, antennas, rate, vendor, band, ahead, open, verbose, seed };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new EmulatorOptions
            {
                Port = parsed.GetValue(port),
                IsOpenToOthers = parsed.GetValue(open),
                Tags = parsed.GetValue(tags),
                MovingTags = Math.Min(parsed.GetValue(moving), parsed.GetValue(tags)),
                Antennas = parsed.GetValue(antennas),
                Rate = parsed.GetValue(rate),
                IsImpinj = parsed.GetValue(vendor) == Impinj,
                IsHopping = parsed.GetValue(band) == Fcc,
                KnowsVersion11 = true,
                ClockAhead = TimeSpan.FromSeconds(parsed.GetValue(ahead)),
                Seed = parsed.GetValue(seed),
            },
            parsed.GetValue(verbose),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(EmulatorOptions options, bool isVerbose, CancellationToken cancellationToken)
    {
        await using LlrpEmulator emulator = Start(options, isVerbose ? message => Console.WriteLine($"client: {message}") : null);
        for (int index = 0; index < emulator.Room.Antennas.Length; index++)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"antenna {index + 1} at {emulator.Room.Antennas[index].X:0.00} {emulator.Room.Antennas[index].Y:0.00} {emulator.Room.Antennas[index].Z:0.00} m"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"LLRP reader with {options.Tags} tags at localhost:{emulator.Port}; Ctrl+C ends"));
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{emulator.ReadsSent} reads sent"));
        }

        return ExitCodes.Done;
    }

    private static LlrpEmulator Start(EmulatorOptions options, Action<LlrpMessage>? asked)
    {
        try
        {
            return new LlrpEmulator(options, TimeProvider.System, asked: asked);
        }
        catch (SocketException fault)
        {
            throw new BadInputException("--port", 0, $"a free port", $"{options.Port}: {fault.Message}", fault);
        }
    }
}
