using FsCheck;
using FsCheck.Fluent;
using TwinGrid.Trace.Presence;
using TwinGrid.Trace.Tests.ColdChain;

namespace TwinGrid.Trace.Tests.Presence;

/// <summary>Stays are a function of the set of sightings, as far as the retention goes.</summary>
public class PresenceLawTests
{
    private static readonly PresenceRules KeepsAll = Heard.Rules with { Retention = TimeSpan.FromHours(1) };
    private static readonly Gen<List<Sighting>> Sightings = Gen.OneOf(Heard.Walk, Heard.Any.ListOf().Resize(60).Select(all => all.ToList()));

    [Fact]
    public void Any_order_and_repetition_within_the_retention_make_the_stays_of_the_reference() => Laws.Hold(
        Sightings.Zip(Gen.Choose(1, int.MaxValue)),
        c =>
        {
            var random = new Random(c.Item2);
            Sighting[] mixed = [.. c.Item1, .. c.Item1.Where(_ => random.Next(3) == 0)];
            random.Shuffle(mixed);
            var fold = new PresenceFold(KeepsAll);
            foreach (Sighting sighting in mixed)
            {
                fold.Take(sighting);
            }

            Assert.Equal(PresenceReference.Fold(c.Item1, KeepsAll), StaysOf(fold));
        },
        100);

    [Fact]
    public void Sightings_that_are_late_by_less_than_the_retention_change_nothing_of_what_is_told_in_the_end() => Laws.Hold(
        Sightings.Zip(Gen.Choose(1, int.MaxValue)),
        c =>
        {
            var random = new Random(c.Item2);
            Sighting[] late = [.. c.Item1.OrderBy(s => s.First.AddSeconds(random.Next((int)Heard.Rules.Retention.TotalSeconds)))];
            var fold = new PresenceFold(Heard.Rules);
            foreach (Sighting sighting in late)
            {
                fold.Take(sighting);
                fold.Settle();
            }

            List<PresenceStay> expected = PresenceReference.Fold(c.Item1, Heard.Rules);
            Assert.Equal(0, fold.TooLate);
            Assert.Equal(expected.LastOrDefault(), fold.Current);
            Assert.All(fold.Ended, stay => Assert.Contains(stay, expected));
        },
        100);

    [Fact]
    public void What_is_told_follows_the_fold_and_never_goes_back_and_repetition_tells_nothing() => Laws.Hold(
        Sightings.Zip(Gen.Choose(1, int.MaxValue)),
        c =>
        {
            var random = new Random(c.Item2);
            var fold = new PresenceFold(Heard.Rules);
            var story = new PresenceStory(fold);
            DateTimeOffset last = DateTimeOffset.MinValue;
            ToldStay? told = null;
            foreach (Sighting sighting in c.Item1.OrderBy(s => s.First.AddSeconds(random.Next(20))))
            {
                Check(story.Take(sighting));
                Assert.Empty(story.Take(sighting));
                if (random.Next(10) == 0)
                {
                    Check(story.JudgeSilence(isTimedOut: random.Next(2) == 0));
                    Assert.Empty(story.JudgeSilence(isTimedOut: false));
                }
            }

            void Check(IReadOnlyList<PresenceNews> news)
            {
                foreach (PresenceNews one in news)
                {
                    Assert.True(one.Time >= last, $"{one} is told behind {last}");
                    Assert.Equal(one.HasLeft ? told! with { Left = one.Time } : new ToldStay((told?.Number ?? 0) + 1, one.Stay.Place, one.Time, null), one.Stay);
                    Assert.Equal(one.HasLeft, told is { Left: null });
                    (told, last) = (one.Stay, one.Time);
                }

                Assert.Equal(told, story.Told);
                PresenceStay current = fold.Current!;
                Assert.Equal((current.Left is null, current.Left is null ? current.Place : null), (told!.Left is null, told.Left is null ? told.Place : null));
            }
        },
        100);

    [Fact]
    public void A_stored_fold_goes_on_as_if_it_had_never_been_stored() => Laws.Hold(
        Sightings.Zip(Gen.Choose(1, int.MaxValue)),
        c =>
        {
            var random = new Random(c.Item2);
            PresenceFold fold = new(Heard.Rules), stored = new(Heard.Rules);
            foreach (Sighting sighting in c.Item1.OrderBy(s => s.First.AddSeconds(random.Next(25))))
            {
                Assert.Equal(fold.Take(sighting), stored.Take(sighting));
                if (random.Next(12) == 0)
                {
                    fold.JudgeSilence();
                    stored.JudgeSilence();
                }

                fold.Settle();
                stored.Settle();
                stored = PresenceStory.Restore(Heard.Rules, new PresenceStory(stored).ToForm()).Fold;
                Assert.Equal((fold.Current, fold.Heard, fold.TooLate), (stored.Current, stored.Heard, stored.TooLate));
                Assert.Equal(fold.Ended, stored.Ended);
            }
        },
        60);

    private static List<PresenceStay> StaysOf(PresenceFold fold) => fold.Current is { } current ? [.. fold.Ended, current] : [];
}
