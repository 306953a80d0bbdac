using System.Net;
using System.Text;

namespace TwinGrid.Cli.Reports;

/// <summary>A self-contained page: style and pictures are inside the file.</summary>
internal sealed class HtmlPage(string title)
{
    private const string Style = """
        :root { color-scheme: light dark }
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
        .scroll { overflow-x: auto; margin: 1rem 0 } .short { white-space: nowrap } summary { cursor: pointer }
        table { border-collapse: collapse; font-size: .9rem }
        td, th { padding: .25rem .7rem; border-bottom: 1px solid #8886; text-align: right; vertical-align: top }
        td:first-child, th:first-child { text-align: left }
        figure { margin: 1.5rem 0 } figcaption { color: GrayText; font-size: .9rem } img, svg { max-width: 100%; height: auto }
        """;

    /// <summary>Cells of at most so many letters stay on one line; longer ones may break.</summary>
    private const int ShortCell = 26;

    private readonly StringBuilder _body = new();

    /// <summary>A heading.</summary>
    public void Heading(string text) => _body.Append($"<h2>{WebUtility.HtmlEncode(text)}</h2>\n");

    /// <summary>A paragraph.</summary>
    public void Paragraph(string text) => _body.Append($"<p>{WebUtility.HtmlEncode(text)}</p>\n");

    /// <summary>A table; the first row is its head.</summary>
    public void Table(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        _body.Append("<div class=\"scroll\"><table>\n");
        for (int i = 0; i < rows.Count; i++)
        {
            string tag = i == 0 ? "th" : "td";
            _body.Append("<tr>").AppendJoin("", rows[i].Select(cell => Cell(tag, cell))).Append("</tr>\n");
        }

        _body.Append("</table></div>\n");
    }

    /// <summary>A long table that opens when its summary is chosen; the first row is its head.</summary>
    public void LongTable(string summary, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        _body.Append($"<details><summary>{WebUtility.HtmlEncode(summary)}</summary>\n");
        Table(rows);
        _body.Append("</details>\n");
    }

    /// <summary>A long text, line by line as it is, that opens when its summary is chosen.</summary>
    public void LongText(string summary, string text) =>
        _body.Append($"<details><summary>{WebUtility.HtmlEncode(summary)}</summary><pre class=\"scroll\">{WebUtility.HtmlEncode(text)}</pre></details>\n");

    /// <summary>A list.</summary>
    public void List(IReadOnlyList<string> lines) =>
        _body.Append("<ul>\n").AppendJoin("", lines.Select(line => $"<li>{WebUtility.HtmlEncode(line)}</li>\n")).Append("</ul>\n");

    /// <summary>A picture in SVG with its caption.</summary>
    public void Picture(string svg, string caption) => Figure(svg, caption);

    /// <summary>A picture in PNG with its caption.</summary>
    public void Picture(byte[] png, string caption) =>
        Figure($"<img alt='{WebUtility.HtmlEncode(caption)}' src='data:image/png;base64,{Convert.ToBase64String(png)}'>", caption);

    /// <summary>Writes the page.</summary>
    public void Save(string path) => File.WriteAllText(path, $"""
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{WebUtility.HtmlEncode(title)}</title>
        <style>{Style}</style></head>
        <body>
        <h1>{WebUtility.HtmlEncode(title)}</h1>
        {_body}</body>
        </html>

        """);

    private static string Cell(string tag, string text) =>
        $"<{tag}{(tag == "td" && text.Length <= ShortCell ? " class=\"short\"" : "")}>{WebUtility.HtmlEncode(text)}</{tag}>";

    private void Figure(string picture, string caption) =>
        _body.Append($"<figure>{picture}<figcaption>{WebUtility.HtmlEncode(caption)}</figcaption></figure>\n");
}
