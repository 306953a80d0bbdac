namespace TwinGrid.Adapters.Loggers;

/// <summary>A line of an export and what stands indented below it.</summary>
/// <param name="Name">What stands before the colon.</param>
/// <param name="Value">What stands behind it; empty for a heading.</param>
/// <param name="Line">Line from 1.</param>
/// <param name="Depth">Blanks before the name.</param>
internal sealed record LoggerNode(string Name, string Value, int Line, int Depth)
{
    /// <summary>Fields on the same line and headings and fields below it.</summary>
    public List<LoggerNode> Children { get; } = [];

    /// <summary>Lines of a table below it, which begin with a tab: line number and cells.</summary>
    public List<(int Line, string[] Cells)> Rows { get; } = [];

    /// <summary>The first child of a name; "T AL" is a temperature and "t AL" a time, so case counts.</summary>
    public LoggerNode? Find(string name) => Children.Find(child => string.Equals(child.Name, name, StringComparison.Ordinal));

    /// <summary>A child by the names on the way to it.</summary>
    public LoggerNode? Find(string name, string below) => Find(name)?.Find(below);

    /// <summary>The tree of an export; its root has no name.</summary>
    /// <exception cref="BadInputException">A line is neither a field, a heading nor a row.</exception>
    public static LoggerNode Parse(string path, IReadOnlyList<string> lines)
    {
        var root = new LoggerNode("", "", 0, -1);
        var open = new Stack<LoggerNode>([root]);
        for (int i = 0; i < lines.Count; i++)
        {
            string text = lines[i];
            if (text.AsSpan().Trim().IsEmpty)
            {
                continue;
            }

            if (text[0] == '\t')
            {
                LoggerNode table = root.Children.Count > 0 ? root.Children[^1] : throw new BadInputException(path, i + 1, "'Device:' at the beginning", text);
                table.Rows.Add((i + 1, [.. text.TrimStart('\t').Split('\t').Select(cell => cell.Trim())]));
                continue;
            }

            int depth = text.Length - text.TrimStart(' ').Length;
            while (open.Peek().Depth >= depth)
            {
                open.Pop();
            }

            LoggerNode[] fields = Fields(path, text.Trim(), i + 1, depth);
            open.Peek().Children.AddRange(fields);
            open.Push(fields[0]);
        }

        return root;
    }

    /// <summary>Fields of a line: "a: 1, b: 2". A piece without a colon belongs to the value before it.</summary>
    private static LoggerNode[] Fields(string path, string text, int line, int depth)
    {
        var fields = new List<LoggerNode>();
        foreach (string piece in text.Split(", "))
        {
            int colon = piece.IndexOf(':', StringComparison.Ordinal);
            bool isField = colon > 0 && (colon == piece.Length - 1 || piece[colon + 1] == ' ');
            if (isField)
            {
                fields.Add(new LoggerNode(piece[..colon].Trim(), piece[(colon + 1)..].Trim(), line, depth));
            }
            else if (fields.Count > 0)
            {
                fields[^1] = fields[^1] with { Value = fields[^1].Value + ", " + piece };
            }
            else
            {
                throw new BadInputException(path, line, "a field 'name: value'", text);
            }
        }

        return [.. fields];
    }
}
