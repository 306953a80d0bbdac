namespace TwinGrid.Signal.Protocol;

/// <content>Medium access: carrier sense with random back-off that doubles, acknowledged data, broadcasts that are not.</content>
public sealed partial class ProtocolSimulation
{
    private void OnProbeDue(int node, TagState tag)
    {
        _events.Schedule(_now + _timing.Ticks(_options.ProbingPeriod * _random.NextUniform(0.9, 1.1)), ProbeEvent, node, 0);
        Forgive(node, tag);
        tag.ProbeDue = true;
        ContendIfDue(node, tag);
    }

    private void ContendIfDue(int node, TagState tag)
    {
        bool isDue = tag.ProbeDue || tag.BeaconDue || tag.OfferTo != TagState.None || tag.Join != TagState.None || (tag.Backlog.Count > 0 && tag.Hops < PacketHeader.UnknownHops);
        if (isDue && !tag.IsContending && !tag.IsAwaiting && !tag.IsGranted && tag.Mode is TagMode.Listen or TagMode.Receive)
        {
            Contend(node);
        }
    }

    private void Contend(int node)
    {
        TagState tag = _tags[node];
        tag.IsContending = true;
        long wait = (1 + _random.NextIndex(tag.Window)) * _timing.Ticks(_options.Slot);
        _events.Schedule(Math.Max(_now, tag.QuietUntil) + wait, AttemptEvent, node, ++tag.Stamp);
    }

    private void OnAttempt(int node, TagState tag)
    {
        if (_now < tag.QuietUntil || tag.AnswerTo != TagState.None || IsBusy(node, tag))
        {
            Contend(node);
            return;
        }

        tag.IsContending = false;
        if (tag.BeaconDue || tag.ProbeDue)
        {
            // Broadcasts take the axes in turn: who loses one to phase cancellation reads the next.
            PacketKind kind = tag.BeaconDue ? PacketKind.Data : PacketKind.Probe;
            tag.ProbeDue &= tag.BeaconDue;
            tag.BeaconDue = false;
            Send(node, tag, kind, TagState.None, tag.BroadcastCount++ % ProtocolNetwork.Axes, 0);
            return;
        }

        if (tag.OfferTo != TagState.None)
        {
            int to = tag.OfferTo;
            tag.OfferTo = TagState.None;
            tag.IsOffer = true;
            Send(node, tag, PacketKind.Acknowledgement, to, tag.BroadcastCount++ % ProtocolNetwork.Axes, 0);
            return;
        }

        SendData(node, tag);
    }

    private void SendData(int node, TagState tag)
    {
        if (tag.Target == TagState.None)
        {
            tag.Target = NextHop(node, tag);
            tag.Attempt = 0;
        }

        if (tag.Target == TagState.None)
        {
            return;
        }

        if (_options.ReservesAir)
        {
            Address(node, tag, 0);
        }
        else
        {
            SendReports(node, tag);
        }
    }

    private void SendReports(int node, TagState tag)
    {
        tag.IsGranted = false;
        int reports = Math.Min(tag.Backlog.Count, _options.ReportsPerPacket);
        for (int i = 0; i < reports; i++)
        {
            int link = tag.Backlog[i];
            _sentLinks[node * _options.ReportsPerPacket + i] = link;
            _sentVersions[node * _options.ReportsPerPacket + i] = _collection.Held(node, link);
        }

        Address(node, tag, reports);
    }

    /// <summary>Two axes for the packet and two for its answer; the pair that last worked at this neighbour goes first.</summary>
    private void Address(int node, TagState tag, int reports)
    {
        tag.Outstanding = reports;
        tag.Combination = _combinations[node * _n + tag.Target];
        Send(node, tag, PacketKind.Data, tag.Target, tag.Combination & 1, reports);
    }

    private void AfterSending(int node, TagState tag)
    {
        bool isAcknowledged = tag.Kind == PacketKind.Data && tag.Destination != TagState.None;
        if (isAcknowledged)
        {
            tag.IsAwaiting = true;
            long wait = 2 * _timing.Ticks(_options.Turnaround) + _timing.Airtime(tag.Reports == 0 ? PacketKind.Grant : PacketKind.Acknowledgement);
            _events.Schedule(_now + wait, TimeoutEvent, node, ++tag.Stamp);
            return;
        }

        ContendIfDue(node, tag);
    }

    private void OnTimeout(int node, TagState tag)
    {
        tag.IsAwaiting = false;
        int slot = node * _n + tag.Target;
        _combinations[slot] = (byte)((_combinations[slot] + 1) & 3);
        tag.Window = Math.Min(2 * tag.Window, _options.LastWindow);
        if (++tag.Attempt >= _options.Attempts)
        {
            GiveUp(node, tag);
        }

        ContendIfDue(node, tag);
    }

    private void OnAnswerDue(int node, TagState tag)
    {
        int to = tag.AnswerTo;
        tag.AnswerTo = TagState.None;
        tag.IsOffer = false;
        if (tag.Mode == TagMode.Listen || tag.Mode == TagMode.Receive)
        {
            Send(node, tag, tag.AnswerKind, to, tag.AnswerAxis, 0);
        }
    }

    /// <summary>The next hop is waiting: the data goes at once, if there is any and this was not merely to learn the way.</summary>
    private void OnGranted(int node, TagState tag)
    {
        tag.IsAwaiting = false;
        tag.Stamp++;
        if (tag.Backlog.Count == 0)
        {
            tag.Outstanding = 0;
            OnAnswered(node, tag);
            return;
        }

        tag.IsGranted = true;
        _events.Schedule(_now + _timing.Ticks(_options.Turnaround), GoEvent, node, tag.Stamp);
    }

    private void OnAnswered(int node, TagState tag)
    {
        tag.IsAwaiting = false;
        tag.Stamp++;
        tag.Window = Math.Max(tag.Window / 2, _options.FirstWindow);
        int from = tag.Target, hops = tag.Hops;
        tag.Target = TagState.None;
        Confirm(node, tag, from);
        int first = node * _options.ReportsPerPacket;
        tag.Backlog.RemoveFirst(tag.Outstanding);
        for (int i = 0; i < tag.Outstanding; i++)
        {
            if (_collection.Pass(node, _sentLinks[first + i], _sentVersions[first + i], hops))
            {
                tag.Backlog.Add(_sentLinks[first + i]);
            }
        }

        ContendIfDue(node, tag);
    }
}
