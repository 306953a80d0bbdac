using TwinGrid.Model;
using TwinGrid.Trace.Containment;

namespace TwinGrid.Trace.Questions;

/// <summary>What is inside a container.</summary>
/// <param name="Epc">The container.</param>
/// <param name="At">The moment that the answer is for.</param>
/// <param name="IsKnown">Whether any event mentions the container.</param>
/// <param name="Contents">What is inside, as a tree.</param>
/// <param name="Anomalies">What does not fit together, in words.</param>
/// <param name="Notes">What the answer leaves out, in words.</param>
public sealed record InsideAnswer(
    string Epc, DateTimeOffset At, bool IsKnown, IReadOnlyList<Content> Contents, IReadOnlyList<string> Anomalies, IReadOnlyCollection<string> Notes);

/// <summary>What two things shared.</summary>
public enum ContactKind
{
    /// <summary>A container: a box, a pallet, a truck.</summary>
    Container,

    /// <summary>A place: a room, a yard, a shop.</summary>
    Place,
}

/// <summary>A thing that shared something with another for a while: [From, Until).</summary>
/// <param name="Epc">The other thing.</param>
/// <param name="Kind">What they shared.</param>
/// <param name="Shared">The innermost container, or the place, that held both.</param>
/// <param name="From">When it began.</param>
/// <param name="Until">When it ended; null while it has not.</param>
public sealed record Contact(string Epc, ContactKind Kind, string Shared, DateTimeOffset From, DateTimeOffset? Until);

/// <summary>What shared a container, truck or room with a thing.</summary>
/// <param name="Epc">The thing.</param>
/// <param name="From">First moment asked for.</param>
/// <param name="Until">Last moment asked for, excluded.</param>
/// <param name="IsKnown">Whether any event mentions the thing.</param>
/// <param name="Contacts">The others, by beginning.</param>
/// <param name="Anomalies">What does not fit together, in words.</param>
/// <param name="Notes">What the answer leaves out, in words.</param>
public sealed record ContactsAnswer(
    string Epc, DateTimeOffset From, DateTimeOffset Until, bool IsKnown, IReadOnlyList<Contact> Contacts, IReadOnlyList<string> Anomalies, IReadOnlyCollection<string> Notes);

/// <summary>What a recall begins with.</summary>
public enum RecallBy
{
    /// <summary>A lot: what was made as it, what held it, what was made of it.</summary>
    Lot,

    /// <summary>A container: whatever was ever inside.</summary>
    Container,

    /// <summary>A thing: it, and whatever shared a container, truck or room with it.</summary>
    Contact,
}

/// <summary>A thing that a recall reaches.</summary>
/// <param name="Epc">The thing or class.</param>
/// <param name="Reason">Why: subject, lot, held-lot, inside, contact or made-of.</param>
/// <param name="Because">What it was made as, held, was inside of, met or was made of.</param>
/// <param name="From">When it was reached.</param>
/// <param name="Until">When that ended; null for a reason that lasts.</param>
/// <param name="Stage">Stage of its life at the end of the time asked for.</param>
/// <param name="Place">Place last named then.</param>
/// <param name="Container">Outermost container then; null for none.</param>
public sealed record RecallItem(
    string Epc, string Reason, string Because, DateTimeOffset From, DateTimeOffset? Until, LifeStage Stage = LifeStage.Unknown, string? Place = null, string? Container = null);

/// <summary>What a recall reaches.</summary>
/// <param name="By">What it begins with.</param>
/// <param name="Subject">The lot, container or thing.</param>
/// <param name="From">First moment asked for.</param>
/// <param name="Until">Last moment asked for, excluded.</param>
/// <param name="IsKnown">Whether any event mentions the subject.</param>
/// <param name="Items">The things, by when they were reached.</param>
/// <param name="Anomalies">What does not fit together, in words.</param>
/// <param name="Notes">What the answer leaves out, in words.</param>
public sealed record RecallAnswer(
    RecallBy By, string Subject, DateTimeOffset From, DateTimeOffset Until, bool IsKnown, IReadOnlyList<RecallItem> Items, IReadOnlyList<string> Anomalies, IReadOnlyCollection<string> Notes);

/// <summary>A thing at a place, or one that passed it.</summary>
/// <param name="Epc">The thing or class.</param>
/// <param name="From">Since when it was there, or when it passed first.</param>
/// <param name="Last">When it was last named there.</param>
/// <param name="Container">The container that it was in when no event of its own names the place; null otherwise.</param>
public sealed record InventoryItem(string Epc, DateTimeOffset From, DateTimeOffset Last, string? Container);

/// <summary>A thing that should be there and is not.</summary>
/// <param name="Epc">The thing.</param>
/// <param name="IsKnown">Whether any event mentions it.</param>
/// <param name="Stage">Stage of its life.</param>
/// <param name="Place">The place last named.</param>
/// <param name="SeenAt">When it was.</param>
public sealed record MissingItem(string Epc, bool IsKnown, LifeStage Stage, string? Place, DateTimeOffset? SeenAt);

/// <summary>What is at a place, or passed it.</summary>
/// <param name="Place">The business location or read point.</param>
/// <param name="From">First moment; null for what is there now.</param>
/// <param name="Until">The last moment.</param>
/// <param name="Items">The things.</param>
/// <param name="Missing">What is expected and is not there; null without a list.</param>
/// <param name="Unexpected">What is there and not expected; null without a list.</param>
/// <param name="Notes">What the answer leaves out, in words.</param>
public sealed record InventoryAnswer(
    string Place,
    DateTimeOffset? From,
    DateTimeOffset Until,
    IReadOnlyList<InventoryItem> Items,
    IReadOnlyList<MissingItem>? Missing,
    IReadOnlyList<string>? Unexpected,
    IReadOnlyCollection<string> Notes);
