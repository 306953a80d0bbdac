using TwinGrid.Adapters.Readers;
using TwinGrid.Model;
using TwinGrid.Signal.Motion.Replies;

namespace TwinGrid.Adapters.Iq.Rounds;

/// <summary>
/// Gathers the replies of a polling cycle. One in which the reader acknowledged tags is an inventory, and its replies are those
/// of the tags that then sent their EPC; one without is a poll, and all separated replies belong to it, nameless.
/// </summary>
/// <param name="options">How tags wander.</param>
/// <param name="lengthScale">Samples at 2 MS/s in one of the recording.</param>
internal sealed class CycleBuilder(IqOptions options, double lengthScale)
{
    private readonly TagNames _names = new();
    private readonly List<CycleReply> _nameless = [];
    private readonly Dictionary<string, CycleReply> _named = new(StringComparer.Ordinal);
    private bool _hasAcknowledged, _hasAsked;

    /// <summary>The reader asked for replies, in a slot that could be read or not.</summary>
    public void Ask(bool isReadable) => _hasAsked |= isReadable;

    /// <summary>Adds the replies of a slot.</summary>
    public void Add(IReadOnlyList<TagReply> replies) => _nameless.AddRange(replies.Select(reply => Of(reply, "")));

    /// <summary>The reader acknowledged a tag.</summary>
    /// <param name="reply">The reply that it acknowledged.</param>
    /// <param name="epc">The EPC memory that the tag sent; null where it couldn't be read.</param>
    public void Acknowledge(TagReply? reply, byte[]? epc)
    {
        _hasAcknowledged = true;
        if (reply is not null && epc is not null)
        {
            string name = _names.Of(epc);
            _named[name] = Of(reply, name);
        }
    }

    /// <summary>
    /// The cycle so far, which a new one then follows; null where no slot could be read, or no tag of an inventory. A poll without
    /// replies is one in which all tags are missing.
    /// </summary>
    public PollingCycle? Finish(ObservationId id, DateTimeOffset time)
    {
        PollingCycle? cycle = _hasAcknowledged
            ? _named.Count > 0 ? new PollingCycle(id, time, PollingPurpose.Inventory, [.. _named.Values]) : null
            : _hasAsked ? new PollingCycle(id, time, PollingPurpose.Poll, [.. _nameless]) : null;
        _nameless.Clear();
        _named.Clear();
        (_hasAcknowledged, _hasAsked) = (false, false);
        return cycle;
    }

    private CycleReply Of(TagReply reply, string name) => new(
        name,
        [.. reply.Antennas.Select(antenna => antenna.Phase)],
        [.. reply.Antennas.Select(antenna => Math.Min(Math.PI, Math.Sqrt(antenna.PhaseDeviation * antenna.PhaseDeviation + options.PhaseWander * options.PhaseWander)))],
        lengthScale * reply.Length,
        Math.Sqrt(lengthScale * lengthScale * reply.LengthDeviation * reply.LengthDeviation + options.LengthWander * options.LengthWander));
}
