using TwinGrid.Trace.Containment;
using TwinGrid.Trace.Events;

namespace TwinGrid.Trace.Questions;

/// <summary>
/// What people ask of captured events and of twins. Answers are folded from steps each time, so events that come late or are
/// withdrawn need no repair. Times are moments of events, not of capture. For several threads.
/// </summary>
/// <param name="steps">Steps of events.</param>
/// <param name="sightings">What twins told.</param>
/// <param name="limits">How far a question may go.</param>
/// <exception cref="QuestionLimitException">Thrown by every question that needs more steps than the limit.</exception>
public sealed class QuestionDesk(IEventSteps steps, ITwinSightings sightings, QuestionLimits limits)
{
    /// <summary>Where a thing is, or was.</summary>
    /// <param name="epc">The thing, canonical.</param>
    /// <param name="at">The moment: now, or an earlier one.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public Task<WhereAnswer> WhereAsync(string epc, DateTimeOffset at, CancellationToken cancellationToken) =>
        WhereQuestion.AskAsync(Open(), epc, at, cancellationToken);

    /// <summary>The path of a thing, class or lot: every event of it, and of its containers while it was inside.</summary>
    /// <param name="epc">The thing, canonical.</param>
    /// <param name="now">The moment up to which it is told.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public Task<TraceAnswer> TraceAsync(string epc, DateTimeOffset now, CancellationToken cancellationToken) =>
        TraceQuestion.AskAsync(Open(), epc, now, cancellationToken);

    /// <summary>What is, or was, inside a container.</summary>
    /// <param name="container">The container, canonical.</param>
    /// <param name="at">The moment: now, or an earlier one.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<InsideAnswer> InsideAsync(string container, DateTimeOffset at, CancellationToken cancellationToken)
    {
        Inquiry inquiry = Open();
        IReadOnlyList<Content> contents = await inquiry.Graph.ContentsAsync(container, at, cancellationToken);
        bool isKnown = contents.Count > 0 || (await inquiry.Steps.OfAsync(container, cancellationToken)).Count > 0
            || (await inquiry.Steps.InsideAsync(container, cancellationToken)).Count > 0;
        return new(container, at, isKnown, contents, await inquiry.AnomaliesAsync(container, null, cancellationToken), inquiry.Steps.Notes);
    }

    /// <summary>What shared a container, truck or room with a thing.</summary>
    /// <param name="epc">The thing, canonical.</param>
    /// <param name="from">First moment, included.</param>
    /// <param name="until">Last moment, excluded.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public Task<ContactsAnswer> ContactsAsync(string epc, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken) =>
        ContactsQuestion.AskAsync(Open(), epc, from, until, cancellationToken);

    /// <summary>What a recall reaches.</summary>
    /// <param name="by">What is known to be bad.</param>
    /// <param name="subject">The lot, container or thing, canonical.</param>
    /// <param name="from">First moment, included.</param>
    /// <param name="until">Last moment, excluded; the answer says where things are then.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public Task<RecallAnswer> RecallAsync(RecallBy by, string subject, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken) =>
        new RecallQuestion(Open(), from, until).AskAsync(by, subject, cancellationToken);

    /// <summary>What is at a business location, or heard at a place of twins.</summary>
    /// <param name="place">The location, canonical, or a place of twins such as urn:twingrid:site/room/dock-1.</param>
    /// <param name="now">The present moment: who was there before cannot be asked this way.</param>
    /// <param name="expected">What should be there, canonical; null without a list.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<InventoryAnswer> InventoryAtAsync(string place, DateTimeOffset now, IReadOnlyList<string>? expected, CancellationToken cancellationToken)
    {
        if (TwinEvents.IsPlace(place))
        {
            return await InventoryQuestion.HeardAtAsync(Open(), place, now, expected, cancellationToken);
        }

        try
        {
            return await InventoryQuestion.AtAsync(Open(), place, now, expected, isQuick: false, cancellationToken);
        }
        catch (QuestionLimitException)
        {
            Inquiry inquiry = Open();
            inquiry.Steps.Note("incomplete: the place has too many events to look at all; things whose newest event names another place are left out");
            return await InventoryQuestion.AtAsync(inquiry, place, now, expected, isQuick: true, cancellationToken);
        }
    }

    /// <summary>What passed a read point.</summary>
    /// <param name="reader">The read point, canonical.</param>
    /// <param name="from">First moment, included.</param>
    /// <param name="until">Last moment, excluded.</param>
    /// <param name="expected">What should have passed, canonical; null without a list.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public Task<InventoryAnswer> InventoryOfReaderAsync(
        string reader, DateTimeOffset from, DateTimeOffset until, IReadOnlyList<string>? expected, CancellationToken cancellationToken) =>
        InventoryQuestion.OfReaderAsync(Open(), reader, from, until, expected, cancellationToken);

    private Inquiry Open() => new(steps, sightings, limits);
}
