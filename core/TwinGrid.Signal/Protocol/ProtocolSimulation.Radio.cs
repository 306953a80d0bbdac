namespace TwinGrid.Signal.Protocol;

/// <content>The air: who hears what, and what disturbs it.</content>
public sealed partial class ProtocolSimulation
{
    /// <summary>Puts a packet on the air.</summary>
    private void Send(int node, TagState tag, PacketKind kind, int destination, int axis, int reports)
    {
        tag.Kind = kind;
        tag.Destination = destination;
        tag.Axis = axis;
        tag.Reports = reports;
        tag.Start = _now;
        tag.Locked = TagState.None;
        SetMode(node, kind == PacketKind.Probe ? TagMode.Probe : TagMode.Data);
        int airtime = _timing.Airtime(kind, reports);
        _collection.Count(kind, destination == TagState.None, airtime);
        _onAir.Add(node);
        _events.Schedule(_now + airtime, EndEvent, node, 0);
        foreach (int other in _network.Neighbours(node))
        {
            TagState listener = _tags[other];
            if (listener.Mode == TagMode.Receive)
            {
                listener.Disturbance = Math.Max(listener.Disturbance, Disturbance(other, listener.Locked));
            }
            else if (listener.Mode == TagMode.Listen && _network.Index(axis, node, other) >= _options.DecodeIndex)
            {
                listener.Locked = node;
                listener.Disturbance = Disturbance(other, node);
                SetMode(other, TagMode.Receive);
            }
        }
    }

    private void OnEnd(int node, TagState tag)
    {
        _onAir.Remove(node);
        SetMode(node, TagMode.Listen);
        _trace?.OnPacket(new TracedPacket(node, tag.Kind, tag.Destination, tag.Axis, tag.Reports, tag.Start, _now));
        foreach (int other in _network.Neighbours(node))
        {
            TagState listener = _tags[other];
            if (listener.Mode != TagMode.Receive || listener.Locked != node)
            {
                continue;
            }

            listener.Locked = TagState.None;
            SetMode(other, TagMode.Listen);
            bool isForeign = tag.Destination != TagState.None && tag.Destination != other;
            if (isForeign && _options.SkipsForeignPayload && !_network.IsSink(other))
            {
                RefundPayload(listener, tag);
            }

            bool isRead = _network.Index(tag.Axis, node, other) >= _options.CaptureRatio * listener.Disturbance;
            _trace?.OnReception(node, other, tag.Start, isRead);
            if (isRead)
            {
                Receive(other, listener, node, tag);
            }
            else if (!isForeign)
            {
                _collection.CountCollision();
            }
        }

        AfterSending(node, tag);
    }

    /// <summary>Sum of the modulations at a node of everything on the air but one packet.</summary>
    private double Disturbance(int node, int wanted)
    {
        double sum = 0;
        foreach (int sender in _onAir)
        {
            if (sender != wanted && sender != node)
            {
                sum += _network.Index(_tags[sender].Axis, sender, node);
            }
        }

        return sum;
    }

    /// <summary>Whether a node notices a carrier being keyed; what began just now it can't notice yet.</summary>
    private bool IsBusy(int node, TagState tag)
    {
        if (tag.Mode != TagMode.Listen)
        {
            return true;
        }

        long latest = _now - _timing.Ticks(_options.SenseDelay);
        double sum = 0;
        foreach (int sender in _onAir)
        {
            if (_tags[sender].Start <= latest)
            {
                sum += _network.Index(_tags[sender].Axis, sender, node);
            }
        }

        return sum >= _options.SenseIndex;
    }
}
