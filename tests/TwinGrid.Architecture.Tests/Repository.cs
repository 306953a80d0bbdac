using System.Xml.Linq;

namespace TwinGrid.Architecture.Tests;

/// <summary>The checkout that these tests were built from.</summary>
internal static class Repository
{
    private static readonly string[] Outputs = ["bin", "obj", "artifacts", ".git", "node_modules"];

    public static string Root { get; } = Find();

    /// <summary>Source files under a folder, without what a build makes.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) => Directory
        .EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
        .Where(file => !Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar).Any(Outputs.Contains));

    public static string Relative(string file) => Path.GetRelativePath(Root, file);

    /// <summary>Names of the projects that a project refers to, by its own name.</summary>
    public static IReadOnlyDictionary<string, string[]> Arrows { get; } = Files("", "*.csproj").ToDictionary(
        project => Path.GetFileNameWithoutExtension(project),
        project => XDocument.Load(project).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace('\\', '/')))
            .ToArray());

    private static string Find()
    {
        // The sources say where they stand; the outputs may stand anywhere.
        string? folder = Path.GetDirectoryName(SourceOf());
        while (folder is not null && !File.Exists(Path.Combine(folder, "TwinGrid.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException($"expected TwinGrid.sln above {SourceOf()}, found none");
    }

    private static string SourceOf([System.Runtime.CompilerServices.CallerFilePath] string path = "") => path;
}
