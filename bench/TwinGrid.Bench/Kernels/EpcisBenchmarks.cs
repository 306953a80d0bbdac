using System.Globalization;
using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using TwinGrid.Trace.Events;

namespace TwinGrid.Bench.Kernels;

/// <summary>A document of simple events read, checked and made canonical, against parsing its JSON and no more; times are for one event.</summary>
[MemoryDiagnoser]
public class EpcisBenchmarks
{
    private const int Events = 1000;
    private readonly byte[] _withIds = Document(hasId: true);
    private readonly byte[] _withoutIds = Document(hasId: false);

    [Benchmark(Baseline = true, OperationsPerInvoke = Events)]
    public int JsonAlone()
    {
        using var document = JsonDocument.Parse(_withIds);
        return document.RootElement.GetProperty("epcisBody").GetProperty("eventList").GetArrayLength();
    }

    [Benchmark(OperationsPerInvoke = Events)]
    public int ReadEvents() => EpcisReader.ReadDocument(_withIds).Events.Count;

    [Benchmark(OperationsPerInvoke = Events)]
    public int ReadEventsAndHashThem() => EpcisReader.ReadDocument(_withoutIds).Events.Count;

    private static byte[] Document(bool hasId)
    {
        var text = new StringBuilder(
            """{"@context":["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],"type":"EPCISDocument","schemaVersion":"2.0","creationDate":"2025-03-31T11:30:00Z","epcisBody":{"eventList":[""");
        for (int i = 0; i < Events; i++)
        {
            string id = hasId ? string.Create(CultureInfo.InvariantCulture, $"\"eventID\":\"urn:uuid:0b0f4f5c-2e2f-4d3c-8a57-{i:D12}\",") : "";
            text.Append(i == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $$"""
                {"type":"ObjectEvent",{{id}}"eventTime":"2025-03-31T13:20:05.118+02:00","eventTimeZoneOffset":"+02:00","action":"OBSERVE",
                "epcList":["urn:epc:id:sgtin:0614141.107346.{{i}}","urn:epc:id:sgtin:0614141.107346.{{i + Events}}"],"bizStep":"shipping","disposition":"in_transit",
                "readPoint":{"id":"urn:epc:id:sgln:0614141.00777.0"},"bizLocation":{"id":"urn:epc:id:sgln:0614141.00888.0"} }
                """);
        }

        return Encoding.UTF8.GetBytes(text.Append("]}}").ToString());
    }
}
