namespace TwinGrid.Trace.Tests.Events;

/// <summary>
/// GS1's schema and example documents, below the folder that the environment variable TWINGRID_EPCIS names: EPCIS-JSON-Schema.json
/// and examples/*.jsonld. They are not part of this repository.
/// </summary>
internal static class OfficialExamples
{
    private const string Variable = "TWINGRID_EPCIS";

    /// <summary>Path of the schema; skips the test where it is not there.</summary>
    public static string Schema()
    {
        string path = Path.Combine(Folder(), "EPCIS-JSON-Schema.json");
        Assert.SkipUnless(File.Exists(path), $"{Variable} names a folder without EPCIS-JSON-Schema.json");
        return path;
    }

    /// <summary>Names and bytes of the examples; skips the test where they are not there.</summary>
    public static IReadOnlyList<(string Name, byte[] Json)> All()
    {
        string folder = Path.Combine(Folder(), "examples");
        Assert.SkipUnless(Directory.Exists(folder), $"{Variable} names a folder without examples");
        return [.. Directory.EnumerateFiles(folder, "*.jsonld", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path => (Path.GetFileName(path), File.ReadAllBytes(path)))];
    }

    private static string Folder()
    {
        string? folder = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(folder), $"{Variable} is not set: a folder with GS1's EPCIS-JSON-Schema.json and examples");
        return folder!;
    }
}
