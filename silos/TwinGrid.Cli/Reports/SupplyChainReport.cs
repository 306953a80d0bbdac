using TwinGrid.Cli.SupplyChain;

namespace TwinGrid.Cli.Reports;

/// <summary>The page of a supply-chain demonstration.</summary>
internal static class SupplyChainReport
{
    /// <summary>Writes <c>supply-chain.html</c> into a folder; answers its path.</summary>
    public static string Write(string folder, ChainRun run)
    {
        Directory.CreateDirectory(folder);
        var page = new HtmlPage("TwinGrid: a cold chain from factory to shop");
        page.Paragraph("The chain is simulated: partners' EPCIS events, readings of logger tags and probes of warehouse tags. Everything after that is what a real chain would use, and every figure here is the silo's answer; what truly happened stands beside it.");
        page.List(ChainText.Figures(run));
        page.Table(ChainText.Checks(run));
        page.Heading("Where the cartons are at the end");
        page.Picture(ChainPicture.Draw(run), "Counts are answers of the silo to “where is it” for each carton.");
        page.Heading("Temperature of the pallets");
        page.Picture(PalletChart.Draw(run), "Readings that count for each pallet, from the log of facts. Blue: truck A. Other colours: truck B. Dashed: limits. Red: the failure. Grey: excursions for want of readings.");
        page.Table(ChainText.Pallets(run));
        page.Heading("Excursion report by carton");
        page.Paragraph("Cartons inherit the readings of what they are in.");
        page.Table(ChainText.CartonsInBrief(run));
        page.LongTable("every carton that is not plainly usable", ChainText.Cartons(run));
        page.Heading($"Recall of lot {ChainText.Name(run.Answers.Recall.Subject)}");
        page.Table(ChainText.RecallByPlace(run));
        page.LongTable("every carton of the lot", ChainText.Recall(run));
        page.Heading($"Trace of {ChainText.Name(run.Answers.Trace.Epc)}");
        page.Table(ChainText.Trace(run));
        page.Paragraph(ChainText.Audit(run));
        string path = Path.Combine(folder, "supply-chain.html");
        page.Save(path);
        return path;
    }
}
