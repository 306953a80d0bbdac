using TwinGrid.Model;
using TwinGrid.Trace.ColdChain.Forms;

namespace TwinGrid.Trace.Presence;

/// <content>
/// The fold's stored form: "TGP1", then the settled second, the newest one, whether quiet was judged behind it, the silences,
/// the count of those too late, when the thing had been heard and its stay at the settled second, and the sightings kept.
/// </content>
public sealed partial class PresenceFold
{
    private const string FormName = "TGP1";

    /// <summary>Everything that the fold holds, as bytes that <see cref="Restore"/> reads.</summary>
    public byte[] ToForm()
    {
        using var form = new FormWriter();
        form.Write(FormName);
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
        return form.ToArray();
    }

    /// <summary>A fold that says from here on what the one would that was stored; by other rules, from what that one kept.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="bytes">What <see cref="ToForm"/> gave.</param>
    /// <exception cref="InvalidDataException">The bytes are no such form.</exception>
    public static PresenceFold Restore(PresenceRules rules, byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        var fold = new PresenceFold(rules);
        using var form = new FormReader(bytes);
        try
        {
            fold.Read(form);
            return form.Left == 0 ? fold : throw new FormatException("expected nothing more");
        }
        catch (Exception fault) when (fault is EndOfStreamException or FormatException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException($"a stored presence: broken {form.Left} bytes before its end ({fault.Message})", fault);
        }
    }

    private void Read(FormReader form)
    {
        if (form.Text() is var name && name != FormName)
        {
            throw new FormatException($"expected {FormName}, found {name}");
        }

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
