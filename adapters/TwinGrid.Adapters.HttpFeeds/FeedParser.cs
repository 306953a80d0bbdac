using System.Text.Json;
using TwinGrid.Adapters.HttpFeeds.Impinj;
using TwinGrid.Adapters.HttpFeeds.Plain;
using TwinGrid.Adapters.HttpFeeds.Rows;
using TwinGrid.Adapters.HttpFeeds.Zebra;
using TwinGrid.Adapters.Readers;
using TwinGrid.Model;

namespace TwinGrid.Adapters.HttpFeeds;

/// <summary>
/// Turns rows of a feed into observations that have no number yet. Keeps the names of tags, so that a tag named again costs nothing;
/// not safe for use from several threads at once.
/// </summary>
public sealed class FeedParser
{
    internal const int LargestPort = 65_535, MostReads = 1_000_000_000;
    internal const double LeastDbm = -300, MostDbm = 100;
    private const int Deepest = 16, LongestFault = 300;

    private readonly FeedOptions _options;
    private readonly Dictionary<int, AntennaPlan> _antennas;
    private readonly TagNames _names = new();
    private readonly FeedFields _fields = new();
    private readonly RowHash _hash = new();

    /// <summary>A parser for one feed.</summary>
    /// <param name="options">What is known of the feed; checked already.</param>
    public FeedParser(FeedOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _antennas = options.Antennas.ToDictionary(antenna => antenna.Port);
    }

    /// <summary>Reads one row.</summary>
    /// <param name="utf8">One JSON object.</param>
    /// <exception cref="FormatException">It is not a row of the feed; the message is one line that says what was expected and found.</exception>
    public FeedItem Parse(ReadOnlySpan<byte> utf8)
    {
        _fields.Clear();
        try
        {
            ReadFields(utf8);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // The latter is how a text that is no UTF-8, or half a surrogate pair, is told.
            string reason = JsonFields.Quote(fault.Message);
            throw new FormatException($"expected a JSON object, found something else ({reason})", fault);
        }
        catch (FormatException fault) when (fault.Message.Length > LongestFault)
        {
            throw new FormatException(fault.Message[..LongestFault] + "…", fault);
        }

        return _fields.Kind == FeedItemKind.Other ? default : Judged();
    }

    private void ReadFields(ReadOnlySpan<byte> utf8)
    {
        var json = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = Deepest });
        switch (_options.Kind)
        {
            case FeedKind.Impinj:
                ImpinjEvents.Read(ref json, _fields, _names);
                break;
            case FeedKind.Zebra:
                ZebraEvents.Read(ref json, _fields, _names);
                break;
            default:
                PlainRows.Read(ref json, _fields, _names);
                break;
        }

        // What stands behind the object is a fault that the reader tells.
        json.Read();
    }

    private FeedItem Judged()
    {
        string tag = _fields.Tag ?? throw new FormatException("expected one of epc, tag and object, found none");
        DateTimeOffset time = _fields.Time ?? throw JsonFields.Missing("time", "a time such as 2026-01-31T12:00:00Z");
        AntennaPlan? antenna = _antennas.GetValueOrDefault(_fields.Port);
        bool hasPhase = _fields.PhaseRadians is not null && antenna is not null && _fields.FrequencyHz is not null;
        return new FeedItem
        {
            Kind = _fields.Kind,
            Tag = tag,
            Time = time,
            Source = _fields.Sequence is null ? null : _fields.Source ?? "",
            Sequence = _fields.Sequence ?? 0,
            Content = _fields.Sequence is null ? _hash.Of(_fields, tag, time) : default,
            Port = _fields.Port,
            Antenna = antenna?.Place ?? default(Position),
            FrequencyHz = _fields.FrequencyHz ?? _options.FrequencyHz,
            PhaseRadians = hasPhase ? _fields.PhaseRadians!.Value - antenna!.PhaseOffset.Value : double.NaN,
            Reads = _fields.Reads ?? 1,
            RssiDbm = _fields.RssiDbm ?? _options.RssiDbm,
            DopplerHz = _fields.DopplerHz ?? double.NaN,
            TemperatureCelsius = _fields.TemperatureCelsius,
            RelativeHumidity = _fields.RelativeHumidity,
            Shock = _fields.Shock,
        };
    }
}
