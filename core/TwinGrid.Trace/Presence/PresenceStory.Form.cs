using TwinGrid.Trace.ColdChain.Forms;

namespace TwinGrid.Trace.Presence;

/// <content>The story's stored form: "TGP2", then the fold, and the stay that was told last, if any.</content>
public sealed partial class PresenceStory
{
    private const string FormName = "TGP2";

    /// <summary>Everything that the story and its fold hold, as bytes that <see cref="Restore"/> reads.</summary>
    public byte[] ToForm()
    {
        using var form = new FormWriter();
        form.Write(FormName);
        Fold.Write(form);
        form.WriteAll(Told is { } told ? [told] : Array.Empty<ToldStay>(), stay =>
        {
            form.Write(stay.Number);
            form.Write(stay.Place);
            form.Write(stay.Arrived);
            form.Write(stay.Left);
        });
        return form.ToArray();
    }

    /// <summary>A story that says from here on what the one would that was stored; by other rules, from what that one kept.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="bytes">What <see cref="ToForm"/> gave.</param>
    /// <exception cref="InvalidDataException">The bytes are no such form.</exception>
    public static PresenceStory Restore(PresenceRules rules, byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        using var form = new FormReader(bytes);
        try
        {
            return form.Text() is var name && name == FormName
                ? Read(rules, form)
                : throw new FormatException($"expected {FormName}, found {name}");
        }
        catch (Exception fault) when (fault is EndOfStreamException or FormatException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException($"a stored presence: broken {form.Left} bytes before its end ({fault.Message})", fault);
        }
    }

    private static PresenceStory Read(PresenceRules rules, FormReader form)
    {
        var fold = new PresenceFold(rules);
        fold.Read(form);
        List<ToldStay> told = form.All(() => new ToldStay(form.Whole(), form.Text(), form.Time(), form.OptionalTime()));
        return told.Count <= 1 && form.Left == 0
            ? new PresenceStory(fold) { Told = told.FirstOrDefault() }
            : throw new FormatException("expected nothing more");
    }
}
