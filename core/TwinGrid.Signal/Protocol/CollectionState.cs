using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Protocol;

/// <summary>
/// What each node knows of each link, by version number, and what has reached a sink. A node that holds a newer version than it
/// has passed on owes it to the next hop; older ones are overtaken and never sent (Ahmad et al., section 7.2: relaying only
/// differences).
/// </summary>
internal sealed class CollectionState
{
    private const int BroadcastData = 4;

    private readonly ProtocolNetwork _network;
    private readonly ProtocolOptions _options;
    private readonly SeededRandom _random;
    private readonly int[] _linkOf;
    private readonly byte[] _held;
    private readonly byte[] _passed;
    private readonly byte[] _passedHops;
    private readonly double[] _truth;
    private readonly double[] _reported;
    private readonly byte[] _required;
    private readonly bool[] _isStale;
    private readonly bool[] _isWanted;
    private readonly double[] _deliveredAt;
    private readonly int[] _packets = new int[5];
    private int _remaining;
    private int _collisions;
    private long _airtime;
    private long _start;

    public CollectionState(ProtocolNetwork network, ProtocolOptions options, SeededRandom random)
    {
        _network = network;
        _options = options;
        _random = random;
        int links = network.Links.Count;
        _linkOf = new int[network.Count * network.Count];
        _linkOf.AsSpan().Fill(TagState.None);
        _held = new byte[network.Count * links];
        _passed = new byte[network.Count * links];
        _passedHops = new byte[network.Count * links];
        _truth = new double[links];
        _reported = new double[links];
        _required = new byte[links];
        _isStale = new bool[links];
        _isWanted = new bool[links];
        _deliveredAt = new double[links];
        for (int i = 0; i < links; i++)
        {
            DirectedLink link = network.Links[i];
            _linkOf[link.Receiver * network.Count + link.Transmitter] = i;
            _truth[i] = link.Phase;
            _reported[i] = double.NaN;
            Require(i, 1);
        }
    }

    /// <summary>Whether everything asked for has reached a sink.</summary>
    public bool IsComplete => _remaining == 0;

    /// <summary>The version of a link that a node holds; 0 for none.</summary>
    public byte Held(int node, int link) => _held[node * _network.Links.Count + link];

    /// <summary>A phase of the run begins: counters start anew.</summary>
    public void Begin(long now)
    {
        _start = now;
        _airtime = 0;
        _collisions = 0;
        Array.Clear(_packets);
        _deliveredAt.AsSpan().Fill(double.NaN);
    }

    /// <summary>
    /// Small moves of a share of the tags: every phase to or from them takes a new value, while who reaches whom stays as it is.
    /// What is asked for is each value that changed by more than twice the threshold, or all values where all are relayed.
    /// </summary>
    public void Move(double share)
    {
        var moved = new bool[_network.Count];
        for (int i = _network.AnchorCount; i < moved.Length; i++)
        {
            moved[i] = _random.NextUniform() < share;
        }

        for (int i = 0; i < _truth.Length; i++)
        {
            DirectedLink link = _network.Links[i];
            _isStale[i] = true;
            if (moved[link.Transmitter] || moved[link.Receiver])
            {
                _truth[i] = _random.NextUniform(-Math.PI, Math.PI);
            }

            bool hasChanged = Math.Abs(AngleMath.Wrap(_truth[i] - _reported[i])) > 2 * Threshold(link);
            if (hasChanged || !_options.RelaysDifferencesOnly)
            {
                Require(i, (byte)(Held(link.Receiver, i) + 1));
            }
        }
    }

    /// <summary>A node has measured another; answers the link when its value is to be sent and does not wait already.</summary>
    public int Measure(int receiver, int transmitter, int hops)
    {
        int link = _linkOf[receiver * _network.Count + transmitter];
        if (link == TagState.None)
        {
            return TagState.None;
        }

        DirectedLink truth = _network.Links[link];
        double phase = _truth[link] + truth.Deviation * _random.NextGaussian();
        bool isNew = double.IsNaN(_reported[link]);
        bool isToSend = isNew
            || (_options.RelaysDifferencesOnly ? Math.Abs(AngleMath.Wrap(phase - _reported[link])) > Threshold(truth) : _isStale[link]);
        if (!isToSend)
        {
            return TagState.None;
        }

        _isStale[link] = false;
        _reported[link] = phase;
        return Accept(receiver, link, (byte)(Held(receiver, link) + 1), hops);
    }

