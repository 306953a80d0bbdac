using TwinGrid.Adapters.Llrp.Wire;

namespace TwinGrid.Adapters.Llrp.Emulator;

/// <summary>
/// The state of an emulated reader, which outlives its connections, and its answers to requests. What a request sets going begins
/// after its answer was sent, because clients expect the answer first.
/// </summary>
/// <param name="options">The reader that is played.</param>
/// <param name="start">Begins a ROSpec; told to end by the token.</param>
internal sealed class EmulatedReader(EmulatorOptions options, Action<EmulatedRoSpec, CancellationToken> start)
{
    private static readonly HashSet<long> UsualEvents = [4, 8];

    private readonly Lock _gate = new();
    private readonly EmulatedAnswers _answers = new(options);
    private readonly SortedDictionary<uint, EmulatedRoSpec> _specs = [];
    private HashSet<long> _events = UsualEvents;
    private LlrpParameter _report = EmulatedAnswers.DefaultReport();
    private LlrpParameter _keepalive = LlrpParameter.Of("KeepaliveSpec");

    /// <summary>How often to say that the reader is alive; zero for never.</summary>
    public TimeSpan Keepalive { get; private set; }

    /// <summary>Whether the extensions of Impinj were asked for.</summary>
    public bool HasExtensions { get; private set; }

    /// <summary>Version of the protocol that the client chose.</summary>
    public byte Version { get; private set; } = LlrpHeader.Version101;

    /// <summary>Numbers of the ROSpecs that it holds, with their states.</summary>
    public IReadOnlyDictionary<uint, string> RoSpecs
    {
        get
        {
            lock (_gate)
            {
                return _specs.ToDictionary(spec => spec.Key, spec => spec.Value.State);
            }
        }
    }

    /// <summary>Whether a client wants to be told of a kind of event.</summary>
    /// <param name="kind">Number of the kind: 2 a ROSpec begins or ends, 6 an AISpec ends.</param>
    public bool Tells(long kind)
    {
        lock (_gate)
        {
            return _events.Contains(kind);
        }
    }

    /// <summary>What a ROSpec that says nothing of reports gets.</summary>
    public LlrpParameter ReportOf(EmulatedRoSpec spec)
    {
        lock (_gate)
        {
            return spec.Report ?? _report;
        }
    }

    /// <summary>A new client: version and extensions have to be chosen again.</summary>
    public void Welcome() => (Version, HasExtensions, Keepalive) = (LlrpHeader.Version101, false, TimeSpan.Zero);

    /// <summary>The answer to a request, and what it sets going; no answer where the protocol has none.</summary>
    public (LlrpMessage? Answer, Action? Afterwards) Take(LlrpMessage request)
    {
        lock (_gate)
        {
            if (request.Version > LlrpHeader.Version11 || (request.Version == LlrpHeader.Version11 && !options.KnowsVersion11))
            {
                return (Refusal(request.Id, "M_UnsupportedVersion"), null);
            }

            try
            {
                return Answer(request);
            }
            catch (FormatException fault)
            {
                return (LlrpMessage.Of("ERROR_MESSAGE", request.Id).With(new EmulatedStatus("M_ParameterError", fault.Message).ToParameter()), null);
            }
        }
    }

    private static LlrpMessage Refusal(uint id, string code) => LlrpMessage.Of("ERROR_MESSAGE", id).With(new EmulatedStatus(code).ToParameter());

    private (LlrpMessage? Answer, Action? Afterwards) Answer(LlrpMessage request)
    {
        uint id = request.Id;
        switch (request.Name)
        {
            case "GET_READER_CAPABILITIES":
                return (_answers.Capabilities(id, request.Text("RequestedData")), null);
            case "GET_READER_CONFIG":
                return (_answers.Configuration(id, request.Text("RequestedData"), request.Number("AntennaID"), _keepalive, _report), null);
            case "SET_READER_CONFIG":
                Configure(request);
                return Done("SET_READER_CONFIG_RESPONSE", id);
            case "IMPINJ_ENABLE_EXTENSIONS" when options.IsImpinj && !options.Faults.RefusesExtensions:
                HasExtensions = true;
                return Done("IMPINJ_ENABLE_EXTENSIONS_RESPONSE", id);
            case "GET_SUPPORTED_VERSION" when options.KnowsVersion11:
                return (LlrpMessage.Of("GET_SUPPORTED_VERSION_RESPONSE", id, ("CurrentVersion", (long)Version), ("SupportedVersion", (long)LlrpHeader.Version11))
                    .With(EmulatedStatus.Success.ToParameter()).InVersion(LlrpHeader.Version11), null);
            case "SET_PROTOCOL_VERSION" when options.KnowsVersion11:
                Version = (byte)Math.Clamp(request.Number("ProtocolVersion"), LlrpHeader.Version101, LlrpHeader.Version11);
                return Done("SET_PROTOCOL_VERSION_RESPONSE", id);
            case "GET_ROSPECS":
                return (LlrpMessage.Of("GET_ROSPECS_RESPONSE", id).With(
                    [EmulatedStatus.Success.ToParameter(), .. _specs.Values.Select(spec => spec.Source.Set(("CurrentState", spec.State)))]), null);
            case "ADD_ROSPEC":
                return Done("ADD_ROSPEC_RESPONSE", id, Add(request.Require("ROSpec")));
            case "DELETE_ROSPEC" or "ENABLE_ROSPEC" or "DISABLE_ROSPEC" or "STOP_ROSPEC" or "START_ROSPEC":
                return Change(request);
            case "GET_ACCESSSPECS":
                return Done("GET_ACCESSSPECS_RESPONSE", id);
            case "DELETE_ACCESSSPEC" or "ENABLE_ACCESSSPEC" or "DISABLE_ACCESSSPEC":
                return Done(request.Name + "_RESPONSE", id, request.Number("AccessSpecID") == 0 ? EmulatedStatus.Success : EmulatedStatus.Field("there is no such AccessSpec"));
            case "ADD_ACCESSSPEC":
                return Done("ADD_ACCESSSPEC_RESPONSE", id, new EmulatedStatus("M_UnsupportedMessage", "tags are read only"));
            case "CLOSE_CONNECTION":
                return Done("CLOSE_CONNECTION_RESPONSE", id);
            case "GET_REPORT":
                return (null, () => AskForReports());
            case "KEEPALIVE_ACK" or "ENABLE_EVENTS_AND_REPORTS":
                return (null, null);
            default:
                return (Refusal(id, "M_UnsupportedMessage"), null);
        }
    }

