using TwinGrid.Model;
using TwinGrid.Trace.ColdChain.Forms;

namespace TwinGrid.Trace.Presence;

/// <content>
/// The fold's part of a story's stored form: the settled second, the newest one, whether quiet was judged behind it, the silences,
/// the count of those too late, when the thing had been heard and its stay at the settled second, and the sightings kept.
/// </content>
public sealed partial class PresenceFold
{
    internal void Write(FormWriter form)
    {
        form.Write(_settledSecond);
        form.Write(_newestSecond);
        form.Write(_isQuiet);
        form.WriteAll(_silences, form.Write);
        form.Write(TooLate);
        form.Write(_settled.Heard);
        form.WriteAll(_settled.Current is { } stay ? [stay] : Array.Empty<PresenceStay>(), stay =>
        {
            Write(form, new Sighting(stay.Place, stay.Antenna, stay.Arrived, stay.LastSeen, stay.RssiDbm));
            form.Write(stay.Left);
        });
        form.WriteAll(_sightings, sighting => Write(form, sighting));
    }

    /// <summary>Takes up, in a fold that has heard nothing, what another one wrote.</summary>
    internal void Read(FormReader form)
    {
        (_settledSecond, _newestSecond, _isQuiet) = (form.Whole(), form.Whole(), form.Flag());
        _silences.AddRange(form.All(form.Time));
        TooLate = form.Whole();
        DateTimeOffset heard = form.Time();
        List<PresenceStay> settled = form.All(() =>
        {
            Sighting kept = ReadSighting(form);
            return new PresenceStay(kept.Place, kept.Antenna, kept.RssiDbm, kept.First, kept.Last, form.OptionalTime());
        });
        _settled = _before = new PresenceStep(settled.FirstOrDefault(), heard);
        _sightings.AddRange(form.All(() => ReadSighting(form)));
        Advance(ref _before, _settledSecond, _newestSecond - 1, _endedBefore);
        DecideNewest();
    }

    private static void Write(FormWriter form, in Sighting sighting)
    {
        form.Write(sighting.Place);
        form.Write(sighting.Antenna.X);
        form.Write(sighting.Antenna.Y);
        form.Write(sighting.Antenna.Z);
        form.Write(sighting.First);
        form.Write(sighting.Last);
        form.Write(sighting.RssiDbm);
    }

    private static Sighting ReadSighting(FormReader form) =>
        new(form.Text(), new Position(form.Number(), form.Number(), form.Number()), form.Time(), form.Time(), form.Number());
}
