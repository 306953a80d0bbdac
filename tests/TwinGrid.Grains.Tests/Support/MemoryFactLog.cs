using TwinGrid.Trace.Facts;

namespace TwinGrid.Grains.Tests.Support;

/// <summary>A log in memory that keeps each fact once, can refuse, and can be cloned at a moment.</summary>
public sealed class MemoryFactLog : IFactLog
{
    private readonly List<FactRecord> _facts = [];
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    /// <summary>Refuses an append when it says so.</summary>
    public Func<bool> Refuses { get; set; } = () => false;

    /// <summary>Appends so far, and facts in them, repetitions included.</summary>
    public int Appends { get; private set; }

    public IReadOnlyList<FactRecord> All
    {
        get
        {
            lock (_facts)
            {
                return [.. _facts];
            }
        }
    }

    public IReadOnlyList<FactRecord> Of(string subject, params string[] kinds) =>
        [.. All.Where(fact => fact.Subject == subject && (kinds.Length == 0 || kinds.Contains(fact.Kind)))];

    public MemoryFactLog Clone()
    {
        var clone = new MemoryFactLog();
        clone.Append(All);
        return clone;
    }

    public Task AppendAsync(IReadOnlyList<FactRecord> facts, CancellationToken cancellationToken)
    {
        if (Refuses())
        {
            throw new IOException("log refuses facts");
        }

        Append(facts);
        return Task.CompletedTask;
    }

    private void Append(IReadOnlyList<FactRecord> facts)
    {
        lock (_facts)
        {
            Appends++;
            _facts.AddRange(facts.Where(fact => _ids.Add(fact.Id)));
        }
    }
}
