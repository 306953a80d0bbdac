using System.CommandLine;
using TwinGrid.Adapters;
using TwinGrid.Store;

namespace TwinGrid.Cli.Commands;

/// <summary>The options that say which store a command reads, and the way to open it.</summary>
internal sealed class StoreOptions
{
    private readonly Option<string?> _store = new("--store") { Description = "Instead of --data: a SQLite file, or a connection string of PostgreSQL.", Recursive = true };

    private readonly Option<DirectoryInfo> _data = new("--data")
    {
        Description = "Folder of the service whose store is read.",
        DefaultValueFactory = _ => new DirectoryInfo("twingrid-data"),
        Recursive = true,
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_data);
        command.Add(_store);
    }

    /// <summary>Path of a file in the folder of the service; null when a store is named instead.</summary>
    public string? Beside(ParseResult parsed, string name) => parsed.GetValue(_store) is null ? Path.Combine(parsed.GetValue(_data)!.FullName, name) : null;

    /// <summary>Opens the store, which must be there.</summary>
    /// <exception cref="BadInputException">It is not there, or can't be read.</exception>
    public async Task<ITraceStore> OpenAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string connection = parsed.GetValue(_store) ?? Beside(parsed, "trace.db")!;
        if (!TraceStores.IsPostgres(connection) && !File.Exists(connection))
        {
            throw new BadInputException(parsed.GetValue(_store) is null ? "--data" : "--store", 0, "a store that 'twingrid serve' has made", $"no file {connection}");
        }

        try
        {
            return await TraceStores.OpenAsync(connection, TimeProvider.System, cancellationToken);
        }
        catch (TraceStoreException fault)
        {
            throw new BadInputException("--store", 0, "a store that can be read", fault.Message, fault);
        }
    }
}
