using TwinGrid.Grains.Archives;
using TwinGrid.Silo.Archives;

namespace TwinGrid.Silo.Tests;

public sealed class FolderArchiveTests : ChunkArchiveContract, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("twingrid-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    protected override Task<IChunkArchive> OpenAsync() => Task.FromResult<IChunkArchive>(new FolderArchive(_folder));
}