    /// <summary>
    /// A node gets a version of a link; answers the link when it is news and does not wait already. A version that it has passed on
    /// is news again if its hops have become fewer since: only then can the version have come back to it from where it was sent, and
    /// nobody else would carry it further.
    /// </summary>
    public int Accept(int node, int link, byte version, int hops)
    {
        int place = node * _network.Links.Count + link;
        if (version == _held[place] && version == _passed[place] && hops < _passedHops[place])
        {
            _passed[place]--;
            return link;
        }

        if (!IsNewer(version, _held[place]))
        {
            return TagState.None;
        }

        bool isWaiting = _held[place] != _passed[place];
        _held[place] = version;
        return isWaiting ? TagState.None : link;
    }

    /// <summary>The next hop has a version; answers whether a newer one came meanwhile and has to follow.</summary>
    public bool Pass(int node, int link, byte version, int hops)
    {
        int place = node * _network.Links.Count + link;
        _passed[place] = version;
        _passedHops[place] = (byte)hops;
        return _held[place] != version;
    }

    /// <summary>A sink has its newest version of a link.</summary>
    public void Deliver(int sink, int link, long now)
    {
        int place = sink * _network.Links.Count + link;
        _passed[place] = _held[place];
        if (_isWanted[link] && !IsNewer(_required[link], _held[place]))
        {
            _isWanted[link] = false;
            _remaining--;
            _deliveredAt[link] = now - _start;
        }
    }

    /// <summary>Counts a packet put on the air.</summary>
    public void Count(PacketKind kind, bool isBroadcast, int airtime)
    {
        _packets[kind == PacketKind.Data && isBroadcast ? BroadcastData : (int)kind]++;
        _airtime += airtime;
    }

    /// <summary>Counts a reception that others' packets spoiled.</summary>
    public void CountCollision() => _collisions++;

    /// <summary>The figures of the phase that ends now.</summary>
    public PhaseFigures Figures(AirTiming timing, long now, TagState[] tags, ProtocolNetwork network)
    {
        double[] delivered = [.. _deliveredAt.Where(time => !double.IsNaN(time)).Order().Select(time => time / timing.ClockRate)];
        int asked = delivered.Length + _remaining;
        TagState[] passive = [.. tags.Where((_, node) => !network.IsSink(node))];
        double ticks = Math.Max(1, passive.Sum(tag => (double)tag.ModeTicks.Sum()));
        return new PhaseFigures
        {
            Asked = asked,
            Delivered = delivered,
            Duration = timing.Seconds(now - _start),
            Energy = passive.Sum(tag => tag.Consumed),
            LargestEnergy = passive.Max(tag => tag.Consumed),
            Airtime = timing.Seconds(_airtime),
            Probes = _packets[(int)PacketKind.Probe],
            DataPackets = _packets[(int)PacketKind.Data],
            Acknowledgements = _packets[(int)PacketKind.Acknowledgement],
            Grants = _packets[(int)PacketKind.Grant],
            Beacons = _packets[BroadcastData],
            Collisions = _collisions,
            ModeShares = [.. Enumerable.Range(0, 5).Select(mode => passive.Sum(tag => (double)tag.ModeTicks[mode]) / ticks)],
        };
    }

    private double Threshold(DirectedLink link) => _options.ChangeThreshold * Math.Sqrt(2) * link.Deviation;

    private void Require(int link, byte version)
    {
        _required[link] = version;
        _isWanted[link] = true;
        _remaining++;
    }

    /// <summary>Serial-number order: versions wrap round, and none lags by half the range.</summary>
    private static bool IsNewer(byte version, byte than) => (sbyte)(version - than) > 0;
}
