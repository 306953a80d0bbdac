using TwinGrid.Model;

namespace TwinGrid.Adapters;

/// <summary>Hardware, a file or a simulation that reports observations.</summary>
public interface IObservationSource
{
    /// <summary>What to call the source in messages: a device, or a file's path.</summary>
    string Name { get; }

    /// <summary>The observations in the order of their sequence numbers, in batches; ends when the source has no more.</summary>
    /// <exception cref="BadInputException">The source says something that can't be understood.</exception>
    IAsyncEnumerable<ObservationBatch> ReadAsync(CancellationToken cancellationToken);
}
