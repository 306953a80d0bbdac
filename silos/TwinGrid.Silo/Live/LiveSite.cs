using TwinGrid.Grains.Objects;
using TwinGrid.Model;

namespace TwinGrid.Silo.Live;

/// <summary>
/// Where everything in a site is, in memory, as its facts say. Objects are linked in the order in which they last changed: whoever
/// follows the site walks back to the change that he saw last and so gets the newest of each object, however slow he is, without
/// a queue of his own.
/// </summary>
/// <param name="capacity">Objects kept at most; those beyond are counted, not kept.</param>
public sealed class LiveSite(int capacity)
{
    private const double Confidence = 0.95;
    private const int None = -1;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private Entry[] _entries = new Entry[16];
    private int _newest = None;
    private long _version;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Objects that came when the site was full, each time one of them was heard of.</summary>
    public long Refused { get; private set; }

    /// <summary>Takes what happened to an object; a fact older than what is known changes nothing.</summary>
    /// <returns>Whether anything on the map changed.</returns>
    public bool Apply(ObjectFact fact) => fact switch
    {
        ObjectLocated located => Place(located.ObjectName, located.Time, located.Position, located.Covariance),
        ObjectMoved moved => Place(moved.ObjectName, moved.Time, moved.To, null),
        ObjectLost lost => Lose(lost.ObjectName, lost.Time, lost.Status),
        ObjectArrived arrived => Arrive(arrived.ObjectName, arrived.Time, arrived.Place, arrived.Antenna),
        ObjectLeft left => Leave(left.ObjectName, left.Time, left.Place),
        ObjectRecorded recorded => ToldFacts.Tell(recorded.ObjectName, recorded.Time, recorded.Kind, recorded.Payload, this),
        _ => false,
    };

    /// <summary>Puts an object somewhere.</summary>
    /// <param name="name">Name of the object.</param>
    /// <param name="time">When it was observed there.</param>
    /// <param name="position">Where, in metres.</param>
    /// <param name="covariance">Covariance in square metres; null to keep the ellipse known so far.</param>
    public bool Place(string name, DateTimeOffset time, Position position, PositionCovariance? covariance) => Change(name, (ref Entry entry) =>
    {
        if (time < entry.Time)
        {
            return false;
        }

        ErrorEllipse ellipse = covariance is { } known ? known.Ellipse(Confidence) : entry.Ellipse;
        entry = entry with { Position = position, Ellipse = ellipse, Status = LocationStatus.Located, IsPlaced = true, Time = time };
        return true;
    });

    /// <summary>Says that an object's place is no longer known.</summary>
    public bool Lose(string name, DateTimeOffset time, LocationStatus status) => Change(name, (ref Entry entry) =>
    {
        if (time < entry.Time)
        {
            return false;
        }

        entry = entry with { Status = status, Time = time };
        return true;
    });

    /// <summary>Says that antennas hear an object at a place. One that is not located is shown where the antenna is.</summary>
    public bool Arrive(string name, DateTimeOffset time, string place, Position antenna) => Change(name, (ref Entry entry) =>
    {
        if (time < entry.PresenceTime)
        {
            return false;
        }

        entry = entry with { Place = place, PresenceTime = time };
        if (!entry.IsPlaced || entry.Status != LocationStatus.Located)
        {
            entry = entry with { Position = antenna, Ellipse = default, IsPlaced = true };
        }

        return true;
    });

    /// <summary>Says that an object has left a place; one that it is not at changes nothing.</summary>
    public bool Leave(string name, DateTimeOffset time, string place) => Change(name, (ref Entry entry) =>
    {
        if (time < entry.PresenceTime || entry.Place != place)
        {
            return false;
        }

        entry = entry with { Place = null, PresenceTime = time };
        return true;
    });

    /// <summary>The place where antennas hear an object; null for none.</summary>
    public string? PlaceOf(string name)
    {
        lock (_gate)
        {
            return _ids.TryGetValue(name, out int id) ? _entries[id].Place : null;
        }
    }

    /// <summary>Says in what stage of its life an object is.</summary>
    public bool Enter(string name, DateTimeOffset time, LifeStage stage) => Change(name, (ref Entry entry) =>
    {
        if (time < entry.StageTime)
        {
            return false;
        }

        entry = entry with { Stage = stage, StageTime = time };
        return true;
    });

