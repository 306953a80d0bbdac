using System.CommandLine;

namespace TwinGrid.Cli.Commands;

/// <summary>twingrid locate.</summary>
internal static class LocateCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new("locate", "to be filled");
}
