using System.Text.Json;
using System.Text.Json.Serialization;
using TwinGrid.Grains.Objects;
using TwinGrid.Model;
using TwinGrid.Trace.Facts;

namespace TwinGrid.Grains.Facts;

/// <summary>Facts of the stream as records of the log, and the other way round. The same fact has the same bytes.</summary>
public static class FactPayloads
{
    /// <summary>The record of a fact.</summary>
    /// <param name="site">Name of the site.</param>
    /// <param name="fact">The fact.</param>
    /// <exception cref="ArgumentException">The fact is of a kind that has no record.</exception>
    public static FactRecord RecordOf(string site, ObjectFact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        (string kind, string payload) = fact switch
        {
            ObjectLocated located => (FactKinds.Located, JsonSerializer.Serialize(new Located(Place(located.Position), Spread(located.Covariance)), PayloadJson.Default.Located)),
            ObjectMoved moved => (FactKinds.Moved, JsonSerializer.Serialize(new Moved(Place(moved.From), Place(moved.To)), PayloadJson.Default.Moved)),
            ObjectLost lost => (FactKinds.Lost, JsonSerializer.Serialize(new Lost(Kebab(lost.Status)), PayloadJson.Default.Lost)),
            ObjectMotionChanged motion => (FactKinds.MotionChanged, JsonSerializer.Serialize(new MotionChanged(Kebab(motion.Verdict), motion.ErrorProbability), PayloadJson.Default.MotionChanged)),
            ObjectArrived arrived => (FactKinds.Arrived, JsonSerializer.Serialize(new Arrived(arrived.Place, Place(arrived.Antenna), arrived.Stay), PayloadJson.Default.Arrived)),
            ObjectLeft left => (FactKinds.Left, JsonSerializer.Serialize(new Left(left.Place, left.Arrived.UtcDateTime, left.Stay), PayloadJson.Default.Left)),
            ObjectRecorded recorded => (recorded.Kind, recorded.Payload),
            _ => throw new ArgumentException($"a fact: expected one with a record, found {fact.GetType().Name}", nameof(fact)),
        };
        return new FactRecord(site, fact.ObjectName, fact.Time.ToUniversalTime(), kind, (fact as ObjectRecorded)?.Thread, payload);
    }

    /// <summary>The record of an object's new stage of life.</summary>
    /// <param name="site">Name of the site.</param>
    /// <param name="subject">Name of the object.</param>
    /// <param name="from">The stage before.</param>
    /// <param name="to">The stage.</param>
    /// <param name="since">Since when.</param>
    /// <param name="place">Where it was then, canonical; null where no event says.</param>
    /// <param name="asOf">Sequence of the newest captured event that was looked at: what late events say otherwise and back is news each time.</param>
    public static FactRecord LifeStageChanged(string site, string subject, LifeStage from, LifeStage to, DateTimeOffset since, string? place, long asOf) => new(
        site,
        subject,
        since.ToUniversalTime(),
        FactKinds.LifeStageChanged,
        null,
        JsonSerializer.Serialize(new StageChanged(Kebab(from), Kebab(to), place, asOf), PayloadJson.Default.StageChanged));

    /// <summary>A fact of the log as one of the stream.</summary>
    public static ObjectFact OnStream(FactRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return new ObjectRecorded(record.Subject, record.Time, record.Kind, record.Thread, record.Payload);
    }

    private static string Kebab<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private static Point Place(Position position) => new(position.X, position.Y, position.Z);

    private static Covariance Spread(PositionCovariance c) => new(c.XX, c.XY, c.YY, c.XZ, c.YZ, c.ZZ);

    internal sealed record Point(double X, double Y, double Z);

    internal sealed record Covariance(
        [property: JsonPropertyName("xx")] double XX,
        [property: JsonPropertyName("xy")] double XY,
        [property: JsonPropertyName("yy")] double YY,
        [property: JsonPropertyName("xz")] double XZ,
        [property: JsonPropertyName("yz")] double YZ,
        [property: JsonPropertyName("zz")] double ZZ);

    internal sealed record Located(Point Position, Covariance Covariance);

    internal sealed record Moved(Point From, Point To);

    internal sealed record Lost(string Status);

    internal sealed record MotionChanged(string Verdict, double ErrorProbability);

    internal sealed record Arrived(string Place, Point Antenna, long Stay);

    internal sealed record Left(string Place, [property: JsonPropertyName("arrived")] DateTime ArrivedAt, long Stay);

    internal sealed record StageChanged(string From, string To, string? Place, long AsOf);
}

/// <summary>How payloads are written: snake_case, in the order of the records' members.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(FactPayloads.Located))]
[JsonSerializable(typeof(FactPayloads.Moved))]
[JsonSerializable(typeof(FactPayloads.Lost))]
[JsonSerializable(typeof(FactPayloads.MotionChanged))]
[JsonSerializable(typeof(FactPayloads.Arrived))]
[JsonSerializable(typeof(FactPayloads.Left))]
[JsonSerializable(typeof(FactPayloads.StageChanged))]
internal sealed partial class PayloadJson : JsonSerializerContext;