    /// <summary>Everything that has changed since a version, the objects that changed last first.</summary>
    /// <param name="since">The version seen last; 0 for everything.</param>
    /// <param name="namesKnown">How many names are known already.</param>
    /// <param name="limit">Numbers from here on are left out.</param>
    public LiveChanges ChangesSince(long since, int namesKnown, int limit)
    {
        lock (_gate)
        {
            var points = new List<LivePoint>();
            for (int id = _newest; id != None && _entries[id].Version > since; id = _entries[id].Older)
            {
                if (id < limit)
                {
                    points.Add(PointOf(id));
                }
            }

            int shown = Math.Min(_names.Count, limit);
            return new LiveChanges(_version, namesKnown, namesKnown < shown ? _names[namesKnown..shown] : [], points, _names.Count);
        }
    }

    /// <summary>The object of a name; null where there is none.</summary>
    public LivePoint? Find(string name)
    {
        lock (_gate)
        {
            return _ids.TryGetValue(name, out int id) ? PointOf(id) : null;
        }
    }

    /// <summary>Names that hold a text, in ordinal order.</summary>
    /// <param name="text">The text; case does not count.</param>
    /// <param name="count">At most so many.</param>
    public IReadOnlyList<string> Search(string text, int count)
    {
        lock (_gate)
        {
            return [.. _names.Where(name => name.Contains(text, StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).Take(count)];
        }
    }

    /// <summary>Completes when something has changed since a version.</summary>
    public Task WaitAfterAsync(long version, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _version > version ? Task.CompletedTask : _changed.Task.WaitAsync(cancellationToken);
        }
    }

    private bool Change(string name, EntryChange change)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            if (!_ids.TryGetValue(name, out int id))
            {
                if (_names.Count >= capacity)
                {
                    Refused++;
                    return false;
                }

                id = Add(name);
            }

            if (!change(ref _entries[id]))
            {
                return false;
            }

            Renew(id);
            (changed, _changed) = (_changed, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        changed.SetResult();
        return true;
    }

    private int Add(string name)
    {
        int id = _names.Count;
        if (id == _entries.Length)
        {
            Array.Resize(ref _entries, 2 * id);
        }

        _names.Add(name);
        _ids.Add(name, id);
        _entries[id] = new Entry { Older = None, Newer = None, Status = LocationStatus.TooFewLinks };
        return id;
    }

    /// <summary>Takes an object out of its place in the order of change and puts it at the end.</summary>
    private void Renew(int id)
    {
        ref Entry entry = ref _entries[id];
        entry.Version = ++_version;
        if (_newest == id)
        {
            return;
        }

        if (entry.Newer != None)
        {
            _entries[entry.Newer].Older = entry.Older;
            if (entry.Older != None)
            {
                _entries[entry.Older].Newer = entry.Newer;
            }
        }

        (entry.Older, entry.Newer) = (_newest, None);
        if (_newest != None)
        {
            _entries[_newest].Newer = id;
        }

        _newest = id;
    }

    private LivePoint PointOf(int id)
    {
        ref Entry entry = ref _entries[id];
        return new LivePoint(
            id,
            entry.Position.X,
            entry.Position.Y,
            entry.Ellipse.SemiMajor,
            entry.Ellipse.SemiMinor,
            entry.Ellipse.Orientation,
            entry.Status,
            entry.IsPlaced,
            entry.Stage,
            entry.Place is not null);
    }

    private delegate bool EntryChange(ref Entry entry);

    private record struct Entry
    {
        public Position Position { get; set; }

        public ErrorEllipse Ellipse { get; set; }

        public DateTimeOffset Time { get; set; }

        public long Version { get; set; }

        public int Older { get; set; }

        public int Newer { get; set; }

        public LocationStatus Status { get; set; }

        public bool IsPlaced { get; set; }

        public LifeStage Stage { get; set; }

        public DateTimeOffset StageTime { get; set; }

        public string? Place { get; set; }

        public DateTimeOffset PresenceTime { get; set; }
    }
}

/// <summary>What has changed on a map.</summary>
/// <param name="Version">The version that has all of it.</param>
/// <param name="FirstName">Number of the first of <paramref name="Names"/>.</param>
/// <param name="Names">Names of objects not known before, in order of their numbers.</param>
/// <param name="Points">Objects that have changed, newest change first.</param>
/// <param name="Total">Objects in the site.</param>
public sealed record LiveChanges(long Version, int FirstName, IReadOnlyList<string> Names, IReadOnlyList<LivePoint> Points, int Total)
{
    /// <summary>All points, one behind the other, in Base64.</summary>
    public string Encoded()
    {
        byte[] bytes = new byte[Points.Count * LivePoint.Size];
        for (int i = 0; i < Points.Count; i++)
        {
            Points[i].Write(bytes.AsSpan(i * LivePoint.Size));
        }

        return Convert.ToBase64String(bytes);
    }
}