    private static (LlrpMessage? Answer, Action? Afterwards) Done(string name, uint id, EmulatedStatus? status = null) =>
        (LlrpMessage.Of(name, id).With((status ?? EmulatedStatus.Success).ToParameter()), null);

    private void Configure(LlrpMessage request)
    {
        if (request.Flag("ResetToFactoryDefault"))
        {
            foreach (EmulatedRoSpec spec in _specs.Values)
            {
                spec.Stop();
            }

            _specs.Clear();
            (_events, _report, _keepalive, Keepalive) = (UsualEvents, EmulatedAnswers.DefaultReport(), LlrpParameter.Of("KeepaliveSpec"), TimeSpan.Zero);
        }

        _report = request.Find("ROReportSpec") ?? _report;
        if (request.Find("ReaderEventNotificationSpec") is { } events)
        {
            _events = [.. events.FindAll("EventNotificationState").Where(state => state.Flag("NotificationState")).Select(state => state.Number("EventType"))];
        }

        if (request.Find("KeepaliveSpec") is { } keepalive)
        {
            _keepalive = keepalive;
            Keepalive = keepalive.Text("KeepaliveTriggerType") == "Periodic" ? TimeSpan.FromMilliseconds(keepalive.Number("PeriodicTriggerValue")) : TimeSpan.Zero;
        }
    }

    private EmulatedStatus Add(LlrpParameter source)
    {
        if (_specs.Count == EmulatedAnswers.MostRoSpecs || _specs.ContainsKey((uint)source.Number("ROSpecID")))
        {
            return EmulatedStatus.Parameter($"ROSpecID: expected a new number and at most {EmulatedAnswers.MostRoSpecs} ROSpecs, found {source.Number("ROSpecID")} beside {string.Join(", ", _specs.Keys)}");
        }

        (EmulatedRoSpec? spec, EmulatedStatus status) = EmulatedRoSpec.Take(source, options, HasExtensions);
        if (spec is not null)
        {
            _specs.Add(spec.Id, spec);
        }

        return status;
    }

    private (LlrpMessage? Answer, Action? Afterwards) Change(LlrpMessage request)
    {
        uint number = (uint)request.Number("ROSpecID");
        EmulatedRoSpec[] meant = [.. _specs.Values.Where(spec => number == 0 || spec.Id == number)];
        string response = request.Name + "_RESPONSE";
        if (number != 0 && meant.Length == 0)
        {
            return Done(response, request.Id, EmulatedStatus.Field($"there is no ROSpec {number}"));
        }

        if (request.Name == "START_ROSPEC" && meant.Any(spec => spec.State == "Disabled"))
        {
            return Done(response, request.Id, EmulatedStatus.Field($"ROSpec {number} is disabled"));
        }

        Action? afterwards = null;
        foreach (EmulatedRoSpec spec in meant)
        {
            switch (request.Name)
            {
                case "ENABLE_ROSPEC" when spec.State == "Disabled":
                    spec.State = "Inactive";
                    afterwards += spec.StartTrigger == "Null" ? null : () => Begin(spec);
                    break;
                case "START_ROSPEC" when spec.Running is null:
                    afterwards += () => Begin(spec);
                    break;
                case "STOP_ROSPEC":
                    spec.Stop();
                    break;
                case "DISABLE_ROSPEC" or "DELETE_ROSPEC":
                    spec.Stop();
                    spec.State = "Disabled";
                    break;
            }

            if (request.Name == "DELETE_ROSPEC")
            {
                _specs.Remove(spec.Id);
            }
        }

        return (Done(response, request.Id).Answer, afterwards);
    }

    private void Begin(EmulatedRoSpec spec)
    {
        lock (_gate)
        {
            if (spec.Running is null && spec.State != "Disabled")
            {
                start(spec, spec.Start());
            }
        }
    }

    private void AskForReports()
    {
        lock (_gate)
        {
            foreach (EmulatedRoSpec spec in _specs.Values)
            {
                spec.IsReportAsked = true;
            }
        }
    }
}
