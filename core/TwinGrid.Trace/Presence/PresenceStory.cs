namespace TwinGrid.Trace.Presence;

/// <summary>
/// A thing's stays as facts tell them, which can't be untold. Each stay is told once; the times of the facts never go back; and behind
/// the last of them the thing is told to be where the fold has it. A stay that late sightings move is not told again, one that they
/// put in is told, and one that they take away ends where it is found out.
/// </summary>
/// <param name="fold">Where the thing is.</param>
public sealed partial class PresenceStory(PresenceFold fold)
{
    private readonly List<PresenceNews> _news = [];

    /// <summary>Where the thing is.</summary>
    public PresenceFold Fold => fold;

    /// <summary>What was told last; null for nothing.</summary>
    public ToldStay? Told { get; private set; }

    /// <summary>Takes a sighting.</summary>
    /// <returns>What is to be told of it, in order; mostly nothing.</returns>
    public IReadOnlyList<PresenceNews> Take(in Sighting sighting)
    {
        _news.Clear();
        if (fold.Take(sighting))
        {
            Tell();
            fold.Settle();
        }

        return _news;
    }

    /// <summary>Judges that nobody has heard the thing for a while.</summary>
    /// <param name="isTimedOut">Whether for the time-out, and not only for the window.</param>
    /// <returns>What is to be told of it, in order.</returns>
    public IReadOnlyList<PresenceNews> JudgeSilence(bool isTimedOut)
    {
        _news.Clear();
        if (isTimedOut)
        {
            fold.JudgeSilence();
        }
        else
        {
            fold.JudgeQuiet();
        }

        Tell();
        return _news;
    }

    private void Tell()
    {
        foreach (PresenceStay ended in fold.Ended)
        {
            Tell(ended);
        }

        if (fold.Current is not { } current)
        {
            return;
        }

        Tell(current);
        if (current.Left is not null || Told is not { Left: null } open || open.Place != current.Place)
        {
            Leave(current, current.Left ?? current.Arrived);
        }

        if (current.Left is null && Told is not { Left: null })
        {
            Arrive(current);
        }
    }

    private void Tell(PresenceStay stay)
    {
        // The same stay, though late sightings may have moved its beginning.
        bool isTold = Told is { } known && known.Place == stay.Place && !(stay.Arrived > known.Left)
            && (stay.Left is not { } end || end > known.Arrived || stay.Arrived == known.Arrived);
        if (!isTold)
        {
            if (Told is { } before && stay.Arrived <= before.Arrived)
            {
                return;
            }

            Leave(stay, stay.Arrived);
            Arrive(stay);
        }

        if (stay.Left is { } left)
        {
            Leave(stay, left);
        }
    }

    private void Leave(PresenceStay stay, DateTimeOffset time)
    {
        if (Told is { Left: null } open)
        {
            Told = open with { Left = time > open.Arrived ? time : open.Arrived };
            _news.Add(new(Told, stay.Antenna, HasLeft: true));
        }
    }

    private void Arrive(PresenceStay stay)
    {
        DateTimeOffset time = stay.Arrived < Told?.Left ? Told.Left.Value : stay.Arrived;
        Told = new((Told?.Number ?? 0) + 1, stay.Place, time, null);
        _news.Add(new(Told, stay.Antenna, HasLeft: false));
    }
}
