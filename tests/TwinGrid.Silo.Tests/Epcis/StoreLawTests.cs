using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using TwinGrid.Store;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Queries;

namespace TwinGrid.Silo.Tests.Epcis;

public sealed class StoreLawTests
{
    private static readonly string[] Parameters =
    [
        "EQ_bizStep=shipping|packing", "EQ_action=OBSERVE", "GE_eventTime=2026-05-04T00:00:00Z", "LT_eventTime=2026-05-09T00:00:00Z",
        "MATCH_epc=urn:epc:idpat:sgtin:0614141.107346.*", "MATCH_anyEPC=urn:epc:id:sgtin:0614141.107346.3|https://id.gs1.org/01/10614141073464/21/5",
        "EQ_example:note=n3|n5|n7", "GE_example:weight=4", "EXISTS_errorDeclaration=false", "WD_readPoint=urn:epc:id:sgln:0614141.00777.0",
        "EQ_readPoint=urn:epc:id:sgln:0614141.00777.1", "EQ_eventID=urn:uuid:2|urn:uuid:4", "eventType=ObjectEvent", "MATCH_parentID=urn:epc:id:sscc:0614141.1234567890",
        "HASATTR_readPoint=urn:example:attribute", "LT_recordTime=2100-01-01T00:00:00Z",
    ];

    [Fact]
    public async Task What_a_store_answers_is_what_a_query_matches()
    {
        await using var service = new EpcisService();
        await service.InitializeAsync();
        await service.CaptureAsync(EpcisService.Document([.. Enumerable.Range(1, 12).Select(i => EpcisService.Event(
            $"urn:uuid:{i}", (i % 3) switch { 0 => "shipping", 1 => "receiving", _ => "packing" }, i,
            string.Create(CultureInfo.InvariantCulture, $",\"readPoint\":{{\"id\":\"urn:epc:id:sgln:0614141.00777.{i % 2}\"}},\"example:note\":\"n{i}\",\"example:weight\":{i}")))]));
        ITraceStore store = service.Services.GetRequiredService<ITraceStore>();
        var all = new List<StoredEvent>();
        await foreach (StoredEvent stored in store.Events.AfterAsync(0, TestContext.Current.CancellationToken))
        {
            all.Add(stored);
        }

        Assert.Equal(12, all.Count);
        int found = 0;
        for (int first = 0; first < Parameters.Length; first++)
        {
            for (int second = first; second < Parameters.Length; second++)
            {
                string[] pair = first == second ? [Parameters[first]] : [Parameters[first], Parameters[second]];
                EventQuery query = QueryReader.Read(
                    QueryParameter.OfUrl(pair.Select(parameter => parameter.Split('=', 2)).Select(parts => KeyValuePair.Create(parts[0], parts[1]))), null, MasterData.Empty) with
                { IsAscending = true };
                var answered = new List<long>();
                await foreach (StoredEvent stored in store.Events.QueryAsync(query, null, TestContext.Current.CancellationToken))
                {
                    answered.Add(stored.Sequence);
                }

                Assert.Equal(all.Where(query.Matches).OrderBy(stored => stored.Event.Time).ThenBy(stored => stored.Sequence).Select(stored => stored.Sequence), answered);
                found += answered.Count;
            }
        }

        Assert.True(found > 100);
    }
}
