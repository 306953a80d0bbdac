using System.Collections.Immutable;
using System.Text;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Facts;

namespace TwinGrid.Store.Tests;

/// <summary>Events and facts as tests need them.</summary>
internal static class TestEvents
{
    public const string Shipping = "https://ref.gs1.org/cbv/BizStep-shipping", Receiving = "https://ref.gs1.org/cbv/BizStep-receiving";
    public const string Dock = "https://id.gs1.org/414/9521321000010/254/dock", Shop = "https://id.gs1.org/414/9521321000027", Store = "https://id.gs1.org/414/9521321000034";

    public static DateTimeOffset Start { get; } = new(2026, 3, 1, 8, 0, 0, TimeSpan.FromHours(2));

    public static string Epc(int serial) => $"https://id.gs1.org/01/09521321012346/21/{serial}";

    public static string Pallet(int serial) => $"https://id.gs1.org/00/{serial:D18}";

    public static EpcisEvent Seen(int number, params int[] serials) => Make($"urn:uuid:{new Guid(number, 0, 0, new byte[8])}", EventKind.ObjectEvent, EventAction.Observe, number,
        [.. serials.Select(serial => new EpcMention(EpcRole.Epc, Epc(serial)))]);

    public static EpcisEvent Packed(int number, int pallet, EventAction action, params int[] serials) => Make(
        $"urn:uuid:{new Guid(number, 0, 0, new byte[8])}", EventKind.AggregationEvent, action, number,
        [new EpcMention(EpcRole.Parent, Pallet(pallet)), .. serials.Select(serial => new EpcMention(EpcRole.Child, Epc(serial)))]);

    public static EpcisEvent Make(string id, EventKind kind, EventAction? action, int minute, ImmutableArray<EpcMention> mentions) => new()
    {
        Id = id,
        Kind = kind,
        TypeName = kind.ToString(),
        Time = Start.AddMinutes(minute),
        Action = action,
        BizStep = Shipping,
        ReadPoint = Dock,
        BizLocation = Shop,
        Mentions = mentions,
        Context = "[\"https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld\"]",
        Json = Encoding.UTF8.GetBytes($$"""{"type":"{{kind}}","eventID":"{{id}}","minute":{{minute}}}"""),
    };

    /// <summary>The declaration that withdraws an event.</summary>
    public static EpcisEvent Withdrawn(EpcisEvent happening) => happening with
    {
        Error = new ErrorDeclaration(Start.AddDays(1), "https://ref.gs1.org/cbv/ER-incorrect_data", ["urn:uuid:00000000-0000-0000-0000-00000000abcd"]),
        Json = Encoding.UTF8.GetBytes($$$"""{"eventID":"{{{happening.Id}}}","errorDeclaration":{}}"""),
    };

    public static FactRecord Fact(int number, string subject = "vial", string kind = "object-located", string? thread = null, string site = "plant") => new(
        site, subject, Start.AddSeconds(number), kind, thread, $$"""{"number":{{number}}}""");

    /// <summary>Everything that must come back as it went in.</summary>
    public static void AssertSame(EpcisEvent expected, EpcisEvent found)
    {
        Assert.Equal(expected with { Json = default, Mentions = [], Error = null }, found with { Json = default, Mentions = [], Error = null });
        Assert.Equal(expected.Time.Offset, found.Time.Offset);
        Assert.Equal(expected.Mentions, found.Mentions);
        Assert.Equal(expected.Json.ToArray(), found.Json.ToArray());
        Assert.Equal(expected.Error is null, found.Error is null);
        if (expected.Error is { } error)
        {
            Assert.Equal((error.Time, error.Time.Offset, error.Reason), (found.Error!.Time, found.Error.Time.Offset, found.Error.Reason));
            Assert.Equal(error.CorrectiveEvents, found.Error.CorrectiveEvents);
        }
    }
}
