namespace TwinGrid.Trace.ColdChain;

/// <summary>What a recount changed.</summary>
/// <param name="Admitted">Readings that count now and didn't before.</param>
/// <param name="Released">Readings that don't count any more.</param>
public sealed record Recounted(IReadOnlyList<Reading> Admitted, IReadOnlyList<Reading> Released);

/// <content>
/// Readings that may or may not count, such as those of a container that the thing may have been in: whether it was, late events tell.
/// </content>
public sealed partial class ColdChainMonitor
{
    /// <summary>The readings of the window, by time.</summary>
    public IReadOnlyList<Reading> Window => _window;

    /// <summary>The readings that are set aside and may still come to count, by arrival.</summary>
    public IReadOnlyList<Reading> Aside => _aside;

    /// <summary>Keeps a reading without counting it, until <see cref="Recount"/> says otherwise or the window has passed it.</summary>
    public TakeOutcome SetAside(in Reading reading)
    {
        if (!IsNew(reading.Id))
        {
            return TakeOutcome.Repeated;
        }

        if (IsTooLate(reading))
        {
            TooLate++;
            return TakeOutcome.TooLate;
        }

        _aside.Add(reading);
        TrimAside();
        return TakeOutcome.SetAside;
    }

    /// <summary>
    /// Sorts anew which readings count, of the window and of those set aside. What lies before the window is settled and stays as it
    /// is.
    /// </summary>
    /// <param name="counts">Whether a reading counts.</param>
    public Recounted Recount(Func<Reading, bool> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        Reading[] released = [.. _window.Where(reading => reading.Time > _settledUntil && !counts(reading))];
        Reading[] admitted = [.. _aside.Where(reading => !IsTooLate(reading) && counts(reading))];
        if (released.Length + admitted.Length > 0)
        {
            var gone = released.ToHashSet();
            _window.RemoveAll(gone.Contains);
            _head = null;
            var come = admitted.ToHashSet();
            _aside.RemoveAll(come.Contains);
            _aside.AddRange(released);
            Array.ForEach(admitted, reading => Insert(reading));
            Settle(isForced: false);
            TrimAside();
        }

        return new Recounted(admitted, released);
    }

    private void TrimAside()
    {
        if (_aside.Count > 0)
        {
            DateTimeOffset latest = _aside.Max(reading => reading.Time);
            _aside.RemoveAll(reading => IsTooLate(reading) || latest - reading.Time > _retention);
        }
    }
}
