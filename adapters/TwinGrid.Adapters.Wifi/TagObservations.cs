using System.Collections.Immutable;
using TwinGrid.Adapters.Readers;
using TwinGrid.Adapters.Wifi.Tags;
using TwinGrid.Model;

namespace TwinGrid.Adapters.Wifi;

/// <summary>Gathers the observations of tags: a read without phase for each time one was heard, and a reading where it measured something.</summary>
/// <param name="options">What is known of the receiver.</param>
/// <param name="next">Gives the next sequence number.</param>
internal sealed class TagObservations(WifiOptions options, Func<long> next)
{
    private readonly ImmutableArray<PhaseRead>.Builder _reads = ImmutableArray.CreateBuilder<PhaseRead>();
    private readonly ImmutableArray<SensorRead>.Builder _readings = ImmutableArray.CreateBuilder<SensorRead>();

    /// <summary>Observations gathered since the last batch.</summary>
    public int Count => _reads.Count + _readings.Count;

    /// <summary>Adds what a report says.</summary>
    /// <param name="report">The report.</param>
    /// <param name="time">When the tag was heard.</param>
    public void Add(WifiTagReport report, DateTimeOffset time)
    {
        AntennaPlan antenna = AntennaOf(report, out int port);
        _reads.Add(new(
            Next(),
            time,
            report.Tag,
            antenna.Place,
            report.FrequencyHz is > 0 and { } stated ? stated : options.AssumedFrequencyHz,
            PhaseRadians: 0,
            Reads: 1,
            Concentration: 0,
            report.RssiDbm ?? options.AssumedRssiDbm,
            port));
        if (options.Values.Length > 0)
        {
            _readings.Add(new(
                Next(), time, report.Tag, Value(report, TagQuantity.Temperature), Value(report, TagQuantity.Humidity), Value(report, TagQuantity.Shock)));
        }
    }

    /// <summary>Takes what was gathered as one batch.</summary>
    public ObservationBatch Drain() => new([], _reads.DrainToImmutable(), [], _readings.DrainToImmutable());

    private ObservationId Next() => new(options.Source, next());

    private double? Value(WifiTagReport report, TagQuantity quantity)
    {
        for (int i = 0; i < options.Values.Length; i++)
        {
            if (options.Values[i].Quantity == quantity)
            {
                return report.Values[i];
            }
        }

        return null;
    }

    private AntennaPlan AntennaOf(WifiTagReport report, out int port)
    {
        int stated = report.Antenna is { } antenna ? antenna + 1 : 0;
        AntennaPlan plan = options.Antennas[0];
        foreach (AntennaPlan each in options.Antennas)
        {
            plan = each.Port == stated ? each : plan;
        }

        port = stated > 0 && options.Antennas.Length > 1 ? stated : plan.Port;
        return plan;
    }
}
