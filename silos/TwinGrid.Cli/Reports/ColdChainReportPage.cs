using TwinGrid.Cli.ColdChain;

namespace TwinGrid.Cli.Reports;

/// <summary>The page of a cold-chain run.</summary>
internal static class ColdChainReportPage
{
    /// <summary>Writes <c>coldchain.html</c> into a folder; answers its path.</summary>
    public static string Write(string folder, ColdChainRun run)
    {
        Directory.CreateDirectory(folder);
        var page = new HtmlPage($"TwinGrid: cold chain of {run.Export.Device} {run.Export.Serial}");
        page.List(ColdChainText.Headlines(run));
        page.Picture(
            TemperatureChart.Draw(run),
            "Temperature as logged (line) and where only a day's minimum and maximum are recorded (blue boxes). Dashed: limits of the rules. Red: excursions, and a line where a cumulative timer ran out. Grey: nothing known.");
        page.Heading("Rules");
        page.Table(ColdChainText.Outcomes(run));
        if (run.Report.Excursions.Count > 0)
        {
            page.Heading("Excursions");
            page.Table(ColdChainText.Excursions(run));
        }

        page.Heading("Beside the device's own verdicts");
        page.Paragraph(ColdChainText.OracleHeadline(run));
        page.Table(ColdChainText.Oracle(run));
        string path = Path.Combine(folder, "coldchain.html");
        page.Save(path);
        return path;
    }
}
