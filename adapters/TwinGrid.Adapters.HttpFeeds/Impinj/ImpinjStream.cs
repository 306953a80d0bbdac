using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using TwinGrid.Adapters.HttpFeeds.Rows;
using TwinGrid.Adapters.Readers;
using TwinGrid.Model;

namespace TwinGrid.Adapters.HttpFeeds.Impinj;

/// <summary>
/// The event stream of an Impinj reader (R700, R720 with the IoT device interface): GET /api/v1/data/stream, an event a line. One
/// session each time that it is read; what the reader does is started and stopped at the reader. An event that can't be understood is
/// counted and told in <see cref="Counts"/>; a hundred of them in a row end the session.
/// </summary>
public sealed class ImpinjStream : IObservationSource
{
    private const int EventsAtOnce = 1024, MostBadInARow = 100;
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);
    private readonly ImpinjStreamOptions _options;
    private readonly TimeProvider _time;
    private readonly SessionSequence _sequence;
    private int _badInARow;

    /// <summary>A reader that is not yet connected.</summary>
    /// <param name="options">Which one.</param>
    /// <param name="time">The clock of this machine.</param>
    /// <exception cref="BadInputException">An option can't be.</exception>
    public ImpinjStream(ImpinjStreamOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Require();
        (_options, _time, _sequence) = (options, time, new SessionSequence(time));
    }

    /// <inheritdoc/>
    public string Name => "impinj:" + _options.Name;

    /// <summary>What came over all sessions so far.</summary>
    public StreamCounts Counts { get; private set; } = new(0, 0, 0, null);

    /// <inheritdoc/>
    /// <exception cref="IOException">The reader can't be reached, or has gone silent.</exception>
    public async IAsyncEnumerable<ObservationBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using HttpClient client = Client();
        using HttpResponseMessage answer = await ConnectAsync(client, cancellationToken);
        await using Stream body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        await using var watched = new WatchedStream(body, _options.Silence, _time);
        using var rows = new RowReader(watched, isLines: true);
        var parser = new FeedParser(new FeedOptions { Kind = FeedKind.Impinj, Antennas = _options.Antennas });
        var reads = ImmutableArray.CreateBuilder<PhaseRead>();
        _sequence.Begin();
        _badInARow = 0;
        while (await rows.NextAsync(cancellationToken))
        {
            do
            {
                if (ReadOf(rows, parser) is { } read)
                {
                    reads.Add(read);
                }
            }
            while (reads.Count < EventsAtOnce && rows.TryNext());

            if (reads.Count > 0)
            {
                yield return ObservationBatch.Of(reads.DrainToImmutable());
            }
        }
    }

    private PhaseRead? ReadOf(RowReader rows, FeedParser parser)
    {
        try
        {
            FeedItem item = rows.Fault is { } fault ? throw new FormatException(fault) : parser.Parse(rows.Row.Span);
            _badInARow = 0;
            if (item.Kind == FeedItemKind.Other)
            {
                Counts = Counts with { Ignored = Counts.Ignored + 1 };
                return null;
            }

            DateTimeOffset latest = _time.GetUtcNow() + _options.ClockTolerance;
            if (item.Time > latest)
            {
                throw new FormatException(FormattableString.Invariant($"expected a time up to {latest:O}, found {item.Time:O}: is the reader's clock right?"));
            }

            Counts = Counts with { Reads = Counts.Reads + 1 };
            return item.ToRead(new ObservationId(Name, _sequence.Next()));
        }
        catch (FormatException fault)
        {
            Counts = Counts with { Refused = Counts.Refused + 1, LastFault = $"{Name}, line {rows.Number} of its stream: {fault.Message}" };
            return ++_badInARow < MostBadInARow ? null : throw new BadInputException(Name, rows.Number, "an event of the IoT device interface", fault.Message, fault);
        }
    }

    private async Task<HttpResponseMessage> ConnectAsync(HttpClient client, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_options.Address, "/api/v1/data/stream"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{_options.User}:{_options.Password}")));
        HttpResponseMessage answer;
        try
        {
            answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (HttpRequestException fault)
        {
            throw new IOException($"{Name}: {(fault.InnerException ?? fault).Message}", fault);
        }

        if (answer.StatusCode != HttpStatusCode.OK)
        {
            using (answer)
            {
                string expected = answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden ? "a user and password that the reader knows" : "status 200";
                throw new BadInputException($"{Name}, {request.RequestUri}", 0, expected, FormattableString.Invariant($"status {(int)answer.StatusCode}"));
            }
        }

        return answer;
    }

    private HttpClient Client()
    {
        var handler = new SocketsHttpHandler { ConnectTimeout = ConnectTimeout, AllowAutoRedirect = false, UseProxy = false };
        if (_options.Fingerprint is { } fingerprint)
        {
            byte[] known = Convert.FromHexString(fingerprint);
            handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                certificate is not null && CryptographicOperations.FixedTimeEquals(SHA256.HashData(certificate.GetRawCertData()), known);
        }

        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
