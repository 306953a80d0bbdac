using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TwinGrid.Silo.Alerts;

namespace TwinGrid.Silo.Tests.Alerts;

public sealed class WebhookTests
{
    [Fact]
    public async Task A_delivery_is_signed_so_that_others_can_verify_it_and_carries_the_fact()
    {
        await using Receiver receiver = await Receiver.OpenAsync(_ => 204);
        await using AlertHouse house = await AlertHouse.OpenAsync();
        (int status, JsonElement webhook) = await house.PostAsync("/alerts/webhooks", new { url = receiver.Url });
        Assert.Equal(201, status);
        await house.AppendAsync(AlertHouse.Started(1));
        Delivery delivery = await receiver.NextAsync();
        // By the text of the Standard Webhooks specification, not by our code.
        byte[] key = Convert.FromBase64String(webhook.GetProperty("secret").GetString()!["whsec_".Length..]);
        using var hmac = new HMACSHA256(key);
        hmac.TransformBlock(Encoding.ASCII.GetBytes($"{delivery.Id}.{delivery.Timestamp}."), 0, delivery.Id.Length + delivery.Timestamp.Length + 2, null, 0);
        hmac.TransformFinalBlock(delivery.Body, 0, delivery.Body.Length);
        Assert.Equal("v1," + Convert.ToBase64String(hmac.Hash!), delivery.Signature);
        Assert.Equal(AlertHouse.Started(1).Id, delivery.Id);
        Assert.Equal(("excursion-started", "site", "box-1", 9.5), (
            delivery.Json.GetProperty("kind").GetString(), delivery.Json.GetProperty("site").GetString(), delivery.Subject, delivery.Json.GetProperty("payload").GetProperty("extreme").GetDouble()));
    }

    [Fact]
    public async Task A_target_that_fails_for_a_while_gets_every_fact_in_order_and_none_is_dead()
    {
        await using Receiver receiver = await Receiver.OpenAsync(count => count < 3 ? 503 : 200);
        await using AlertHouse house = await AlertHouse.OpenAsync();
        await house.PostAsync("/alerts/webhooks", new { url = receiver.Url });
        await house.AppendAsync([.. Enumerable.Range(1, 5).Select(number => AlertHouse.Started(number))]);
        List<Delivery> came = await receiver.NextAsync(8);
        Assert.Equal(["box-1", "box-1", "box-1", "box-1", "box-2", "box-3", "box-4", "box-5"], came.Select(delivery => delivery.Subject));
        Assert.Single(came.Take(4).Select(delivery => delivery.Id).Distinct());
        Assert.Empty((await house.GetAsync("/alerts/dead-letters")).GetProperty("deadLetters").EnumerateArray());
    }

    [Fact]
    public async Task A_dead_letter_is_listed_the_next_goes_on_and_a_retry_delivers_it()
    {
        bool isDown = true;
        await using Receiver receiver = await Receiver.OpenAsync((delivery, _) => Task.FromResult(isDown && delivery.Subject == "box-1" ? 500 : 200));
        await using AlertHouse house = await AlertHouse.OpenAsync();
        await house.PostAsync("/alerts/webhooks", new { url = receiver.Url });
        await house.AppendAsync(AlertHouse.Started(1), AlertHouse.Started(2));
        Assert.Equal(["box-1", "box-1", "box-1", "box-1", "box-2"], (await receiver.NextAsync(5)).Select(delivery => delivery.Subject));
        JsonElement letter = Assert.Single((await house.GetAsync("/alerts/dead-letters")).GetProperty("deadLetters").EnumerateArray());
        Assert.Equal((4, "expected a status of 200 to 299, found 500"), (letter.GetProperty("attempts").GetInt32(), letter.GetProperty("reason").GetString()));
        string retry = $"/alerts/dead-letters/{letter.GetProperty("id").GetString()}/retry";
        Assert.Equal(502, (await house.PostAsync(retry)).Status);
        isDown = false;
        Assert.Equal(200, (await house.PostAsync(retry)).Status);
        Assert.Equal(["box-1", "box-1"], (await receiver.NextAsync(2)).Select(delivery => delivery.Subject));
        Assert.Equal(404, (await house.PostAsync(retry)).Status);
    }

