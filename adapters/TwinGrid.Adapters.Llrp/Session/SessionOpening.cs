using TwinGrid.Adapters.Llrp.Wire;

namespace TwinGrid.Adapters.Llrp.Session;

/// <summary>
/// Begins a session: versions, capabilities, extensions, keepalives, and the ROSpec that follows from them. A reader that refuses
/// something that can be done without gets a note; one that refuses the ROSpec is asked once more for the plainest.
/// </summary>
internal sealed class SessionOpening(LlrpOptions options, string who, LlrpRequests requests, SessionNotes notes)
{
    // An old reader that knows nothing of versions may not answer at all.
    private static readonly TimeSpan VersionPatience = TimeSpan.FromSeconds(2);
    private static readonly string[] EventsWanted = ["Report_Buffer_Fill_Warning", "Reader_Exception_Event", "Antenna_Event"];

    /// <summary>Whether the reader agreed to say that it is alive.</summary>
    public bool KeepsAlive { get; private set; }

    /// <summary>What the reader can do.</summary>
    public ReaderCapabilities Capabilities { get; private set; } = new() { Antennas = 0 };

    /// <summary>What the reader was asked and agreed to do.</summary>
    public RoSpecPlan? Plan { get; private set; }

    /// <summary>Agrees on a version.</summary>
    public async Task NegotiateAsync(CancellationToken cancellationToken)
    {
        TimeSpan patience = options.Patience < VersionPatience ? options.Patience : VersionPatience;
        LlrpMessage? supported = await requests.TryAskAsync(
            LlrpMessage.Of("GET_SUPPORTED_VERSION", 0).InVersion(LlrpHeader.Version11), patience, cancellationToken);
        if (supported?.Name != "GET_SUPPORTED_VERSION_RESPONSE" || LlrpRequests.Refusal(supported) is not null || supported.Number("SupportedVersion") < LlrpHeader.Version11)
        {
            return;
        }

        LlrpMessage? set = await requests.TryAskAsync(
            LlrpMessage.Of("SET_PROTOCOL_VERSION", 0, ("ProtocolVersion", (long)LlrpHeader.Version11)).InVersion(LlrpHeader.Version11), options.Patience, cancellationToken);
        if (set?.Name == "SET_PROTOCOL_VERSION_RESPONSE" && LlrpRequests.Refusal(set) is null)
        {
            requests.Version = LlrpHeader.Version11;
        }
    }

    /// <summary>Learns what the reader can do and makes the plan.</summary>
    public async Task LearnAsync(CancellationToken cancellationToken)
    {
        LlrpMessage capabilities = await RequireAsync(LlrpMessage.Of("GET_READER_CAPABILITIES", 0, ("RequestedData", "All")), cancellationToken);
        ReaderCapabilities reader = Read(capabilities, null);
        if (reader.Maker == ReaderCapabilities.Impinj && options.MeasuresPhase)
        {
            LlrpMessage? enabled = await AskAsync(LlrpMessage.Of("IMPINJ_ENABLE_EXTENSIONS", 0), cancellationToken);
            reader = reader with { HasExtensions = enabled is not null };
        }

        LlrpMessage? configuration = await AskAsync(LlrpMessage.Of("GET_READER_CONFIG", 0, ("RequestedData", "All")), cancellationToken);
        Capabilities = Read(capabilities, configuration) with { HasExtensions = reader.HasExtensions };
        await TellAsync(configuration, cancellationToken);
    }

    /// <summary>Adds, enables and starts the ROSpec.</summary>
    public async Task StartAsync(Action<RoSpecPlan> starting, CancellationToken cancellationToken)
    {
        // One that an earlier session left behind; that there is none is the usual case.
        await requests.AskAsync(ByRoSpec("DELETE_ROSPEC"), options.Patience, cancellationToken);
        RoSpecPlan plan = RoSpecPlanner.Plan(options, Capabilities);
        foreach (string note in plan.Notes)
        {
            notes.Note(note);
        }

        LlrpMessage added = await requests.AskAsync(RoSpecMessage.Add(plan, 0), options.Patience, cancellationToken);
        if (LlrpRequests.Refusal(added) is { } refusal && !plan.IsPlain)
        {
            notes.Note($"the reader refused the ROSpec ({refusal}): asked for its own choice of everything instead");
            plan = plan.Plainest();
            added = await requests.AskAsync(RoSpecMessage.Add(plan, 0), options.Patience, cancellationToken);
        }

        if (LlrpRequests.Refusal(added) is { } final)
        {
            throw new LlrpSessionException($"{who}: the reader refused the ROSpec: {final}{await OthersAsync(cancellationToken)}");
        }

        Plan = plan;
        starting(plan);
        await RequireAsync(ByRoSpec("ENABLE_ROSPEC"), cancellationToken);
        await RequireAsync(ByRoSpec("START_ROSPEC"), cancellationToken);
    }

