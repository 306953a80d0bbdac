using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using TwinGrid.Adapters.Readers;
using TwinGrid.Model;

namespace TwinGrid.Adapters.Llrp.Session;

/// <summary>
/// An RFID reader that speaks LLRP. Each enumeration of <see cref="ReadAsync"/> is one session: it ends with an exception of one line
/// when the reader is lost, and its supervisor begins another. Only one enumeration at a time.
/// </summary>
public sealed class LlrpReader : IObservationSource
{
    private readonly LlrpOptions _options;
    private readonly TimeProvider _time;
    private readonly SessionNotes _notes = new();
    private readonly SessionSequence _sequence;
    private readonly TagNames _names = new();
    private ReportMapper? _mapper;

    /// <summary>A reader as described; nothing is sent before it is read from.</summary>
    /// <param name="options">How to reach it and what to ask of it.</param>
    /// <param name="time">The clock of this machine.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public LlrpReader(LlrpOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        options.Check();
        (_options, _time, _sequence) = (options, time, new SessionSequence(time));
        Source = "llrp:" + options.Name;
    }

    /// <summary>Source of the observations.</summary>
    public string Source { get; }

    /// <inheritdoc/>
    public string Name => FormattableString.Invariant($"{Source} at {_options.Host}:{_options.EffectivePort}");

    /// <summary>What was seen and done so far.</summary>
    public LlrpHealth Health => _notes.Snapshot();

    /// <inheritdoc/>
    /// <exception cref="LlrpSessionException">The session could not begin, or ended.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the reader has stopped, if it answered within a second.</exception>
    public async IAsyncEnumerable<ObservationBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _sequence.Begin();
        _notes.Begin();
        var buffer = new ReadBuffer(_options.MostReadsInBatch, _options.BatchWait, _time);
        var mapper = _mapper = new ReportMapper(Source, _options.Antennas, _names, _sequence, _time, _notes, _mapper?.Channels);
        LlrpSession? begun = null;
        ExceptionDispatchInfo? fault = null;
        try
        {
            begun = await LlrpSession.BeginAsync(_options, Name, _time, _notes, mapper, buffer, cancellationToken);
        }
        catch (Exception found)
        {
            fault = ExceptionDispatchInfo.Capture(found);
        }

        if (begun is null)
        {
            // What an earlier ROSpec reported meanwhile is no worse for that.
            for (ImmutableArray<PhaseRead> rest = buffer.Drain(); rest.Length > 0; rest = buffer.Drain())
            {
                yield return ObservationBatch.Of(rest);
            }

            fault!.Throw();
        }

        await using LlrpSession session = begun!;
        while (true)
        {
            yield return await session.TakeAsync(cancellationToken);
        }
    }
}
