namespace TwinGrid.Signal.Protocol;

/// <content>
/// The gradient towards the sinks (Ahmad et al., section 7.2: each tag routes towards the sink closest to itself). A tag counts a
/// neighbour as a way only after that neighbour has answered it, since hearing says nothing of being heard: a badly lit tag hears
/// all and is heard by few. So whoever reads the probe of a tag that knows no way says so. A tag's own hop count only ever falls,
/// and it sends to tags with fewer hops alone: so a value can come back to it only after its own count has fallen.
/// </content>
public sealed partial class ProtocolSimulation
{
    private void Receive(int node, TagState tag, int from, TagState sender)
    {
        Overhear(node, tag, from, sender);
        switch (sender.Kind)
        {
            case PacketKind.Probe:
                int link = _collection.Measure(node, from, tag.Hops);
                Take(node, tag, link);
                break;
            case PacketKind.Acknowledgement when sender.Destination == node && sender.IsOffer:
                Confirm(node, tag, from);
                break;
            case PacketKind.Data when sender.Destination == node:
                for (int i = 0; i < sender.Reports; i++)
                {
                    int place = from * _options.ReportsPerPacket + i;
                    Take(node, tag, _collection.Accept(node, _sentLinks[place], _sentVersions[place], tag.Hops));
                }

                Answer(node, tag, from, sender);
                break;
            case PacketKind.Grant when sender.Destination == node && tag.IsAwaiting && tag.Target == from:
                OnGranted(node, tag);
                return;
            case PacketKind.Acknowledgement when sender.Destination == node && tag.IsAwaiting && tag.Target == from:
                OnAnswered(node, tag);
                return;
        }

        if (_options.ReservesAir && sender.Destination != node)
        {
            KeepQuiet(tag, sender);
        }

        ContendIfDue(node, tag);
    }

    private void Answer(int node, TagState tag, int from, TagState sender)
    {
        bool isRequest = _options.ReservesAir && sender.Reports == 0;
        if (isRequest && (_now < tag.QuietUntil || tag.IsGranted || tag.IsAwaiting))
        {
            return;
        }

        tag.AnswerTo = from;
        tag.AnswerKind = isRequest ? PacketKind.Grant : PacketKind.Acknowledgement;
        tag.AnswerAxis = sender.Combination >> 1;
        _events.Schedule(_now + _timing.Ticks(_options.Turnaround), AnswerEvent, node, 0);
        if (isRequest)
        {
            tag.QuietUntil = _now + _timing.Ticks(_options.Turnaround) + _timing.Airtime(PacketKind.Grant) + Exchange;
        }
    }

    /// <summary>Ticks from the end of a grant to the end of the longest exchange that it allows.</summary>
    private long Exchange =>
        2 * _timing.Ticks(_options.Turnaround) + _timing.Airtime(PacketKind.Data, _options.ReportsPerPacket) + _timing.Airtime(PacketKind.Acknowledgement);

    /// <summary>Whoever hears a request leaves the air to its answer; whoever hears a grant leaves it to the data and its answer.</summary>
    private void KeepQuiet(TagState tag, TagState sender)
    {
        long quiet = sender.Kind switch
        {
            PacketKind.Grant => Exchange,
            PacketKind.Data when sender.Destination != TagState.None =>
                _timing.Ticks(_options.Turnaround) + _timing.Airtime(PacketKind.Grant) + _timing.Ticks(_options.Slot),
            _ => 0,
        };
        tag.QuietUntil = Math.Max(tag.QuietUntil, _now + quiet);
    }

    /// <summary>Puts a link in the backlog, or books it at once where the node is a sink.</summary>
    private void Take(int node, TagState tag, int link)
    {
        if (link == TagState.None)
        {
            return;
        }

        if (_network.IsSink(node))
        {
            _collection.Deliver(node, link, _now);
        }
        else
        {
            tag.Backlog.Add(link);
        }
    }

    private void Overhear(int node, TagState tag, int from, TagState sender)
    {
        int slot = node * _n + from, hops = sender.Hops;
        _heardHops[slot] = (byte)hops;
        if (sender.Kind == PacketKind.Probe && hops == PacketHeader.UnknownHops && tag.Hops < hops)
        {
            tag.OfferTo = from;
        }
        else if (tag.OfferTo == from && hops < PacketHeader.UnknownHops)
        {
            tag.OfferTo = TagState.None;
        }

        ConsiderJoin(node, tag, from);
    }

    /// <summary>Remembers a neighbour that would shorten the way; one that did not answer is not asked again.</summary>
    private void ConsiderJoin(int node, TagState tag, int other)
    {
        int slot = node * _n + other;
        bool isShorter = _heardHops[slot] + 1 < tag.Hops && _failures[slot] == 0;
        if (isShorter && (tag.Join == TagState.None || IsPreferred(node, other, tag.Join)))
        {
            tag.Join = other;
        }
    }

    /// <summary>Fewer failures first, then an answer in the past, then fewer hops, then the stronger signal.</summary>
    private bool IsPreferred(int node, int one, int other)
    {
        int a = node * _n + one, b = node * _n + other;
        return (_failures[a], !_hasAnswered[a], _heardHops[a], -_network.BestIndex(one, node))
            .CompareTo((_failures[b], !_hasAnswered[b], _heardHops[b], -_network.BestIndex(other, node))) < 0;
    }

    /// <summary>
    /// The neighbour to try: while there is data and a way, the one with fewer hops that failed least and is strongest; otherwise
    /// one that may shorten the way.
    /// </summary>
    private int NextHop(int node, TagState tag)
    {
        if (tag.Backlog.Count == 0 || tag.Hops == PacketHeader.UnknownHops)
        {
            return tag.Join;
        }

        int best = TagState.None;
        foreach (int other in _network.Neighbours(node))
        {
            if (_heardHops[node * _n + other] < tag.Hops && (best == TagState.None || IsPreferred(node, other, best)))
            {
                best = other;
            }
        }

        return best;
    }

    private void Confirm(int node, TagState tag, int from)
    {
        int slot = node * _n + from;
        _failures[slot] = 0;
        _hasAnswered[slot] = true;
        if (_heardHops[slot] + 1 < tag.Hops)
        {
            tag.Hops = _heardHops[slot] + 1;
            tag.BeaconDue = true;
        }

        FindJoin(node, tag);
    }

    private void GiveUp(int node, TagState tag)
    {
        int slot = node * _n + tag.Target;
        _failures[slot] = (byte)Math.Min(byte.MaxValue, _failures[slot] + 1);
        tag.Target = TagState.None;
        FindJoin(node, tag);
    }

    /// <summary>Half of what a neighbour failed that used to answer is forgotten with every probing period: it may have been asleep.</summary>
    private void Forgive(int node, TagState tag)
    {
        for (int slot = node * _n; slot < (node + 1) * _n; slot++)
        {
            _failures[slot] >>= _hasAnswered[slot] ? 1 : 0;
        }

        FindJoin(node, tag);
    }

    private void FindJoin(int node, TagState tag)
    {
        tag.Join = TagState.None;
        foreach (int other in _network.Neighbours(node))
        {
            ConsiderJoin(node, tag, other);
        }
    }
}
