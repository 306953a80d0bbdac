
namespace TwinGrid.Adapters.Llrp.Session;

/// <summary>Counts of a reader's sessions, and what there is to say of the latest. The session writes, anybody reads.</summary>
internal sealed class SessionNotes
{
    private readonly Lock _gate = new();
    private LlrpHealth _health = new();
    private long _reads, _unplaced, _reports, _emptyReports, _keepalives, _events, _unknown, _overflows;

    /// <summary>A read became an observation.</summary>
    public void Read() => _reads++;

    /// <summary>A read had no place to belong to.</summary>
    public void Unplaced() => _unplaced++;

    /// <summary>A message reported reads, or none.</summary>
    public void Report(bool isEmpty)
    {
        if (isEmpty)
        {
            _emptyReports++;
        }
        else
        {
            _reports++;
        }
    }

    /// <summary>The reader said that it is alive.</summary>
    public void Keepalive() => _keepalives++;

    /// <summary>The reader told of an event.</summary>
    public void Event() => _events++;

    /// <summary>Something of which nothing is known was passed over.</summary>
    public void Unknown(int count = 1) => _unknown += count;

    /// <summary>The reader lost reads.</summary>
    public void Overflow() => _overflows++;

    /// <summary>Another session begins.</summary>
    public void Begin() => Change(health => health with { IsRunning = false, Version = 1, Sessions = health.Sessions + 1, Notes = [] });

    /// <summary>Changes what is known of the session.</summary>
    public void Change(Func<LlrpHealth, LlrpHealth> change)
    {
        lock (_gate)
        {
            _health = change(_health);
        }
    }

    /// <summary>Adds a line.</summary>
    public void Note(string line) => Change(health => health with
    {
        Notes = [.. health.Notes.Skip(Math.Max(0, health.Notes.Length + 1 - LlrpHealth.MostNotes)), line.ReplaceLineEndings(" ")],
    });

    /// <summary>Everything as it is now.</summary>
    public LlrpHealth Snapshot()
    {
        lock (_gate)
        {
            return _health with
            {
                Reads = Volatile.Read(ref _reads),
                Unplaced = Volatile.Read(ref _unplaced),
                Reports = Volatile.Read(ref _reports),
                EmptyReports = Volatile.Read(ref _emptyReports),
                Keepalives = Volatile.Read(ref _keepalives),
                Events = Volatile.Read(ref _events),
                Unknown = Volatile.Read(ref _unknown),
                Overflows = Volatile.Read(ref _overflows),
            };
        }
    }
}
