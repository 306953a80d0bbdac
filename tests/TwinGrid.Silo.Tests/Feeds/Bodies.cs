using System.Net;
using System.Text;

namespace TwinGrid.Silo.Tests.Feeds;

/// <summary>A body whose length isn't told beforehand.</summary>
internal sealed class ChunkedBody(string text) : MemoryStream(Encoding.UTF8.GetBytes(text))
{
    public override bool CanSeek => false;
}

/// <summary>A body that keeps its end back until it is released.</summary>
internal sealed class HeldBody : HttpContent
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously), _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] _bytes;

    public HeldBody(string text)
    {
        _bytes = Encoding.UTF8.GetBytes(text);
        Headers.TryAddWithoutValidation("Content-Type", "application/json");
    }

    /// <summary>Completes when the first bytes are on their way.</summary>
    public Task Begun => _begun.Task;

    public void Release() => _released.SetResult();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(_bytes.AsMemory(0, 5));
        await stream.FlushAsync();
        _begun.SetResult();
        await _released.Task;
        await stream.WriteAsync(_bytes.AsMemory(5));
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
