using Microsoft.Extensions.Hosting;

namespace TwinGrid.Embedded;

/// <summary>Starts and stops the engine with its host.</summary>
internal sealed class EngineHost(Engine engine, IEnumerable<IEnginePart> parts) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var part in parts)
        {
            await part.StartAsync(cancellationToken);
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        // Streams and reminders first: what they have taken on is delivered while the grains still answer.
        foreach (var part in parts.Reverse())
        {
            await part.StopAsync(cancellationToken);
        }

        await engine.StopAsync(cancellationToken);
    }
}
