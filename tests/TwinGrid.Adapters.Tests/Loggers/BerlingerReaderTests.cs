using System.Text;
using TwinGrid.Adapters.Loggers;
using TwinGrid.Trace.ColdChain.Rules;

namespace TwinGrid.Adapters.Tests.Loggers;

public sealed class BerlingerReaderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_is_read_with_its_zone_limits_log_and_verdicts()
    {
        LoggerExport export = Read(Exports.Run());
        Assert.Equal(("Q-tag CLm doc", "ABC1", TimeSpan.FromHours(-3.5), 83.0), (export.Device, export.Serial, export.Zone, export.ActivationEnergy));
        Assert.Equal(
            [(1, true, 8.0, 30.0, ExposureTimer.Consecutive), (2, true, 8, 90, ExposureTimer.Cumulative), (5, false, 2, 30, ExposureTimer.Consecutive)],
            export.Limits.Select(limit => (limit.Number, limit.IsAbove, limit.Limit.Value, limit.After.TotalMinutes, limit.Timer)));
        Assert.Equal((12, 5, 12), (export.Rows.Length, export.Rows.Count(row => row.IsMarked), export.Rows.Select(row => row.Reading.Id).Distinct().Count()));
        Assert.Equal(new DateTimeOffset(2026, 1, 5, 11, 40, 0, TimeSpan.Zero), export.Rows[0].Reading.Time.ToUniversalTime());
        LoggerRunAlarm alarm = Assert.Single(export.Run!.Alarms);
        Assert.Equal((1, 50.0), (alarm.Number, alarm.OutOfRange!.Value.TotalMinutes));
    }

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("latin1", false)]
    public void Any_encoding_gives_the_same_readings(string encoding, bool hasMark)
    {
        Encoding used = Encoding.GetEncoding(encoding);
        string text = Exports.Run().Replace("\tT\tOut", "\tT [°C]\tOut", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal);
        byte[] bytes = [.. hasMark ? used.GetPreamble() : [], .. used.GetBytes(text)];
        LoggerExport export = BerlingerReader.Read(_folder.Write("export.txt", bytes));
        Assert.Equal(Read(Exports.Run()).Rows.Select(row => row.Reading), export.Rows.Select(row => row.Reading));
    }

    [Fact]
    public void A_decimal_comma_and_other_dates_give_the_same_readings()
    {
        string text = Exports.Run().Replace("5.0", "5,0", StringComparison.Ordinal).Replace("9.0", "9,0", StringComparison.Ordinal).Replace("-3.50", "-03:30", StringComparison.Ordinal)
            .Replace("yyyy-MM-dd", "dd/MM/yyyy", StringComparison.Ordinal).Replace("2026-01-05", "05/01/2026", StringComparison.Ordinal);
        Assert.Equal(Read(Exports.Run()).Rows.Select(row => (row.Reading.Time, row.Reading.Temperature)), Read(text).Rows.Select(row => (row.Reading.Time, row.Reading.Temperature)));
    }

    [Fact]
    public void Fahrenheit_is_read_as_celsius_and_meets_its_limits_exactly()
    {
        LoggerExport export = Read(Exports.Days("F", "49.1", "53.6", "46.4", "35.6", "39.2"));
        Assert.Equal([2.0, 8], export.Limits.Select(limit => limit.Limit.Value));
        Assert.Equal((9.5, 12.0), (export.Days[1].Minimum!.Value.Value, export.Days[1].Maximum!.Value.Value));
    }

    [Fact]
    public void Dashes_are_readings_without_a_value() =>
        Assert.Equal(1, Read(Exports.Run().Replace("08:30\t5.0", "08:30\t--.-\tx", StringComparison.Ordinal)).Rows.Count(row => row.Reading.Temperature is null));

    [Fact]
    public void Sections_that_a_model_doesn_t_write_may_be_missing()
    {
        string text = Exports.Run();
        int marker = text.IndexOf("Marker:", StringComparison.Ordinal), cert = text.IndexOf("Cert:", StringComparison.Ordinal), res = text.IndexOf("Res:", StringComparison.Ordinal);
        Assert.Empty(Read(text[..marker] + text[cert..]).Rows);
        Assert.Null(Read(text[..res] + text[marker..]).Run);
    }

    [Fact]
    public void An_export_cut_off_after_any_line_or_inside_the_signature_is_refused()
    {
        foreach (string text in new[] { Exports.Run().TrimEnd(), Exports.Days().TrimEnd() })
        {
            string[] lines = text.Split('\n');
            for (int kept = 0; kept < lines.Length; kept++)
            {
                Refused(string.Join('\n', lines[..kept]));
            }

            Assert.All(Enumerable.Range(1, 60), cut => Refused(text[..^cut]));
        }
    }

    [Theory]
    [InlineData("08:20\t5.0", "08:20\tfive", "line 33: expected a temperature, found five")]
    [InlineData("08:20\t5.0", "08:20\t-500", "line 33: expected a temperature above absolute zero, found -500")]
    [InlineData("08:20\t5.0", "25:20\t5.0", "line 33: expected a date and time such as yyyy-MM-dd HH:mm, found 2026-01-05 25:20")]
    [InlineData("08:20\t5.0", "08:20", "line 33: expected a row with 2 cells or more, found 2026-01-05 08:20")]
    [InlineData("\tT\tOut", "\tHeat\tOut", "line 31: expected columns of date and time")]
    [InlineData("Type: 4", "Type: 9", "line 13: expected an alarm of type 0 to 4, found type 9")]
    [InlineData("Zone: -3.50", "Zone: 99", "line 5: expected an offset from UTC of at most 14 hours, found 99")]
    [InlineData("Interval: 10", "Interval: 0", "line 8: expected a logging interval of at least a minute, found 0")]
    [InlineData("TS Stop: 2026", "TS Stop: 2025", "expected an end of the record after 2026-01-05 08:10, found 2025-01-05 10:10")]
    [InlineData("Device: Q", "Devil: Q", "line 1: expected 'Device:' and the model of a logger, found Devil: Q-tag CLm doc")]
    [InlineData("Vers: 1.9", "nonsense", "line 2: expected a field 'name: value', found nonsense")]
    [InlineData("t A: 50", "t A: many", "line 25: expected a whole number behind 't A:', found many")]
    public void A_fault_is_named_with_its_line(string right, string wrong, string expected)
    {
        string text = Exports.Run();
        Assert.Contains(right, text, StringComparison.Ordinal);
        Assert.Contains(expected, Refused(text.Replace(right, wrong, StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        Refused([.. Encoding.Unicode.GetBytes(Exports.Run())]);
        Refused([0xFF, 0xFE, 0x44]);
        Refused([0x1F, 0x8B, 8, 0, 0, 1, 2, 3]);
        Refused([]);
        Refused("\tx\ty\n");
    }

    [Fact]
    public void Whatever_a_byte_is_changed_to_the_export_is_read_and_compared_or_refused_in_one_line()
    {
        string path = Path.Combine(_folder.Root, "broken.txt");
        var random = new Random(9);
        int refused = 0;
        for (int i = 0; i < 1000; i++)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(i % 2 == 0 ? Exports.Run() : Exports.Days());
            for (int k = 0; k <= i % 3; k++)
            {
                bytes[random.Next(bytes.Length)] = i % 5 == 0 ? (byte)random.Next(256) : (byte)" \t\n:,-0123456789.xCF"[random.Next(20)];
            }

            File.WriteAllBytes(path, bytes);
            try
            {
                DeviceOracle.Compare(BerlingerReader.Read(path));
            }
            catch (BadInputException fault)
            {
                refused++;
                Assert.DoesNotContain('\n', fault.Message);
            }
        }

        Assert.InRange(refused, 100, 950);
    }

    [Fact]
    public void A_rule_file_is_refused_with_file_and_path()
    {
        string path = _folder.Write("rules.json", """{ "name": "n", "version": 1, "largest_gap": "PT1H", "rules": [ { "kind": "gap", "id": "g", "after": 5 } ] }""");
        Assert.EndsWith("rules.json: expected at $.rules[0].after a duration above zero such as PT1H30M or P30D, found 5", Assert.Throws<BadInputException>(() => RuleFile.Read(path)).Message, StringComparison.Ordinal);
    }

    private LoggerExport Read(string text) => BerlingerReader.Read(_folder.Write("export.txt", text));

    private string Refused(string text) => Refused(Encoding.UTF8.GetBytes(text));

    private string Refused(byte[] bytes)
    {
        string message = Assert.Throws<BadInputException>(() => BerlingerReader.Read(_folder.Write("bad.txt", bytes))).Message;
        Assert.Contains("bad.txt", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
        return message;
    }
}
