using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace TwinGrid.Support;

/// <summary>
/// A throw-away PostgreSQL cluster on the loopback address, in a folder of its own, which goes when it is disposed. Shared by test
/// projects and benchmarks as a linked file. The server refuses root: as root it runs as nobody.
/// </summary>
internal sealed class PostgresCluster : IAsyncDisposable
{
    private const string UserName = "twingrid";

    private readonly DirectoryInfo _folder;
    private readonly string _binaries;
    private readonly int _port;

    private PostgresCluster(DirectoryInfo folder, string binaries, int port) => (_folder, _binaries, _port) = (folder, binaries, port);

    /// <summary>What to say where there are no binaries.</summary>
    public static string Absent => "PostgreSQL was not found (apt-get install postgresql, or name the folder of initdb in TWINGRID_POSTGRES_BIN)";

    /// <summary>Connection string of its database.</summary>
    public string Connection => $"Host=127.0.0.1;Port={_port};Username={UserName};Database=postgres";

    private string Data => Path.Combine(_folder.FullName, "data");

    /// <summary>Starts a cluster; null where PostgreSQL is absent.</summary>
    /// <param name="settings">Settings of the server beside its defaults, name=value.</param>
    public static async Task<PostgresCluster?> StartAsync(params string[] settings)
    {
        if (Binaries() is not { } binaries)
        {
            return null;
        }

        var cluster = new PostgresCluster(Directory.CreateTempSubdirectory("twingrid-pg-"), binaries, FreePort());
        if (Environment.UserName == "root")
        {
            await RunAsync("chown", "nobody", cluster._folder.FullName);
        }

        string[] options = [$"-p {cluster._port}", $"-k {cluster._folder.FullName}", "-c listen_addresses=127.0.0.1", .. settings.Select(setting => "-c " + setting)];
        await cluster.AsServerAsync("initdb", "-D", cluster.Data, "-A", "trust", "-U", UserName, "-E", "UTF8", "--locale=C");
        await cluster.AsServerAsync(
            "pg_ctl", "-D", cluster.Data, "-w", "-t", "60", "-l", Path.Combine(cluster._folder.FullName, "log"), "-o", string.Join(' ', options), "start");
        return cluster;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // By the process id that the server left in its data folder.
        await AsServerAsync("pg_ctl", "-D", Data, "-w", "-m", "fast", "stop");
        _folder.Delete(recursive: true);
    }

    private static string? Binaries()
    {
        string? named = Environment.GetEnvironmentVariable("TWINGRID_POSTGRES_BIN");
        const string debian = "/usr/lib/postgresql";
        string[] places = named is { Length: > 0 }
            ? [named]
            : [
                .. Directory.Exists(debian)
                    ? Directory.GetDirectories(debian).OrderByDescending(Version).Select(version => Path.Combine(version, "bin"))
                    : [],
                .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
            ];
        return places.FirstOrDefault(place => File.Exists(Path.Combine(place, "initdb")) && File.Exists(Path.Combine(place, "pg_ctl")));
    }

    private static double Version(string folder) =>
        double.TryParse(Path.GetFileName(folder), NumberStyles.Float, CultureInfo.InvariantCulture, out double version) ? version : 0;

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private Task AsServerAsync(string program, params string[] arguments)
    {
        string path = Path.Combine(_binaries, program);
        return Environment.UserName == "root"
            ? RunAsync("setpriv", ["--reuid=nobody", "--regid=nogroup", "--clear-groups", "--", path, .. arguments])
            : RunAsync(path, arguments);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        // Its own folder and no pipe for the server to inherit: an inherited pipe would never end.
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = "/", UseShellExecute = false };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("exec \"$@\" >/dev/null 2>&1 </dev/null");
        start.ArgumentList.Add("sh");
        start.ArgumentList.Add(program);
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: expected exit code 0, found {process.ExitCode}");
        }
    }
}
