#if ORLEANS
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Azure.Storage.Blobs;
using TwinGrid.Grains.Archives;
using TwinGrid.Silo.Archives;

namespace TwinGrid.Silo.Tests;

/// <summary>The archive on Azure Blob Storage, against Azurite on the loopback address.</summary>
public sealed class BlobArchiveTests(BlobArchiveTests.Azurite azurite) : ChunkArchiveContract, IClassFixture<BlobArchiveTests.Azurite>
{
    private readonly string _container = "t" + Guid.NewGuid().ToString("N");

    protected override Task<IChunkArchive> OpenAsync()
    {
        Assert.SkipWhen(azurite.Connection is null, "azurite-blob was not found: npm install --prefix .ci/tools azurite@3.37.0");
        return Task.FromResult<IChunkArchive>(new BlobArchive(new BlobContainerClient(azurite.Connection, _container)));
    }

    /// <summary>One emulator for the tests of this class, on a free port, in a folder of its own.</summary>
    public sealed class Azurite : IAsyncLifetime
    {
        private const string Account = "devstoreaccount1";
        private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
        private readonly string _folder = Directory.CreateTempSubdirectory("twingrid-azurite-").FullName;
        private Process? _process;

        public string? Connection { get; private set; }

        public async ValueTask InitializeAsync()
        {
            if (Find() is not { } program)
            {
                return;
            }

            int port = FreePort();
            _process = Process.Start(new ProcessStartInfo(
                "node",
                [program, "--blobHost", "127.0.0.1", "--blobPort", $"{port}", "--location", _folder, "--skipApiVersionCheck", "--disableTelemetry"])
            { RedirectStandardOutput = true })!;
            while (await _process.StandardOutput.ReadLineAsync() is { } line)
            {
                if (line.Contains("successfully listens", StringComparison.OrdinalIgnoreCase))
                {
                    Connection = $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint=http://127.0.0.1:{port}/{Account};";
                    return;
                }
            }

            throw new InvalidOperationException("azurite-blob ended before it listened");
        }

        public ValueTask DisposeAsync()
        {
            _process?.Kill(entireProcessTree: true);
            _process?.WaitForExit();
            _process?.Dispose();
            Directory.Delete(_folder, recursive: true);
            return ValueTask.CompletedTask;
        }

        /// <summary>The emulator's program below <c>.ci/tools</c> of the checkout that this test was built in.</summary>
        private static string? Find()
        {
            DirectoryInfo? folder = new(AppContext.BaseDirectory);
            for (; folder is not null; folder = folder.Parent)
            {
                string program = Path.Combine(folder.FullName, ".ci", "tools", "node_modules", "azurite", "dist", "src", "blob", "main.js");
                if (File.Exists(program))
                {
                    return program;
                }
            }

            return Environment.GetEnvironmentVariable("TWINGRID_AZURITE") is { Length: > 0 } given && File.Exists(given) ? given : null;
        }

        private static int FreePort()
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            return ((IPEndPoint)probe.LocalEndpoint).Port;
        }
    }
}
#endif
