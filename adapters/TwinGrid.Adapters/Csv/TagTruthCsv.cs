using TwinGrid.Model;

namespace TwinGrid.Adapters.Csv;

/// <summary>
/// True positions of tags from a CSV file with a header, plain or gzip: columns <c>set</c>, <c>experiment</c>, <c>epc</c>,
/// <c>tag_x_m</c>, <c>tag_y_m</c>.
/// </summary>
public static class TagTruthCsv
{
    private static readonly string[] Required = ["set", "experiment", "epc", "tag_x_m", "tag_y_m"];

    /// <summary>Positions in metres by scene and tag name, as <see cref="PhaseReadCsv"/> calls them.</summary>
    /// <exception cref="BadInputException">The file can't be understood, or names a tag twice.</exception>
    public static IReadOnlyDictionary<(string Scene, string Tag), Position> Read(string path)
    {
        using CsvTable table = CsvTable.Open(path, Required);
        var truth = new Dictionary<(string, string), Position>();
        while (table.Next())
        {
            string scene = PhaseReadCsv.SceneName(table.Text("set"), table.Text("experiment")), tag = PlainName.Of(table.Text("epc"));
            if (!truth.TryAdd((scene, tag), new Position(table.Number("tag_x_m", -1e6, 1e6), table.Number("tag_y_m", -1e6, 1e6))))
            {
                throw new BadInputException(path, table.Line, "each tag once", $"{tag} of {scene} again");
            }
        }

        return truth;
    }
}
