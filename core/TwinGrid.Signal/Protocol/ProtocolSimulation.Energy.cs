namespace TwinGrid.Signal.Protocol;

/// <content>The store of a tag: brought up to date when something changes, never step by step.</content>
public sealed partial class ProtocolSimulation
{
    /// <summary>Least seconds between two looks at the store.</summary>
    private const double LeastCheck = 0.01;

    /// <summary>Energy that a tag keeps back: two of the longest packets, so that none is ever cut off.</summary>
    private double Reserve => 2 * _options.Energy.Send * _timing.Seconds(_timing.Airtime(PacketKind.Data, _options.ReportsPerPacket));

    private void SetMode(int node, TagMode mode)
    {
        TagState tag = _tags[node];
        Settle(tag);
        tag.Mode = mode;
        _trace?.OnMode(_timing.Seconds(_now), node, mode, tag.Energy);
    }

    /// <summary>Books harvest and consumption since the last change.</summary>
    private void Settle(TagState tag)
    {
        double seconds = _timing.Seconds(_now - tag.Since);
        double draw = _options.Energy.Draw(tag.Mode);
        double harvest = tag.Harvest * (tag.Mode >= TagMode.Probe ? _options.Energy.HarvestWhileSending : 1);
        tag.Consumed += draw * seconds;
        tag.Energy = Math.Min(_options.Energy.Store, tag.Energy + (harvest - draw) * seconds);
        tag.ModeTicks[(int)tag.Mode] += _now - tag.Since;
        tag.Since = _now;
    }

    /// <summary>A foreign packet was read to the end of its header only: the rest of it cost no more than listening.</summary>
    private void RefundPayload(TagState tag, TagState sender)
    {
        long header = _timing.Preamble + 2 * _timing.HalfBit * (PacketCodec.BitsOf(PacketKind.Data) + 1);
        long skipped = _now - sender.Start - header;
        if (skipped > 0)
        {
            double refund = (_options.Energy.Receive - _options.Energy.Listen) * _timing.Seconds(skipped);
            tag.Consumed -= refund;
            tag.Energy = Math.Min(_options.Energy.Store, tag.Energy + refund);
            tag.ModeTicks[(int)TagMode.Receive] -= skipped;
            tag.ModeTicks[(int)TagMode.Listen] += skipped;
        }
    }

    private void OnEnergyCheck(int node, TagState tag)
    {
        Settle(tag);
        bool isIdle = tag.Mode == TagMode.Listen && !tag.IsAwaiting && !tag.IsGranted && tag.AnswerTo == TagState.None;
        if (tag.Energy <= Reserve && isIdle)
        {
            Sleep(node, tag);
            return;
        }

        // The soonest that the store could be down to its reserve if the tag did nothing but send.
        double net = Math.Max(_options.Energy.Send - _options.Energy.HarvestWhileSending * tag.Harvest, _options.Energy.Receive - tag.Harvest);
        if (net > 0)
        {
            double seconds = Math.Max(LeastCheck, (tag.Energy - Reserve) / net);
            _events.Schedule(_now + Math.Max(1, _timing.Ticks(seconds)), EnergyEvent, node, 0);
        }
    }

    private void Sleep(int node, TagState tag)
    {
        tag.Stamp++;
        tag.IsContending = false;
        SetMode(node, TagMode.Asleep);
        double gain = tag.Harvest - _options.Energy.Asleep;
        double wanted = Math.Max(2 * Reserve, _options.Energy.WakeShare * _options.Energy.Store) - tag.Energy;
        if (gain > 0)
        {
            _events.Schedule(_now + 1 + _timing.Ticks(Math.Min(1e9, Math.Max(0, wanted) / gain)), WakeEvent, node, 0);
        }
    }

    private void OnWake(int node, TagState tag)
    {
        SetMode(node, TagMode.Listen);
        _events.Schedule(_now, EnergyEvent, node, 0);
        ContendIfDue(node, tag);
    }
}
