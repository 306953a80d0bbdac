using System.CommandLine;
using System.CommandLine.Parsing;
using TwinGrid.Adapters;
using TwinGrid.Cli.Commands;
using TwinGrid.Simulation.Naming;
using TwinGrid.Simulation.World;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Cli.Simulate;

/// <summary>The options that say which simulated world is meant.</summary>
internal sealed class WorldOptions
{
    private const long MissingObjects = 1_000_000_000_000;

    private readonly Option<long> _objects = WholeNumber.Option(
        "--objects", "Objects of the world at least, such as 1e12 or 1_000_000; rounded up to whole waves of 199,680", MissingObjects, 1, WorldModel.MostObjects);

    private readonly Option<ulong> _seed = CommonOptions.Seed();

    private readonly Option<WorldParameters?> _world = new("--world")
    {
        Description = "File of the world's parameters, JSON with comments; without it, those that come with the program.",
        HelpName = "FILE",
        CustomParser = Read,
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_objects);
        command.Add(_seed);
        command.Add(_world);
    }

    /// <summary>The world that the command line means.</summary>
    /// <exception cref="BadInputException">It has more things than their names tell apart.</exception>
    public WorldModel Open(ParseResult parsed) => OpenNamed(parsed).World;

    /// <summary>The world that the command line means, with its names.</summary>
    /// <exception cref="BadInputException">It has more things than their names tell apart.</exception>
    public (WorldModel World, WorldNames Names) OpenNamed(ParseResult parsed)
    {
        WorldModel world = new(parsed.GetValue(_seed), parsed.GetValue(_objects), parsed.GetValue(_world) ?? WorldParameters.Default);
        try
        {
            return (world, new WorldNames(world));
        }
        catch (EpcException fault)
        {
            throw new BadInputException(fault.Place, 0, fault.Expected, fault.Found, fault);
        }
    }

    /// <summary>Reads a parameter file; whatever is wrong with it is told as a fault of the option.</summary>
    private static WorldParameters? Read(ArgumentResult result)
    {
        string file = result.Tokens[0].Value;
        try
        {
            return WorldParameters.Read(File.ReadAllBytes(file), file);
        }
        catch (Exception fault) when (fault is FormatException or IOException or UnauthorizedAccessException)
        {
            result.AddError($"--world: {fault.Message.ReplaceLineEndings(" ")}");
            return null;
        }
    }
}
