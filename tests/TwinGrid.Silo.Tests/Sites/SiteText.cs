using System.Runtime.CompilerServices;
using System.Text;
using TwinGrid.Silo.Sites.Model;
using TwinGrid.Silo.Sites.Reading;

namespace TwinGrid.Silo.Tests.Sites;

/// <summary>Texts of site files.</summary>
internal static class SiteText
{
    /// <summary>A site that can be used and says little.</summary>
    public const string Small = """
        site: lab
        regions:
          room: { low_m: [0, 0], high_m: [4, 4] }
        readers:
          sink: { region: room }
        adapters:
          tags: { kind: simulated, reader: sink, scene: room, tags: 5, anchors: 12, seed: 3 }

        """;

    /// <summary>The example of the documentation.</summary>
    public static string Example { get; } = File.ReadAllText(Path.Combine(Root(), "docs", "examples", "sites", "cold-store.yaml"));

    /// <summary>The repository.</summary>
    public static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));

    /// <summary>Reads a text.</summary>
    public static SiteReading Read(string text) => SiteReading.Read(Encoding.UTF8.GetBytes(text), Path.Combine(Path.GetTempPath(), "site.yaml"));

    /// <summary>The site of a text that has no faults.</summary>
    public static SiteFile Site(string text)
    {
        SiteReading reading = Read(text);
        Assert.Empty(reading.Faults);
        return reading.Site!;
    }
}
