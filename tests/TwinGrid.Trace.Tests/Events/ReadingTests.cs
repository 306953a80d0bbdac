using System.Text;
using TwinGrid.Trace.Events;

namespace TwinGrid.Trace.Tests.Events;

public sealed class ReadingTests
{
    [Fact]
    public void Fields_of_an_event_are_canonical()
    {
        EpcisEvent made = Read("objects made");
        Assert.Equal("urn:uuid:0b0f4f5c-2e2f-4d3c-8a57-0d1f7a5a8a11", made.Id);
        Assert.Equal(new DateTimeOffset(2025, 3, 31, 13, 20, 5, 118, TimeSpan.FromHours(2)), made.Time);
        Assert.Equal(TimeSpan.FromHours(2), made.Time.Offset);
        Assert.Equal(EventAction.Add, made.Action);
        Assert.Equal("https://ref.gs1.org/cbv/BizStep-shipping", made.BizStep);
        Assert.Equal("https://ref.gs1.org/cbv/Disp-in_transit", made.Disposition);
        Assert.Equal("https://id.gs1.org/414/0614141007776", made.ReadPoint);
        Assert.Equal("https://id.gs1.org/414/0614141007776/254/B7", made.BizLocation);
        Assert.Equal("https://ref.gs1.org/cbv/ER-incorrect_data", made.Error!.Reason);
        Assert.Equal(["urn:uuid:7"], made.Error.CorrectiveEvents);
        Assert.Equal(Examples.Context, made.Context);
    }

    [Fact]
    public void Mentions_come_in_the_order_of_the_event_with_the_lot_of_the_things_made_behind()
    {
        EpcMention[] expected =
        [
            new(EpcRole.Epc, "https://id.gs1.org/01/10614141073464/21/2017"),
            new(EpcRole.Epc, "https://id.gs1.org/01/10614141073464/21/2018"),
            new(EpcRole.EpcClass, "https://id.gs1.org/01/10614141073464/10/L7", 200, "KGM"),
            new(EpcRole.EpcClass, "https://id.gs1.org/01/10614141073471"),
            new(EpcRole.Lot, "https://id.gs1.org/01/10614141073464/10/L-7%2F25"),
        ];
        Assert.Equal(expected, Read("objects made").Mentions);
    }

    [Fact]
    public void A_parent_comes_first_wherever_it_stands()
    {
        EpcisEvent packed = Read("a pallet packed");
        Assert.Equal(new EpcMention(EpcRole.Parent, "https://id.gs1.org/00/106141412345678908"), packed.Mentions[0]);
        Assert.Equal([EpcRole.Parent, EpcRole.Child, EpcRole.ChildClass], packed.Mentions.Select(mention => mention.Role));
    }

    [Fact]
    public void A_transformation_mentions_what_went_in_and_what_came_out()
    {
        EpcisEvent cheese = Read("cheese made of milk");
        Assert.Equal(
            [EpcRole.Input, EpcRole.InputClass, EpcRole.Output, EpcRole.Output, EpcRole.OutputClass, EpcRole.Lot],
            cheese.Mentions.Select(mention => mention.Role));
        Assert.Equal(12.50m, cheese.Mentions[1].Quantity);
        Assert.Equal("https://id.gs1.org/253/06141410601221234", cheese.TransformationId);
        Assert.Null(cheese.Action);
    }

    [Fact]
    public void An_event_of_a_users_own_type_keeps_its_name_and_what_fits_of_the_rest()
    {
        EpcisEvent birth = Read("a birth, of a vocabulary of one's own");
        Assert.Equal(EventKind.ExtendedEvent, birth.Kind);
        Assert.Equal("ex:BirthEvent", birth.TypeName);
        Assert.Single(birth.Mentions);
        Assert.Null(birth.BizStep);
    }

