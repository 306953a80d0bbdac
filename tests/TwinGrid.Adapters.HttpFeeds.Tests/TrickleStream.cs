namespace TwinGrid.Adapters.HttpFeeds.Tests;

/// <summary>A body that arrives a few bytes at a time and, where it is endless, never ends.</summary>
internal sealed class TrickleStream(byte[] bytes, int step) : MemoryStream(bytes)
{
    public bool IsEndless { get; init; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (IsEndless && Position == Length)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }

        return Read(buffer.Span[..Math.Min(buffer.Length, step)]);
    }
}
