using TwinGrid.Grains.Adapters;

namespace TwinGrid.Grains.Tests;

public class KeysAndWaitsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a~b")]
    [InlineData("a b")]
    [InlineData("a\tb")]
    [InlineData("a\0b")]
    public void A_name_that_would_break_a_key_is_refused(string name)
    {
        Assert.Throws<ArgumentException>(() => TwinKeys.InSite("site", name));
        Assert.Throws<ArgumentException>(() => TwinKeys.InSite(name, "tag"));
        Assert.Throws<ArgumentException>(() => TwinKeys.Link("site/room", name, "tag"));
        Assert.Throws<ArgumentException>(() => TwinKeys.Link("site/room", "tag", name));
    }

    [Fact]
    public void A_name_is_refused_above_200_characters()
    {
        Assert.Equal(205, TwinKeys.InSite("site", new string('x', 200)).Length);
        Assert.Contains("found 201", Assert.Throws<ArgumentException>(() => TwinKeys.InSite("site", new string('x', 201))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_has_one_key_whichever_end_is_named_first_and_needs_two_ends()
    {
        Assert.Equal("site/room/a~b", TwinKeys.Link("site/room", "b", "a"));
        Assert.Equal(TwinKeys.Link("site/room", "a", "b"), TwinKeys.Link("site/room", "b", "a"));
        Assert.Throws<ArgumentException>(() => TwinKeys.Link("site/room", "a", "a"));
    }

    [Fact]
    public void A_key_comes_apart_into_what_it_was_made_of()
    {
        string key = TwinKeys.InSite("site", "tag:1%20");
        Assert.Equal(("site", "tag:1%20"), (TwinKeys.SiteOf(key), TwinKeys.NameOf(key)));
        Assert.Equal("site/room", TwinKeys.RegionOf(TwinKeys.Link("site/room", "b", "a")));
    }

    [Fact]
    public void Waits_double_up_to_a_bound_less_a_quarter_at_most()
    {
        for (int failures = 1; failures < 80; failures++)
        {
            double full = Math.Min(Math.Pow(2, failures - 1), BackOff.Longest.TotalSeconds);
            Assert.InRange(BackOff.After(failures, "site/adapter").TotalSeconds, 0.75 * full, full);
        }

        Assert.InRange(BackOff.After(int.MaxValue, "site/adapter"), BackOff.Longest * 0.75, BackOff.Longest);
        Assert.Throws<ArgumentOutOfRangeException>(() => BackOff.After(0, "site/adapter"));
    }

    [Fact]
    public void Waits_differ_between_sessions_and_repeat_for_one()
    {
        TimeSpan[] waits = [.. Enumerable.Range(0, 100).Select(i => BackOff.After(7, $"site/adapter-{i}"))];
        Assert.Equal(100, waits.Distinct().Count());
        Assert.True(waits.Max() - waits.Min() > BackOff.Longest * 0.15);
        Assert.Equal(waits[5], BackOff.After(7, "site/adapter-5"));
    }
}
