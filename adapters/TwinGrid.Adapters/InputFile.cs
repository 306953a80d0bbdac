namespace TwinGrid.Adapters;

/// <summary>Opens files that the user named.</summary>
public static class InputFile
{
    /// <summary>Opens a file to read.</summary>
    /// <exception cref="BadInputException">There is no such file, it is a folder, or it may not be read.</exception>
    public static FileStream Open(string path)
    {
        try
        {
            return Directory.Exists(path)
                ? throw new BadInputException(path, 0, "a file", "a folder")
                : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BadInputException(path, 0, "a file", "nothing there", fault);
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException or IOException or ArgumentException or NotSupportedException)
        {
            throw new BadInputException(path, 0, "a file that can be read", fault.Message, fault);
        }
    }
}
