using System.Text;
using TwinGrid.Adapters;
using TwinGrid.Adapters.Configuration;
using TwinGrid.Silo.Sites.Reading;
using TwinGrid.Support;

namespace TwinGrid.Silo.Tests.Sites;

public class SiteFuzzTests
{
    private const long MostBytes = 48 << 20;

    [Fact]
    public void A_site_file_that_can_t_be_understood_is_refused_with_clear_lines_and_within_bounds() => FuzzInput.Stands<BadInputException>(
        [
            Encoding.UTF8.GetBytes(SiteText.Example),
            Encoding.UTF8.GetBytes(SiteText.Small),
            "{\"site\":\"s\",\"regions\":{\"r\":{\"low_m\":[0,0],\"high_m\":[1,1]}},\"readers\":{\"q\":{\"antennas\":{\"1\":{\"at_m\":[0,1,2]}}}}}"u8.ToArray(),
            "site: &a [*a, &b {x: y}, *b]\nregions: {? a : b, c: |\n  text\n}"u8.ToArray(),
        ],
        Parse,
        MostBytes);

    private static void Parse(byte[] text)
    {
        SiteReading reading = SiteReading.Read(text, "site.yaml");
        Assert.Equal(reading.Site is null, reading.Faults.Any(fault => !fault.IsWarning));
        foreach (ConfigFault fault in reading.Faults)
        {
            string line = fault.ToString();
            Assert.True(line.Length < 1000 && !line.AsSpan().ContainsAny('\r', '\n'), line);
        }

        if (reading.Site is null)
        {
            throw new BadInputException("site.yaml", reading.Faults[0].Mark.Line, reading.Faults[0].Expected, reading.Faults[0].Found);
        }
    }
}
