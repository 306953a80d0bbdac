using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Protocol;

/// <summary>
/// The tag network as a discrete-event simulation: probing, carrier sense, collisions and capture, multihop collection at the
/// sinks, and the energy of every tag. Ahmad et al. (SenSys 2021), sections 5.2, 5.3 and 7.2. The same network, options and seed
/// give the same run.
/// </summary>
/// <remarks>
/// What a packet says is carried as link and version numbers, and how long it takes as the length of its coded form; that the
/// codec carries such packets is the business of <see cref="AirFrame"/>.
/// </remarks>
public sealed partial class ProtocolSimulation
{
    private const int AttemptEvent = 0, EndEvent = 1, AnswerEvent = 2, TimeoutEvent = 3, ProbeEvent = 4, EnergyEvent = 5, WakeEvent = 6, GoEvent = 7;

    private readonly ProtocolNetwork _network;
    private readonly ProtocolOptions _options;
    private readonly AirTiming _timing;
    private readonly SeededRandom _random;
    private readonly ProtocolTrace? _trace;
    private readonly EventQueue _events;
    private readonly TagState[] _tags;
    private readonly List<int> _onAir = [];
    private readonly byte[] _heardHops;
    private readonly byte[] _failures;
    private readonly bool[] _hasAnswered;
    private readonly byte[] _combinations;
    private readonly int[] _sentLinks;
    private readonly byte[] _sentVersions;
    private readonly CollectionState _collection;
    private readonly int _n;
    private long _now;
    private long _eventCount;

    private ProtocolSimulation(ProtocolNetwork network, ProtocolOptions options, ulong seed, ProtocolTrace? trace)
    {
        _network = network;
        _options = options;
        _timing = options.Timing;
        _random = new SeededRandom(seed);
        _trace = trace;
        _n = network.Count;
        _events = new EventQueue(8 * _n);
        _tags = new TagState[_n];
        _heardHops = new byte[_n * _n];
        _heardHops.AsSpan().Fill(PacketHeader.UnknownHops);
        _failures = new byte[_n * _n];
        _hasAnswered = new bool[_n * _n];
        _combinations = new byte[_n * _n];
        _sentLinks = new int[_n * options.ReportsPerPacket];
        _sentVersions = new byte[_n * options.ReportsPerPacket];
        _collection = new CollectionState(network, options, _random);
    }

    /// <summary>Runs the network until every link estimate has reached a sink and, if asked for, until the refresh after it has.</summary>
    /// <param name="network">Who reaches whom.</param>
    /// <param name="options">The rules; those the network was made with, or ones that differ in medium access, probing or energy.</param>
    /// <param name="seed">Seed of back-off, probing times and measurement noise.</param>
    /// <param name="trace">Told every packet and every change of mode, or null.</param>
    /// <param name="cancellationToken">Asks for an early end.</param>
    /// <exception cref="ArgumentException">The options are out of range.</exception>
    /// <exception cref="OperationCanceledException">The token asked for an end.</exception>
    public static ProtocolReport Run(ProtocolNetwork network, ProtocolOptions options, ulong seed, ProtocolTrace? trace = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return new ProtocolSimulation(network, options, seed, trace).Run(cancellationToken);
    }

    private ProtocolReport Run(CancellationToken cancellationToken)
    {
        Start();
        PhaseFigures collection = RunPhase(0, cancellationToken);
        PhaseFigures? refresh = null;
        if (_options.MovedShare > 0 && _collection.IsComplete)
        {
            _collection.Move(_options.MovedShare);
            refresh = RunPhase(_now, cancellationToken);
        }

        return new ProtocolReport(collection, refresh, _eventCount);
    }

    /// <summary>Sinks announce themselves; every tag's probes begin at a moment of its own.</summary>
    private void Start()
    {
        long period = _timing.Ticks(_options.ProbingPeriod);
        for (int i = 0; i < _n; i++)
        {
            var tag = new TagState
            {
                Energy = _options.Energy.Store * _options.Energy.StartShare,
                Harvest = _options.Energy.Harvest(_network.Incident(i)),
                Window = _options.FirstWindow,
            };
            _tags[i] = tag;
            _events.Schedule(_random.NextIndex((int)period), ProbeEvent, i, 0);
            if (_network.IsSink(i))
            {
                tag.Hops = 0;
                tag.BeaconDue = true;
                Contend(i);
            }
            else
            {
                _events.Schedule(0, EnergyEvent, i, 0);
            }
        }
    }

    private PhaseFigures RunPhase(long start, CancellationToken cancellationToken)
    {
        long end = start + _timing.Ticks(_options.Horizon);
        _collection.Begin(start);
        foreach (TagState tag in _tags)
        {
            Settle(tag);
            Array.Clear(tag.ModeTicks);
            tag.Consumed = 0;
        }

        while (!_collection.IsComplete && _events.TryTake(out ScheduledEvent next) && next.Time <= end)
        {
            _now = next.Time;
            if ((++_eventCount & 0xFFFF) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            Handle(next);
        }

        foreach (TagState tag in _tags)
        {
            Settle(tag);
        }

        return _collection.Figures(_timing, _now, _tags, _network);
    }

    private void Handle(in ScheduledEvent next)
    {
        TagState tag = _tags[next.Node];
        switch (next.Kind)
        {
            case AttemptEvent when next.Stamp == tag.Stamp:
                OnAttempt(next.Node, tag);
                break;
            case EndEvent:
                OnEnd(next.Node, tag);
                break;
            case AnswerEvent:
                OnAnswerDue(next.Node, tag);
                break;
            case TimeoutEvent when next.Stamp == tag.Stamp:
                OnTimeout(next.Node, tag);
                break;
            case ProbeEvent:
                OnProbeDue(next.Node, tag);
                break;
            case EnergyEvent:
                OnEnergyCheck(next.Node, tag);
                break;
            case GoEvent when next.Stamp == tag.Stamp:
                SendReports(next.Node, tag);
                break;
            case WakeEvent:
                OnWake(next.Node, tag);
                break;
        }
    }
}
