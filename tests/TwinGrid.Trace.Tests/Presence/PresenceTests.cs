using TwinGrid.Trace.Presence;

namespace TwinGrid.Trace.Tests.Presence;

public class PresenceTests
{
    private readonly PresenceFold _fold = new(PresenceRules.Default);
    private readonly PresenceStory _story;
    private readonly List<string> _told = [];

    public PresenceTests() => _story = new PresenceStory(_fold);

    [Fact]
    public void A_thing_that_stands_still_is_told_once()
    {
        Hear("a", 1, 300);
        Assert.Equal(["a +1"], _told);
        Assert.Equal(Heard.At(300), _fold.Current!.LastSeen);
    }

    [Fact]
    public void Two_antennas_that_hear_a_thing_equally_do_not_fight_for_it()
    {
        // Where it is in its first second is decided by all of that second: there only one hears it.
        var random = new Random(7);
        Take(Heard.Of("a", 1));
        for (int second = 2; second <= 600; second++)
        {
            Take(Heard.Of("a", second, -60 + random.Next(-2, 3)));
            Take(Heard.Of("b", second + 0.5, -60 + random.Next(-2, 3)));
        }

        Assert.Equal(["a +1"], _told);
    }

    [Fact]
    public void A_single_strong_echo_at_another_door_takes_nothing_over()
    {
        Hear("a", 1, 20);
        Take(Heard.Of("b", 20.5, -48));
        Hear("a", 21, 40);
        Assert.Equal(["a +1"], _told);
    }

    [Fact]
    public void A_thing_that_goes_on_arrives_when_it_was_first_heard_there()
    {
        Hear("a", 1, 20);
        Hear("b", 22, 40);
        Assert.Equal(["a +1", "a -22", "b +22"], _told);
    }

    [Fact]
    public void A_much_stronger_place_takes_over_while_both_hear()
    {
        Hear("a", 1, 20);
        Take(Heard.Of("b", 21, -40));
        Assert.Equal(["a +1", "a -21", "b +21"], _told);
    }

    [Fact]
    public void A_thing_heard_at_a_door_for_a_second_on_its_way_out_was_there()
    {
        Hear("a", 1, 20);
        Take(Heard.Of("b", 21, -60));
        Judge(isTimedOut: false);
        Assert.Equal(["a +1", "a -21", "b +21"], _told);
        Judge(isTimedOut: true);
        Assert.Equal("b -21", _told[^1]);
    }

    [Fact]
    public void Who_is_not_heard_for_the_time_out_left_when_it_was_last_heard()
    {
        Hear("a", 1, 20);
        Judge(isTimedOut: true);
        Judge(isTimedOut: true);
        Assert.Equal(["a +1", "a -20"], _told);
        Hear("a", 30, 40);
        Assert.Equal(["a +1", "a -20", "a +30"], _told);
    }

    [Fact]
    public void A_gap_longer_than_the_time_out_among_sightings_is_a_leaving_without_a_clock()
    {
        Hear("a", 1, 20);
        Hear("a", 81, 90);
        Assert.Equal(["a +1", "a -20", "a +81"], _told);
    }

    [Fact]
    public void A_gap_of_the_time_out_exactly_is_none()
    {
        Hear("a", 1, 20);
        Hear("a", 80, 90);
        Assert.Equal(["a +1"], _told);
    }

    [Fact]
    public void A_pass_that_is_reported_late_is_told_with_its_times()
    {
        Hear("a", 1, 9);
        Hear("a", 21, 30);
        Hear("b", 10, 20, -45);
        Assert.Equal(["a +1", "a -10", "b +10", "b -21", "a +21"], _told);
    }

    [Fact]
    public void What_comes_behind_the_retention_is_counted_and_changes_nothing()
    {
        Hear("a", 1, 100);
        Take(Heard.Of("b", 69, -20));
        Assert.Equal(1, _fold.TooLate);
        Assert.Equal(["a +1"], _told);
    }

    [Fact]
    public void The_strongest_antenna_of_a_place_is_shown()
    {
        Take(Heard.Of("a", 1, -60) with { Antenna = new(1, 1) });
        Take(Heard.Of("a", 1.2, -50) with { Antenna = new(2, 2) });
        Take(Heard.Of("a", 1.4, -55) with { Antenna = new(3, 3) });
        Assert.Equal((new Model.Position(2, 2), -50), (_fold.Current!.Antenna, _fold.Current.RssiDbm));
    }

    [Theory]
    [InlineData(1, 60, 30, 6)]
    [InlineData(10, 10, 30, 6)]
    [InlineData(10, 60, -1, 6)]
    [InlineData(10, 60, 30, -1)]
    [InlineData(10, 60, 30, double.NaN)]
    public void Rules_that_cannot_be_followed_are_refused(int window, int timeOut, int retention, double hysteresis) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PresenceFold(new PresenceRules
        {
            Window = TimeSpan.FromSeconds(window), TimeOut = TimeSpan.FromSeconds(timeOut), Retention = TimeSpan.FromSeconds(retention), HysteresisDb = hysteresis,
        }));

    [Fact]
    public void A_broken_form_is_refused()
    {
        Hear("a", 1, 5);
        byte[] form = _story.ToForm();
        for (int length = 0; length < form.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => PresenceStory.Restore(PresenceRules.Default, form[..length]));
        }

        Assert.Throws<InvalidDataException>(() => PresenceStory.Restore(PresenceRules.Default, [.. form, 0]));
    }

    private void Hear(string place, int first, int last, double rssi = -60)
    {
        for (int second = first; second <= last; second++)
        {
            Take(Heard.Of(place, second, rssi));
        }
    }

    private void Take(Sighting sighting) => Note(_story.Take(sighting));

    private void Judge(bool isTimedOut) => Note(_story.JudgeSilence(isTimedOut));

    private void Note(IReadOnlyList<PresenceNews> news) => _told.AddRange(news.Select(one =>
        $"{one.Stay.Place} {(one.HasLeft ? '-' : '+')}{(one.Time - DateTimeOffset.UnixEpoch).TotalSeconds}"));
}
