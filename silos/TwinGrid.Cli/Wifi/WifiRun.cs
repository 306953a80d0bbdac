using TwinGrid.Adapters;
using TwinGrid.Adapters.Wifi;
using TwinGrid.Adapters.Wifi.Tags;

namespace TwinGrid.Cli.Wifi;

/// <summary>A run through a capture: what was readable, and each tag with how often it was heard.</summary>
/// <param name="Figures">What was readable.</param>
/// <param name="Tags">Tags in the order in which they were first heard.</param>
/// <param name="Fault">Why the capture ends early; null when it doesn't.</param>
internal sealed record WifiRun(WifiFigures Figures, IReadOnlyList<HeardTag> Tags, BadInputException? Fault)
{
    private const int MostTags = 100_000;

    /// <summary>Reads a capture to its end, or to its fault when something was read before.</summary>
    /// <exception cref="BadInputException">It is no capture of 802.11 frames, or holds no packet before its fault.</exception>
    public static async Task<WifiRun> ReadAsync(string path, WifiOptions options, CancellationToken cancellationToken)
    {
        var capture = new WifiCapture(path, options);
        var heard = new Dictionary<string, HeardTag>(StringComparer.Ordinal);
        BadInputException? fault = null;
        try
        {
            await foreach (WifiTagReport report in capture.TagsAsync(cancellationToken))
            {
                if (heard.TryGetValue(report.Tag, out HeardTag? before))
                {
                    heard[report.Tag] = before with { Count = before.Count + 1, Last = report };
                }
                else if (heard.Count < MostTags)
                {
                    heard.Add(report.Tag, new(report.Tag, 1, report));
                }
                else
                {
                    throw new BadInputException(path, 0, $"at most {MostTags} different tags", "more; is the window right?");
                }
            }
        }
        catch (BadInputException found) when (capture.Figures.Frames > 0)
        {
            fault = found;
        }

        return new(capture.Figures, [.. heard.Values], fault);
    }
}

/// <summary>A tag that was heard.</summary>
/// <param name="Tag">Its name.</param>
/// <param name="Count">How often.</param>
/// <param name="Last">The last time.</param>
internal sealed record HeardTag(string Tag, long Count, WifiTagReport Last);
