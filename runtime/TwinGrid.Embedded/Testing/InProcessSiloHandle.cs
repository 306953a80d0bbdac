using Microsoft.Extensions.Hosting;

namespace Orleans.TestingHost;

/// <summary>One silo of a test cluster.</summary>
public class InProcessSiloHandle : IAsyncDisposable
{
    /// <summary>The silo's name.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>The silo's number in its cluster.</summary>
    public short InstanceNumber { get; init; }

    /// <summary>The silo's host.</summary>
    public required IHost SiloHost { get; init; }

    /// <summary>The silo's services.</summary>
    public IServiceProvider ServiceProvider => SiloHost.Services;

    /// <summary>Whether the silo runs.</summary>
    public bool IsActive { get; private set; } = true;

    /// <summary>Stops the silo; in good order, or without waiting for its grains.</summary>
    public async Task StopSiloAsync(bool stopGracefully)
    {
        if (IsActive)
        {
            IsActive = false;
            await SiloHost.StopAsync(new CancellationToken(canceled: !stopGracefully));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await StopSiloAsync(stopGracefully: true);
        if (SiloHost is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }
}
