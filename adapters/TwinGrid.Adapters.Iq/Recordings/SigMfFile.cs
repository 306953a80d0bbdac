namespace TwinGrid.Adapters.Iq.Recordings;

/// <summary>A SigMF recording as two files: the metadata, JSON, and the samples beside it.</summary>
internal static class SigMfFile
{
    /// <summary>Most bytes of metadata that are read.</summary>
    public const int MostMetadata = 16 << 20;

    /// <summary>Opens the samples that metadata describe.</summary>
    /// <exception cref="BadInputException">One of the files can't be read, or the metadata aren't those of a complex recording.</exception>
    public static IqRecording Open(string path)
    {
        byte[] metadata;
        using (FileStream file = InputFile.Open(path))
        {
            metadata = ReadMetadata(file, file.Length, path);
        }

        SigMfMetadata described = SigMfMetadata.Read(metadata, path);
        string folder = Path.GetDirectoryName(path) ?? "";
        FileStream samples = InputFile.Open(described.Dataset is { } dataset ? Path.Combine(folder, dataset) : Path.ChangeExtension(path, ".sigmf-data"));
        return Of(samples, samples.Name, samples.Length, described);
    }

    /// <summary>The recording of a stream of samples that metadata describe.</summary>
    internal static IqRecording Of(Stream samples, string name, long length, SigMfMetadata described)
    {
        long trailing = Math.Min(described.TrailingBytes, length), header = Math.Min(described.HeaderBytes, length - trailing);
        samples.Seek(header, SeekOrigin.Current);
        return new IqRecording(samples, name, described.Layout, length - trailing - header);
    }

    /// <summary>All bytes of metadata.</summary>
    internal static byte[] ReadMetadata(Stream stream, long length, string name)
    {
        if (length > MostMetadata)
        {
            throw new BadInputException(name, 0, $"metadata of at most {MostMetadata} bytes", $"{length} bytes");
        }

        byte[] metadata = new byte[length];
        stream.ReadExactly(metadata);
        return metadata;
    }
}
