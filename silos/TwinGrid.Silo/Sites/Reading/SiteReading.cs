using TwinGrid.Adapters;
using TwinGrid.Adapters.Configuration;
using TwinGrid.Silo.Sites.Model;

namespace TwinGrid.Silo.Sites.Reading;

/// <summary>A site file as read: what it describes, and everything that is wrong with it.</summary>
/// <param name="Site">The site; null where a fault makes it unusable.</param>
/// <param name="Faults">Faults and warnings in the order of the text.</param>
public sealed record SiteReading(SiteFile? Site, IReadOnlyList<ConfigFault> Faults)
{
    /// <summary>Reads a site file and the files that it refers to.</summary>
    /// <param name="path">The file as the user named it.</param>
    /// <exception cref="BadInputException">There is no such file, or it can't be read.</exception>
    public static SiteReading Read(string path)
    {
        using FileStream file = InputFile.Open(path);
        if (file.Length > ConfigText.LargestText)
        {
            throw new BadInputException(path, 0, $"a site file of at most {ConfigText.LargestText} bytes", $"{file.Length} bytes");
        }

        using var text = new MemoryStream((int)file.Length);
        file.CopyTo(text);
        return Read(text.ToArray(), path);
    }

    /// <summary>Reads the text of a site file.</summary>
    /// <param name="utf8">The text, YAML or JSON.</param>
    /// <param name="path">The file as the user named it: for messages, and the folder from which paths in it begin.</param>
    public static SiteReading Read(ReadOnlySpan<byte> utf8, string path)
    {
        var faults = new ConfigFaults(path);
        SiteFile? site = null;
        if (ConfigText.Read(utf8, faults) is { } root)
        {
            var names = new SiteNames();
            var file = new ConfigPlace(root, faults);
            site = new SiteParser(names, Path.GetDirectoryName(Path.GetFullPath(path))!).Site(file);
            names.Check();
            if (site is not null)
            {
                SiteChecks.Require(site, file);
            }

            if (site is not null && !faults.HasErrors)
            {
                // Of a file with faults parts are missing, and what refers to them would be warned of for nothing.
                SiteChecks.Warn(site, file);
            }
        }

        return new SiteReading(faults.HasErrors ? null : site, faults.InOrder);
    }
}
