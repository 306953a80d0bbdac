namespace TwinGrid.Embedded;

/// <summary>A part of the engine that works on its own: starts with it, and stops before the grains do.</summary>
internal interface IEnginePart
{
    Task StartAsync(CancellationToken cancellationToken);

    Task StopAsync(CancellationToken cancellationToken);
}
