using TwinGrid.Adapters.Llrp.Wire;

namespace TwinGrid.Adapters.Llrp.Session;

/// <summary>Requests to a reader and their answers, one at a time: some readers take the second of two for the answer to the first.</summary>
internal sealed class LlrpRequests(LlrpConnection connection, string who, TimeProvider time)
{
    private readonly Lock _gate = new();
    private uint _lastId;
    private uint _awaited;
    private TaskCompletionSource<LlrpMessage>? _answer;
    private Exception? _fault;

    /// <summary>Version of the protocol to speak.</summary>
    public byte Version { get; set; } = LlrpHeader.Version101;

    /// <summary>Sends a request and waits for the answer, which may be a refusal.</summary>
    /// <param name="request">The request; its number is set here.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The answer, or null when none came in time.</returns>
    /// <exception cref="LlrpSessionException">The session ended.</exception>
    public async Task<LlrpMessage?> TryAskAsync(LlrpMessage request, TimeSpan patience, CancellationToken cancellationToken)
    {
        TaskCompletionSource<LlrpMessage> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        uint id;
        lock (_gate)
        {
            if (_fault is not null)
            {
                throw new LlrpSessionException(_fault.Message, _fault);
            }

            (id, _awaited, _answer) = (++_lastId, _lastId, answer);
        }

        await connection.SendAsync(request.WithId(id).InVersion(request.Version > Version ? request.Version : Version), cancellationToken);
        try
        {
            return await answer.Task.WaitAsync(patience, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }
        finally
        {
            lock (_gate)
            {
                _answer = null;
            }
        }
    }

    /// <summary>Sends a request and waits for the answer, which may be a refusal.</summary>
    /// <exception cref="LlrpSessionException">No answer came in time, or the session ended.</exception>
    public async Task<LlrpMessage> AskAsync(LlrpMessage request, TimeSpan patience, CancellationToken cancellationToken) =>
        await TryAskAsync(request, patience, cancellationToken)
        ?? throw new LlrpSessionException(FormattableString.Invariant($"{who}: no answer to {request.Name} within {patience.TotalSeconds:0.#} s"));

    /// <summary>Sends a message that has no answer.</summary>
    public Task SendAsync(LlrpMessage message, CancellationToken cancellationToken) => connection.SendAsync(message.InVersion(Version), cancellationToken);

    /// <summary>Hands over an answer; false when nobody waits for it.</summary>
    public bool Answer(LlrpMessage message)
    {
        lock (_gate)
        {
            return message.Id == _awaited && _answer is not null && _answer.TrySetResult(message);
        }
    }

    /// <summary>The session ended: whoever waits is told.</summary>
    public void End(Exception fault)
    {
        lock (_gate)
        {
            _fault = fault;
            _answer?.TrySetException(fault);
        }
    }

    /// <summary>Why an answer is a refusal; null when it isn't.</summary>
    public static string? Refusal(LlrpMessage answer)
    {
        LlrpParameter? status = answer.Find("LLRPStatus");
        if (answer.Name != "ERROR_MESSAGE" && (status is null || status.Number("StatusCode") == 0))
        {
            return null;
        }

        string description = status?.Text("ErrorDescription") ?? "";
        string code = status?.Text("StatusCode") ?? "no status";
        return description.Length > 0 ? $"{code}: {description}" : code;
    }
}
