using System.CommandLine;
using TwinGrid.Cli.Simulate;

namespace TwinGrid.Cli.Commands;

/// <summary>twingrid simulate: populations that no one could tag.</summary>
internal static class SimulateCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new("simulate", "Simulate populations of tags, from every slot of one reader's field upwards.")
    {
        ItemTraceCommand.Create(),
        ContentsCommand.Create(),
        CensusCommand.Create(),
        ProtocolCommand.Create(),
        TablesCommand.Create(),
        LiveCommand.Create(),
    };
}
