using System.Runtime.CompilerServices;
using TwinGrid.Adapters.Loggers;

namespace TwinGrid.Adapters.Tests.Loggers;

public sealed class DeviceOracleTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_right_device_agrees_in_everything()
    {
        // Mean kinetic temperature of 7 intervals at 5 and 5 at 9 degrees, by the formula: 6.904.
        IReadOnlyList<OracleFinding> findings = Compare(Exports.Run(mkt: "6.9"));
        Assert.All(findings, finding => Assert.Equal(OracleVerdict.Equal, finding.Verdict));
        Assert.Equal(10, findings.Count);
        Assert.Equal(6.9042, findings.Single(finding => finding.What == "mean kinetic temperature").OursLeast!.Value, 1e-4);
    }

    [Theory]
    [InlineData("mean kinetic temperature", "7.2", "2026-01-05 09:10", "50")]
    [InlineData("alarm time", "6.9", "2026-01-05 09:25", "50")]
    [InlineData("out of range", "6.9", "2026-01-05 09:10", "75")]
    public void A_device_that_errs_is_found_out(string what, string mkt, string alarm, string duration) =>
        Assert.Equal(what, Assert.Single(Compare(Exports.Run(mkt, alarm, duration)), finding => finding.Verdict == OracleVerdict.Different).What);

    [Fact]
    public void A_stretch_within_an_interval_of_the_timer_may_have_raised_the_alarm_or_not()
    {
        // Five rows of ten minutes out of range against a timer of 50 minutes: the device saw a few seconds less.
        string text = Exports.Run(mkt: "6.9").Replace("T AL: 8.0, t AL: 30", "T AL: 8.0, t AL: 50", StringComparison.Ordinal).Replace("TS A: 2026-01-05 09:10", "TS A:", StringComparison.Ordinal);
        IReadOnlyList<OracleFinding> findings = Compare(text);
        Assert.Equal(OracleVerdict.WithinBounds, findings.Single(finding => finding is { What: "alarms", Number: 1 }).Verdict);
        Assert.DoesNotContain(findings, finding => finding.Verdict == OracleVerdict.Different);
        Assert.Contains(Compare(text.Replace("t AL: 50", "t AL: 30", StringComparison.Ordinal)), finding => finding.Verdict == OracleVerdict.Different);
    }

    [Fact]
    public void Without_the_log_a_run_can_t_be_computed_and_the_device_s_figures_aren_t_echoed()
    {
        string text = Exports.Run();
        IReadOnlyList<OracleFinding> findings = Compare(text[..text.IndexOf("Marker:", StringComparison.Ordinal)] + text[text.IndexOf("Cert:", StringComparison.Ordinal)..]);
        OracleFinding mean = findings.Single(finding => finding.What == "mean kinetic temperature");
        Assert.Equal((OracleVerdict.NotInTheFile, null), (mean.Verdict, mean.OursLeast));
        Assert.DoesNotContain(findings, finding => finding.Verdict == OracleVerdict.Different);
    }

    [Fact]
    public void A_day_s_extremes_decide_where_they_lie_on_one_side_of_the_limit()
    {
        IReadOnlyList<OracleFinding> findings = Compare(Exports.Days());
        OracleFinding Of(string what, int number, int day) => findings.Single(finding => finding.What == what && finding.Number == number && finding.Day!.Value.Day == day);
        Assert.Equal((OracleVerdict.Equal, 1440.0, 1440.0), (Of("out of range", 1, 2).Verdict, Of("out of range", 1, 2).OursLeast, Of("out of range", 1, 2).OursMost));
        Assert.Equal(OracleVerdict.Equal, Of("alarm time", 1, 2).Verdict);
        Assert.Equal(OracleVerdict.Equal, Of("out of range", 0, 3).Verdict);
        Assert.Equal(OracleVerdict.NotInTheFile, Of("out of range", 1, 3).Verdict);
        Assert.Equal(OracleVerdict.Equal, Of("out of range", 1, 1).Verdict);
        Assert.DoesNotContain(findings, finding => finding.Verdict == OracleVerdict.Different);
        Assert.Contains(Compare(Exports.Days(acc2: "1200")), finding => finding is { Verdict: OracleVerdict.Different, Device: 1200 });
    }

    [Fact]
    public void Real_exports_agree_with_their_devices()
    {
        string? folder = Find();
        if (folder is null)
        {
            Assert.Skip("the logger exports don't stand beside the repository (../shared/data/coldchain)");
        }

        foreach (string file in Directory.GetFiles(folder, "*.txt"))
        {
            LoggerExport export = BerlingerReader.Read(file);
            IReadOnlyList<OracleFinding> findings = DeviceOracle.Compare(export);
            Assert.NotEmpty(findings);
            Assert.DoesNotContain(findings, finding => finding.Verdict == OracleVerdict.Different);
            Assert.Contains(findings, finding => finding.Verdict == OracleVerdict.Equal);
        }
    }

    private IReadOnlyList<OracleFinding> Compare(string text) => DeviceOracle.Compare(BerlingerReader.Read(_folder.Write("export.txt", text)));

    /// <summary>Looks from the source file, because an output tree can stand anywhere.</summary>
    private static string? Find([CallerFilePath] string source = "")
    {
        string start = File.Exists(source) ? Path.GetDirectoryName(source)! : AppContext.BaseDirectory;
        for (DirectoryInfo? at = new(start); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "TwinGrid.sln")))
            {
                string folder = Path.GetFullPath(Path.Combine(at.FullName, "..", "shared", "data", "coldchain"));
                return Directory.Exists(folder) ? folder : null;
            }
        }

        return null;
    }
}
