using System.Collections.Immutable;

namespace TwinGrid.Adapters.Llrp.Session;

/// <summary>The frequency behind a channel index, for each antenna of a session.</summary>
public sealed class ChannelTable
{
    private readonly Dictionary<int, ImmutableArray<double>> _byPort = [];

    /// <summary>The tables of a reader that follows a plan.</summary>
    /// <param name="plan">What it was asked.</param>
    /// <param name="reader">What it can do.</param>
    public ChannelTable(RoSpecPlan plan, ReaderCapabilities reader)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(reader);
        foreach (RoSpecAntenna antenna in plan.Antennas)
        {
            int table = antenna.Transmitter?.HopTable ?? reader.Transmitters.GetValueOrDefault(antenna.Port).HopTable;
            _byPort[antenna.Port] = !reader.IsHopping ? reader.FixedFrequencies
                : reader.HopTables.TryGetValue(table, out ImmutableArray<double> frequencies) ? frequencies
                : reader.HopTables.IsEmpty ? [] : reader.HopTables.Values.First();
        }
    }

    /// <summary>The frequency of a channel in hertz; NaN where the reader didn't tell it.</summary>
    /// <param name="port">Port of the antenna.</param>
    /// <param name="channel">Index of the channel, from 1.</param>
    public double FrequencyHz(int port, int channel) =>
        _byPort.TryGetValue(port, out ImmutableArray<double> frequencies) && channel >= 1 && channel <= frequencies.Length ? frequencies[channel - 1] : double.NaN;
}
