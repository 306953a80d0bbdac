using TwinGrid.Trace.ColdChain.Folds;
using TwinGrid.Trace.ColdChain.Forms;
using TwinGrid.Trace.ColdChain.Rules;

namespace TwinGrid.Trace.ColdChain;

/// <content>
/// The monitor's stored form: "TGM2", then rule set, version, interval, retention, count of those too late, end of the settled past,
/// numbers seen by source, the window, what is set aside, what was inherited, and the checkpoint: the partition, and of every rule,
/// proven and possible, its excursions, its run, its total and what its classifier remembers.
/// </content>
public sealed partial class ColdChainMonitor
{
    private const string FormName = "TGM2";

    private ColdChainMonitor(RuleSet rules, FormReader form)
    {
        Expect(FormName, form.Text());
        Expect(rules.Name, form.Text());
        Expect(rules.Version, form.Whole());
        _rules = rules;
        _cadence = new Cadence(form.Span(), rules.LargestGap);
        (_retention, TooLate, _settledUntil) = (form.Span(), form.Whole(), form.Time());
        _seen = form.All(form.Seen).ToDictionary(StringComparer.Ordinal);
        _window = form.All(form.Reading);
        _aside = form.All(form.Reading);
        _inherited = form.All(form.Exposure);
        _inheritedBefore = [.. form.All(() => (form.Text(), form.Time()))];
        _checkpoint = FoldSet.Read(rules, form);
        _fold = Fold;
        Expect(0, form.Left);
    }

    /// <summary>Everything that the monitor holds, as bytes that <see cref="Restore"/> reads.</summary>
    public byte[] ToForm()
    {
        using var form = new FormWriter();
        form.Write(FormName);
        form.Write(_rules.Name);
        form.Write(_rules.Version);
        form.Write(_cadence.Interval);
        form.Write(_retention);
        form.Write(TooLate);
        form.Write(_settledUntil);
        form.WriteAll([.. _seen.OrderBy(seen => seen.Key, StringComparer.Ordinal)], form.Write);
        form.WriteAll(_window, reading => form.Write(reading));
        form.WriteAll(_aside, reading => form.Write(reading));
        form.WriteAll(_inherited, form.Write);
        form.WriteAll([.. _inheritedBefore.OrderBy(known => known.Source, StringComparer.Ordinal).ThenBy(known => known.Start)], known =>
        {
            form.Write(known.Source);
            form.Write(known.Start);
        });
        _checkpoint.Write(form);
        return form.ToArray();
    }

    /// <summary>A monitor that says from here on exactly what the one would that was stored.</summary>
    /// <param name="rules">The rules that it watched by.</param>
    /// <param name="form">What <see cref="ToForm"/> gave.</param>
    /// <exception cref="InvalidDataException">The bytes are no such form, or one of other rules.</exception>
    public static ColdChainMonitor Restore(RuleSet rules, byte[] form)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(form);
        using var reader = new FormReader(form);
        try
        {
            return new ColdChainMonitor(rules, reader);
        }
        catch (Exception fault) when (fault is EndOfStreamException or FormatException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException($"a monitor of {rules.Name} version {rules.Version}: broken {reader.Left} bytes before its end ({fault.Message})", fault);
        }
    }

    private static void Expect<T>(T expected, T found)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, found))
        {
            throw new FormatException($"expected {expected}, found {found}");
        }
    }
}