    [Fact]
    public async Task A_restart_in_the_middle_of_the_attempts_goes_on_with_the_same_fact()
    {
        bool isDown = true;
        await using Receiver receiver = await Receiver.OpenAsync(_ => isDown ? 500 : 200);
        await using AlertHouse house = await AlertHouse.OpenAsync(AlertHouse.Hasty with { Attempts = 3, FirstRetry = TimeSpan.FromHours(1), LongestRetry = TimeSpan.FromHours(1) });
        (_, JsonElement webhook) = await house.PostAsync("/alerts/webhooks", new { url = receiver.Url });
        await house.AppendAsync(AlertHouse.Started(1), AlertHouse.Started(2));
        Assert.Equal("box-1", (await receiver.NextAsync()).Subject);
        string path = "/alerts/webhooks/" + webhook.GetProperty("id").GetString();
        while ((await house.GetAsync(path)).GetProperty("cursor").GetProperty("attempts").GetInt32() == 0)
        {
            await Task.Yield();
        }

        isDown = false;
        // The restarted silo waits no longer than the longest retry that it is told of.
        house.Alerts = AlertHouse.Hasty;
        await house.RestartAsync();
        Assert.Equal(["box-1", "box-2"], (await receiver.NextAsync(2)).Select(delivery => delivery.Subject));
        await house.RestartAsync();
        await house.AppendAsync(AlertHouse.Started(3));
        Assert.Equal("box-3", (await receiver.NextAsync()).Subject);
        Assert.False(receiver.HasMore);
    }

    [Fact]
    public async Task A_target_that_never_answers_holds_no_other_up_and_filters_are_kept()
    {
        var never = new TaskCompletionSource<int>();
        await using Receiver stuck = await Receiver.OpenAsync((_, _) => never.Task);
        await using Receiver receiver = await Receiver.OpenAsync(_ => 200);
        await using AlertHouse house = await AlertHouse.OpenAsync(new AlertSettings { Timeout = TimeSpan.FromHours(1) });
        await house.PostAsync("/alerts/webhooks", new { url = stuck.Url });
        await house.PostAsync("/alerts/webhooks", new { url = receiver.Url, kinds = new[] { "excursion-withdrawn" }, site = "site" });
        await house.AppendAsync(AlertHouse.Started(1), AlertHouse.Withdrawn(1), AlertHouse.Started(2, "elsewhere"), AlertHouse.Started(3), AlertHouse.Withdrawn(3));
        Assert.Equal(["box-1", "box-3"], (await receiver.NextAsync(2)).Select(delivery => delivery.Subject));
        never.SetResult(200);
    }

    [Theory]
    [InlineData("ftp://localhost/x", null, "url: expected an http or https address")]
    [InlineData("http://user@localhost/", null, "without user")]
    [InlineData("http://example.com/", null, "expected a host of this machine or one that the operator allows, found 'example.com'")]
    [InlineData("http://localhost/", "short", "secret: expected 16 to 200 bytes, found 5")]
    [InlineData("http://localhost/", "whsec_??", "secret: expected base64 behind whsec_")]
    public async Task What_can_t_be_a_webhook_is_refused_with_the_reason(string url, string? secret, string reason)
    {
        await using AlertHouse house = await AlertHouse.OpenAsync();
        (int status, JsonElement problem) = await house.PostAsync("/alerts/webhooks", new { url, secret });
        Assert.Equal(400, status);
        Assert.Contains(reason, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Webhooks_are_listed_without_their_secrets_and_end_when_removed()
    {
        await using Receiver receiver = await Receiver.OpenAsync(_ => 200);
        await using AlertHouse house = await AlertHouse.OpenAsync();
        (_, JsonElement webhook) = await house.PostAsync("/alerts/webhooks", new { url = receiver.Url, secret = "sixteen letters or more" });
        string id = webhook.GetProperty("id").GetString()!;
        JsonElement listed = Assert.Single((await house.GetAsync("/alerts/webhooks")).GetProperty("webhooks").EnumerateArray());
        Assert.False(listed.TryGetProperty("secret", out _));
        using HttpResponseMessage removed = await house.Client.DeleteAsync(new Uri($"/alerts/webhooks/{id}", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        await house.AppendAsync(AlertHouse.Started(1));
        await house.PostAsync("/alerts/webhooks", new { url = receiver.Url, after = 0 });
        Assert.Equal("box-1", (await receiver.NextAsync()).Subject);
        Assert.False(receiver.HasMore);
        using var form = new StringContent("{}");
        using HttpResponseMessage foreign = await house.Client.PostAsync(new Uri("/alerts/webhooks", UriKind.Relative), form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, foreign.StatusCode);
    }

    [Fact]
    public void Waits_double_up_to_the_longest()
    {
        var settings = new AlertSettings();
        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300], Enumerable.Range(1, 11).Select(attempts => settings.RetryAfter(attempts).TotalSeconds));
        Assert.Equal(300, settings.RetryAfter(1000).TotalSeconds);
    }
}
