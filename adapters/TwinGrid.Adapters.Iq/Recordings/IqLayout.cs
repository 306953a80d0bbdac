using System.Globalization;

namespace TwinGrid.Adapters.Iq.Recordings;

/// <summary>How the samples of a recording are stored, and when and at what frequency they were taken.</summary>
/// <param name="Format">How a part of a sample is stored.</param>
/// <param name="SampleRate">Samples a second of each channel, in hertz.</param>
/// <param name="Channels">Receiving channels, interleaved sample by sample; each is an antenna. At least 1.</param>
/// <param name="CentreHz">Frequency that the baseband's zero stands for, in hertz; NaN where it isn't said.</param>
/// <param name="Start">When the first sample was taken; null where it isn't said.</param>
public sealed record IqLayout(SampleFormat Format, double SampleRate, int Channels = 1, double CentreHz = double.NaN, DateTimeOffset? Start = null)
{
    /// <summary>Most receiving channels.</summary>
    public const int MostChannels = 16;

    private const double LeastRate = 1e3, GreatestRate = 1e9;

    /// <summary>Refuses what no recording of tags has.</summary>
    /// <exception cref="BadInputException">A value is out of its range.</exception>
    internal IqLayout Checked(string name)
    {
        if (!(SampleRate is >= LeastRate and <= GreatestRate))
        {
            throw new BadInputException(name, 0, "a sample rate of 1 kHz to 1 GHz", string.Create(CultureInfo.InvariantCulture, $"{SampleRate} Hz"));
        }

        return Channels is >= 1 and <= MostChannels
            ? this
            : throw new BadInputException(name, 0, $"1 to {MostChannels} channels", Channels.ToString(CultureInfo.InvariantCulture));
    }
}
