using TwinGrid.Model;
using TwinGrid.Trace.Containment;

namespace TwinGrid.Trace.Questions;

/// <summary>Who said last where a thing is.</summary>
public enum PlaceSource
{
    /// <summary>Nobody.</summary>
    None,

    /// <summary>A captured event.</summary>
    Event,

    /// <summary>A twin that was located, or heard at a place.</summary>
    Twin,
}

/// <summary>A position of a twin.</summary>
/// <param name="Epc">The thing or the container whose twin it is.</param>
/// <param name="SeenAt">When it was observed.</param>
/// <param name="X">In metres.</param>
/// <param name="Y">In metres.</param>
/// <param name="Z">In metres.</param>
/// <param name="Ellipse">The horizontal ellipse that holds the true point with a probability of 0.95; null when the covariance is not known.</param>
public sealed record TwinPosition(string Epc, DateTimeOffset SeenAt, double X, double Y, double Z, ErrorEllipse? Ellipse)
{
    /// <summary>Probability of <see cref="Ellipse"/>.</summary>
    public const double Probability = 0.95;

    /// <summary>The position of a sighting; null when it has none.</summary>
    public static TwinPosition? Of(TwinSighting sighting)
    {
        ArgumentNullException.ThrowIfNull(sighting);
        return sighting.Position is { } position
            ? new(sighting.Epc, sighting.Time, position.X, position.Y, position.Z, sighting.Covariance?.Ellipse(Probability))
            : null;
    }
}

/// <summary>Where a thing is, or was at a moment.</summary>
public sealed record WhereAnswer
{
    /// <summary>The thing.</summary>
    public required string Epc { get; init; }

    /// <summary>The moment that the answer is for.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether anything is known of it.</summary>
    public required bool IsKnown { get; init; }

    /// <summary>Stage of its life.</summary>
    public LifeStage Stage { get; init; }

    /// <summary>Since when.</summary>
    public DateTimeOffset? StageSince { get; init; }

    /// <summary>Newest disposition.</summary>
    public string? Disposition { get; init; }

    /// <summary>Who said last where it is: an event (see <see cref="Place"/>) or a twin (see <see cref="Position"/> and <see cref="Presence"/>).</summary>
    public PlaceSource Source { get; init; }

    /// <summary>Seconds since then.</summary>
    public double? AgeSeconds { get; init; }

    /// <summary>The place that an event last named: business location, else read point.</summary>
    public string? Place { get; init; }

    /// <summary>When it named it.</summary>
    public DateTimeOffset? PlaceSeenAt { get; init; }

    /// <summary>Whether it is said to be there from then on; false where it was only read there, or has left.</summary>
    public bool IsPresent { get; init; }

    /// <summary>Whose event that was: the thing's own, or a container's that it was in.</summary>
    public string? PlaceOf { get; init; }

    /// <summary>Where its twin, or a container's, was last located since; null for nowhere.</summary>
    public TwinPosition? Position { get; init; }

    /// <summary>Its twin's, or a container's, newest stay at a place that antennas overlook; null for none.</summary>
    public TwinPresence? Presence { get; init; }

    /// <summary>How far the place can be relied on.</summary>
    public Confidence Confidence { get; init; } = Confidence.None;

    /// <summary>Since when nobody says where it is; null while somebody does, or never did.</summary>
    public DateTimeOffset? UnknownSince { get; init; }

    /// <summary>The containers that it is in, from the inside to the outside.</summary>
    public IReadOnlyList<Enclosure> Containers { get; init; } = [];

    /// <summary>What does not fit together, in words.</summary>
    public IReadOnlyList<string> Anomalies { get; init; } = [];

    /// <summary>What the answer leaves out, in words.</summary>
    public IReadOnlyCollection<string> Notes { get; init; } = [];
}
