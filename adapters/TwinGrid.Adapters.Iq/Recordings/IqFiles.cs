namespace TwinGrid.Adapters.Iq.Recordings;

/// <summary>Opens recordings of whatever kind, told apart by their names: .sigmf-meta, .sigmf-data, .sigmf, .wav, and raw samples.</summary>
internal static class IqFiles
{
    /// <summary>Opens a recording.</summary>
    /// <param name="path">The file; either of the two files of a SigMF recording.</param>
    /// <param name="raw">How raw samples are stored; null when the file must say so itself.</param>
    /// <exception cref="BadInputException">The file can't be read, or isn't what its name says.</exception>
    public static IqRecording Open(string path, IqLayout? raw) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".SIGMF-META" => SigMfFile.Open(path),
        ".SIGMF-DATA" => SigMfFile.Open(Path.ChangeExtension(path, ".sigmf-meta")),
        ".SIGMF" => SigMfArchive.Open(path),
        ".WAV" => WaveFile.Open(path),
        _ => OpenRaw(path, raw),
    };

    private static IqRecording OpenRaw(string path, IqLayout? raw)
    {
        FileStream file = InputFile.Open(path);
        if (raw is null)
        {
            file.Dispose();
            throw new BadInputException(path, 0, "the format and sample rate of raw samples, or a .sigmf-meta, .sigmf or .wav file", "neither");
        }

        return new IqRecording(file, path, raw.Checked(path), file.Length);
    }
}
