using System.Runtime.CompilerServices;
using TwinGrid.Adapters;
using TwinGrid.Model;

namespace TwinGrid.Silo.Sites.Running;

/// <summary>A source whose tags are looked at as they pass, so that things seen for the first time get their rules.</summary>
/// <param name="source">The source.</param>
/// <param name="sight">Looks at them.</param>
/// <param name="site">Name of the site.</param>
internal sealed class SeenSource(IObservationSource source, FirstSight sight, string site) : IObservationSource
{
    /// <inheritdoc/>
    public string Name => source.Name;

    /// <inheritdoc/>
    public async IAsyncEnumerable<ObservationBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (ObservationBatch batch in source.ReadAsync(cancellationToken))
        {
            await sight.SeenAsync(site, batch);
            yield return batch;
        }
    }
}
