namespace TwinGrid.Cli.Commands;

/// <summary>What the process answers.</summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The work was done and its outcome is a failure: a test failed.</summary>
    public const int Failed = 1;

    /// <summary>The command line, or a file that it names, can't be understood.</summary>
    public const int BadInput = 2;

    /// <summary>Ended by the user.</summary>
    public const int Cancelled = 130;
}
