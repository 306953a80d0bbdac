using System.Security.Cryptography;
using System.Text;
using TwinGrid.Trace.Facts;

namespace TwinGrid.Trace.ColdChain.Excursions;

/// <summary>The facts that an excursion's thread is made of.</summary>
/// <remarks>
/// The first four carry what was measured, the last three what someone did. Every payload has the member "chapter", the number of
/// facts before it in the thread: what is withdrawn and found again, or revised there and back, is a new fact each time, while the
/// same fact told twice stays one.
/// </remarks>
public static class ExcursionFacts
{
    /// <summary>A rule was broken; or was broken after all, when it had been withdrawn.</summary>
    public const string Started = "excursion-started";

    /// <summary>It ended.</summary>
    public const string Ended = "excursion-ended";

    /// <summary>Readings say otherwise of it than was told.</summary>
    public const string Revised = "excursion-revised";

    /// <summary>Late readings show that it never was.</summary>
    public const string Withdrawn = "excursion-withdrawn";

    /// <summary>Someone took note of it.</summary>
    public const string Acknowledged = "excursion-acknowledged";

    /// <summary>Someone said what becomes of the goods.</summary>
    public const string Dispositioned = "excursion-dispositioned";

    /// <summary>Someone closed the file.</summary>
    public const string Closed = "excursion-closed";

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [Started, Ended, Revised, Withdrawn, Acknowledged, Dispositioned, Closed];

    /// <summary>
    /// Id of an excursion's thread: 32 hexadecimal digits of the SHA-256 of site, object and <see cref="Excursion.Id"/>, because the
    /// latter is the same for two objects of one box and holds characters that a path of HTTP can't.
    /// </summary>
    public static string ThreadOf(string site, string subject, string excursionId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{site}\n{subject}\n{excursionId}")).AsSpan(0, 16));

    /// <summary>A fact of what was measured.</summary>
    /// <param name="kind"><see cref="Started"/>, <see cref="Ended"/>, <see cref="Revised"/> or <see cref="Withdrawn"/>.</param>
    /// <param name="site">Name of the site.</param>
    /// <param name="subject">Name of the object.</param>
    /// <param name="excursion">What was measured; of a withdrawn one, what had been told.</param>
    /// <param name="time">When it happened, by the time of the readings.</param>
    /// <param name="chapter">Number of facts in the thread before this one.</param>
    public static FactRecord Measured(string kind, string site, string subject, Excursion excursion, DateTimeOffset time, int chapter)
    {
        ArgumentNullException.ThrowIfNull(excursion);
        return new(site, subject, time.ToUniversalTime(), kind, ThreadOf(site, subject, excursion.Id), ExcursionPayload.Write(excursion, chapter));
    }

    /// <summary>
    /// What is news of an excursion, given what was told of it and what the readings say now. While it lasts, its duration and
    /// extreme grow with every reading and are no news; they are told when it ends.
    /// </summary>
    /// <param name="site">Name of the site.</param>
    /// <param name="subject">Name of the object.</param>
    /// <param name="told">What was told; null for nothing.</param>
    /// <param name="now">What the readings say; null when they say that there is none.</param>
    /// <param name="time">Time of the newest reading: when a revision or withdrawal happened.</param>
    /// <returns>The fact; null when nothing is news.</returns>
    public static FactRecord? NewsOf(string site, string subject, ExcursionFile? told, Excursion? now, DateTimeOffset time)
    {
        int chapter = told?.Chapters ?? 0;
        if (now is null)
        {
            return told is null or { State: ExcursionState.Withdrawn } ? null : Measured(Withdrawn, site, subject, told.Excursion, time, chapter);
        }

        if (told is null or { State: ExcursionState.Withdrawn })
        {
            return Measured(Started, site, subject, now, now.AlarmTime, chapter);
        }

        Excursion before = told.Excursion;
        bool isSame = before.End is null && now.End is null ? before.AlarmTime == now.AlarmTime : before == now;
        return (isSame, before.End, now.End) switch
        {
            (true, _, _) => null,
            (false, null, { } end) => Measured(Ended, site, subject, now, end, chapter),
            _ => Measured(Revised, site, subject, now, time, chapter),
        };
    }
}