    /// <summary>Stops and deletes the ROSpec and says good-bye.</summary>
    public async Task CloseAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        if (Plan is not null)
        {
            await requests.TryAskAsync(ByRoSpec("STOP_ROSPEC"), patience, cancellationToken);
            await requests.TryAskAsync(ByRoSpec("DELETE_ROSPEC"), patience, cancellationToken);
        }

        await requests.TryAskAsync(LlrpMessage.Of("CLOSE_CONNECTION", 0), patience, cancellationToken);
    }

    private LlrpMessage ByRoSpec(string name) => LlrpMessage.Of(name, 0, ("ROSpecID", (long)options.RoSpecId));

    private ReaderCapabilities Read(LlrpMessage capabilities, LlrpMessage? configuration)
    {
        try
        {
            return CapabilityReader.Read(capabilities, configuration);
        }
        catch (FormatException fault)
        {
            throw new LlrpSessionException($"{who}: {fault.Message}", fault);
        }
    }

    private async Task TellAsync(LlrpMessage? configuration, CancellationToken cancellationToken)
    {
        LlrpParameter keepalive = LlrpParameter.Of(
            "KeepaliveSpec", ("KeepaliveTriggerType", "Periodic"), ("PeriodicTriggerValue", (long)options.Keepalive.TotalMilliseconds));
        LlrpParameter events = LlrpParameter.Of("ReaderEventNotificationSpec").With(
            [.. EventsWanted.Select(wanted => LlrpParameter.Of("EventNotificationState", ("EventType", wanted), ("NotificationState", true)))]);
        KeepsAlive = await AskAsync(LlrpMessage.Of("SET_READER_CONFIG", 0).With(events, keepalive), cancellationToken) is not null
            || await AskAsync(LlrpMessage.Of("SET_READER_CONFIG", 0).With(keepalive), cancellationToken) is not null;
        if (!KeepsAlive)
        {
            notes.Note("the reader sends no keepalives: a connection that hangs is noticed only when it breaks");
        }

        if (configuration?.Find("EventsAndReports")?.Flag("HoldEventsAndReportsUponReconnect") ?? false)
        {
            await requests.SendAsync(LlrpMessage.Of("ENABLE_EVENTS_AND_REPORTS", 0), cancellationToken);
        }
    }

    /// <summary>Why there may be no room for one more.</summary>
    private async Task<string> OthersAsync(CancellationToken cancellationToken)
    {
        LlrpMessage? held = await requests.TryAskAsync(LlrpMessage.Of("GET_ROSPECS", 0), options.Patience, cancellationToken);
        string others = string.Join(", ", held?.FindAll("ROSpec").Select(spec => spec["ROSpecID"].ToString()) ?? []);
        return others.Length > 0 ? $"; it holds ROSpecs of others ({others}), which are left alone" : "";
    }

    private async Task<LlrpMessage> RequireAsync(LlrpMessage request, CancellationToken cancellationToken)
    {
        LlrpMessage answer = await requests.AskAsync(request, options.Patience, cancellationToken);
        return LlrpRequests.Refusal(answer) is { } refusal ? throw new LlrpSessionException($"{who}: the reader refused {request.Name}: {refusal}") : answer;
    }

    /// <summary>The answer to a request that can be done without; null with a note when it is refused or doesn't come.</summary>
    private async Task<LlrpMessage?> AskAsync(LlrpMessage request, CancellationToken cancellationToken)
    {
        LlrpMessage? answer = await requests.TryAskAsync(request, options.Patience, cancellationToken);
        string? refusal = answer is null ? "no answer" : LlrpRequests.Refusal(answer);
        if (refusal is null)
        {
            return answer;
        }

        notes.Note($"the reader refused {request.Name}: {refusal}");
        return null;
    }
}