    [Fact]
    public void Json_is_kept_but_for_white_space_and_record_time()
    {
        string json = Encoding.UTF8.GetString(Read("objects made").Json.Span);
        Assert.Contains("""\u00e4hnlich wie \"gestern\"","ex:humidity":[55.0,{"ex:deep":{"ex:deeper":true}}]}""", json, StringComparison.Ordinal);
        Assert.Contains("\"value\":26.20,", json, StringComparison.Ordinal);
        Assert.DoesNotContain("recordTime", json, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', json);
    }

    [Fact]
    public void Of_two_ids_the_last_counts_and_the_first_is_dropped()
    {
        const string json = """
            {"eventID":"urn:uuid:1","type":"ex:E","eventTime":"2025-04-02T00:00:00Z","eventID":"urn:uuid:2","eventTimeZoneOffset":"+00:00"}
            """;
        EpcisEvent happening = EpcisReader.ReadEvent(Examples.Utf8(json), Examples.Context);
        Assert.Equal("urn:uuid:2", happening.Id);
        Assert.DoesNotContain("uuid:1", Encoding.UTF8.GetString(happening.Json.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_without_an_id_is_kept_with_the_hash_of_its_content()
    {
        EpcisEvent happening = Read("a pallet broken up");
        Assert.Matches("^ni:///sha-256;[0-9a-f]{64}[?]ver=CBV2.0$", happening.Id);
        Assert.EndsWith($",\"eventID\":\"{happening.Id}\"}}", Encoding.UTF8.GetString(happening.Json.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_with_a_context_of_its_own_is_under_both()
    {
        string json = """{"@context":{"farm":"https://farm.example.org/"},"type":"farm:E","eventTime":"2025-04-02T00:00:00Z","eventTimeZoneOffset":"+00:00","bizStep":"farm:milking","disposition":"ex:calm"}""";
        EpcisEvent happening = EpcisReader.ReadDocument(Examples.Utf8(Examples.Document(json))).Events.Single().Event!;
        Assert.Equal($"{Examples.Context[..^1]},{{\"farm\":\"https://farm.example.org/\"}}]", happening.Context);
        Assert.Equal("https://farm.example.org/milking", happening.BizStep);
        Assert.Equal("https://ns.example.org/farm/calm", happening.Disposition);
    }

    [Fact]
    public void A_query_document_is_read_as_a_document_is()
    {
        CapturedDocument document = EpcisReader.ReadDocument(Examples.Utf8(Examples.QueryDocument(Examples.Events.Select(row => row.Json).Append("{}"))));
        Assert.Equal("/epcisBody/queryResults/resultsBody/eventList/8/type", document.Events[^1].Fault!.Place);
        Assert.All(document.Events.SkipLast(1), captured => Assert.Null(captured.Fault));
    }

    [Theory]
    [InlineData("2025-03-31T13:20:05Z", "2025-03-31T13:20:05.0000000+00:00")]
    [InlineData("2025-03-31t13:20:05.5z", "2025-03-31T13:20:05.5000000+00:00")]
    [InlineData("2025-03-31T13:20:05.123456789-14:00", "2025-03-31T13:20:05.1234567-14:00")]
    [InlineData("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.0000000+00:00")]
    [InlineData("2017-01-01T00:59:60.5+01:00", "2017-01-01T01:00:00.5000000+01:00")]
    [InlineData("2024-02-29T00:00:00Z", "2024-02-29T00:00:00.0000000+00:00")]
    public void Times_are_read(string text, string expected)
    {
        Assert.True(EpcisTime.TryParse(text, out DateTimeOffset time));
        Assert.Equal(expected, time.ToString("o"));
    }

    [Theory]
    [InlineData("2025-03-31T13:20:05")]
    [InlineData("2025-03-31 13:20:05Z")]
    [InlineData("2025-03-31T13:20:05.Z")]
    [InlineData("2025-03-31T13:20Z")]
    [InlineData("2025-13-01T13:20:05Z")]
    [InlineData("2025-02-29T13:20:05Z")]
    [InlineData("2025-03-31T24:00:00Z")]
    [InlineData("2025-03-31T12:59:60Z")]
    [InlineData("2025-03-31T13:20:05+0200")]
    [InlineData("2025-03-31T13:20:05+14:01")]
    [InlineData("0001-01-01T00:00:00+01:00")]
    [InlineData("9999-12-31T23:59:60Z")]
    [InlineData("")]
    public void What_is_no_time_is_refused(string text) => Assert.False(EpcisTime.TryParse(text, out _));

    private static EpcisEvent Read(string name) =>
        EpcisReader.ReadDocument(Examples.Utf8(Examples.Document(Examples.Events.Single(row => row.Name == name).Json))).Events.Single().Event!;
}
