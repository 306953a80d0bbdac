using System.CommandLine;
using Spectre.Console;
using TwinGrid.Adapters;
using TwinGrid.Cli.Commands;

var root = new RootCommand(
    """
    TwinGrid: the digital twin of things that carry passive tags.

    Begin with:
      twingrid demo                   simulate rooms of passive tags, locate every tag, write a report with pictures
      twingrid locate READS.csv       locate tags from phases that a reader recorded
      twingrid coldchain EXPORT.txt   check a temperature logger's record by rules, beside the device's own verdicts
      twingrid wifi CAPTURE           what a WiFi capture holds, and the tags on its frames
      twingrid reproduce --quick      run the evaluations of five published systems again, beside ours and the bounds
      twingrid check SITE.yaml        check a site file and draw what it describes
      twingrid scenario               run one of eleven sites with simulated hardware and answer what it is about
      twingrid plan shop-chain        what a deployment needs and costs, each figure with what it rests on
      twingrid serve --simulate       run the twins as a service and ask them over HTTP
      twingrid iq RECORDING           separate the replies in a recording of a reader's baseband
      twingrid simulate               populations of tags, from every slot of a reader's field upwards
      twingrid emulate llrp           play an RFID reader, to try adapters and other clients without hardware
      twingrid replay FILE.tgo        play recorded observations, with the outcome that they had live
      twingrid key new                make a key for a client that posts observations
      twingrid epc VALUE              show a tag's identifier in all its forms
      twingrid epcis DOCUMENT         check EPCIS 2.0 documents, say what is wrong and where

    Ask what was captured:
      twingrid where EPC              where a thing is, with age and confidence
      twingrid trace EPC              its path, with its containers' and what was made of it
      twingrid inside CONTAINER       what is inside, to any depth
      twingrid contacts EPC           what shared a container, truck or room with it
      twingrid recall --lot LOT       what a recall reaches: by lot, container or contact
      twingrid inventory --at PLACE   what is there, what is missing, what is not expected
      twingrid alerts                 excursions of a running service; acknowledge, disposition, close
      twingrid audit verify           find any altered, removed or reordered record of the log

    The engine that runs the twins is chosen before the command: twingrid --runtime orleans demo
    """)
{
    DemoCommand.Create(),
    LocateCommand.Create(),
    ColdChainCommand.Create(),
    WifiCommand.Create(),
    ReproduceCommand.Create(),
    CheckCommand.Create(),
    ServeCommand.Create(),
    ScenarioCommand.Create(),
    PlanCommand.Create(),
    EmulateCommand.Create(),
    SimulateCommand.Create(),
    ReplayCommand.Create(),
    KeyCommand.Create(),
    EpcCommand.Create(),
    IqCommand.Create(),
    WhereCommand.Create(),
    TraceCommand.Create(),
    InsideCommand.Create(),
    ContactsCommand.Create(),
    RecallCommand.Create(),
    InventoryCommand.Create(),
    EpcisCommand.Create(),
    AlertsCommand.Create(),
    AuditCommand.Create(),
    ProjectCommands.CreateTest(),
    ProjectCommands.CreateBench(),
};

if (Console.IsOutputRedirected)
{
    // A file or a pipe gets the words without the escape sequences that make them bold.
    AnsiConsole.Profile.Capabilities.Ansi = false;
}

ParseResult parsed = root.Parse(args.Length == 0 ? ["--help"] : args);
if (parsed.Errors.Count > 0)
{
    await Console.Error.WriteLineAsync($"twingrid: {parsed.Errors[^1].Message} (see twingrid --help)");
    return ExitCodes.BadInput;
}

try
{
    return await parsed.InvokeAsync(new InvocationConfiguration
    {
        EnableDefaultExceptionHandler = false,
        // To end cleanly takes as long as it takes to make what was accepted durable and to put many twins away.
        ProcessTerminationTimeout = TimeSpan.FromMinutes(10),
    });
}
catch (BadInputException fault)
{
    await Console.Error.WriteLineAsync($"twingrid: {fault.Message}");
    return ExitCodes.BadInput;
}
catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
{
    // A folder or file that the command line names can't be used: not a fault of the program's.
    await Console.Error.WriteLineAsync($"twingrid: {fault.Message.ReplaceLineEndings(" ")}");
    return ExitCodes.BadInput;
}
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync("twingrid: cancelled");
    return ExitCodes.Cancelled;
}
