using System.Formats.Tar;

namespace TwinGrid.Adapters.Iq.Recordings;

/// <summary>A SigMF archive: a tar file with the metadata and samples of one recording.</summary>
internal static class SigMfArchive
{
    /// <summary>Opens the samples of an archive.</summary>
    /// <exception cref="BadInputException">It isn't an archive of exactly one recording.</exception>
    public static IqRecording Open(string path)
    {
        FileStream file = InputFile.Open(path);
        try
        {
            SigMfMetadata? described = null;
            (long Offset, long Length)? samples = null;
            using (var tar = new TarReader(file, leaveOpen: true))
            {
                while (tar.GetNextEntry() is { } entry)
                {
                    if (entry.Name.EndsWith(".sigmf-meta", StringComparison.Ordinal) && entry.DataStream is { } metadata)
                    {
                        described = described is null ? SigMfMetadata.Read(SigMfFile.ReadMetadata(metadata, entry.Length, path), path) : throw Several(path);
                    }
                    else if (entry.Name.EndsWith(".sigmf-data", StringComparison.Ordinal))
                    {
                        samples = samples is null ? (entry.DataOffset, entry.Length) : throw Several(path);
                    }
                }
            }

            if (described is null || samples is not { } place)
            {
                throw new BadInputException(path, 0, "an archive with a .sigmf-meta and a .sigmf-data file", described is null ? "no metadata" : "no samples");
            }

            file.Position = place.Offset;
            return SigMfFile.Of(file, path, place.Length, described);
        }
        catch (Exception fault)
        {
            file.Dispose();
            throw fault is InvalidDataException or EndOfStreamException or FormatException ? new BadInputException(path, 0, "a tar archive", fault.Message, fault) : fault;
        }
    }

    private static BadInputException Several(string path) => new(path, 0, "an archive of one recording", "several");
}
