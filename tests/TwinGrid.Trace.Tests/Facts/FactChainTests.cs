using FsCheck.Fluent;
using TwinGrid.Trace.Facts;
using TwinGrid.Trace.Tests.ColdChain;

namespace TwinGrid.Trace.Tests.Facts;

public class FactChainTests
{
    /// <summary>Ways to change one record.</summary>
    private static readonly Func<LoggedFact, LoggedFact>[] Alterations =
    [
        record => record with { Fact = record.Fact with { Site = "Site" } },
        record => record with { Fact = record.Fact with { Subject = record.Fact.Subject + "0" } },
        record => record with { Fact = record.Fact with { Time = record.Fact.Time.AddTicks(1) } },
        record => record with { Fact = record.Fact with { Kind = "object-lost" } },
        record => record with { Fact = record.Fact with { Thread = record.Fact.Thread is null ? "" : null } },
        record => record with { Fact = record.Fact with { Payload = record.Fact.Payload + " " } },
        record => record with { RecordTime = record.RecordTime.AddTicks(-1) },
        record => record with { Hash = FactHash.Of(record.Fact) },
    ];

    [Fact]
    public void A_log_as_written_holds_and_tells_its_count_and_head()
    {
        List<LoggedFact> log = Logs.Of(7);
        Assert.Equal(new FactVerification(7, log.Head(), null), log.Verify(log.Head(), new FactAnchor(3, log[2].Hash)));
        Assert.Equal(new FactVerification(0, FactAnchor.Beginning, null), new List<LoggedFact>().Verify());
    }

    [Fact]
    public async Task A_log_can_be_verified_from_where_it_was_verified_before()
    {
        List<LoggedFact> log = Logs.Of(7);
        FactVerification found = await FactChain.VerifyAsync(log.Skip(3).ToAsyncEnumerable(), new FactAnchor(3, log[2].Hash), [new FactAnchor(1, "passed over"), log.Head()], TestContext.Current.CancellationToken);
        Assert.Equal(new FactVerification(4, log.Head(), null), found);
    }

    [Fact]
    public void Any_field_altered_in_any_record_is_found_at_that_record() => Laws.Hold(
        Logs.Places().Zip(Gen.Elements(Alterations)),
        given =>
        {
            ((int count, int place, _), Func<LoggedFact, LoggedFact> alter) = given;
            List<LoggedFact> log = Logs.Of(count);
            log[place] = alter(log[place]);
            FactVerification found = log.Verify();
            Assert.Equal((place, place + 1L, FactFault.Altered), (found.Count, found.Break!.Sequence, found.Break.Fault));
        });

    [Fact]
    public void Any_record_removed_is_found_whether_or_not_the_rest_is_numbered_anew() => Laws.Hold(Logs.Places(), given =>
    {
        (int count, int place, _) = given;
        List<LoggedFact> log = Logs.Of(count);
        FactAnchor seal = log.Head();
        log.RemoveAt(place);
        FactBreak found = log.Verify(seal).Break!;
        Assert.Equal((place + 1L, FactFault.Removed), (found.Sequence, found.Fault));
        FactBreak renumbered = log.Renumbered().Verify(seal).Break!;
        Assert.Equal(place + 1L, renumbered.Sequence);
        // Of the last record nothing behind tells how it was numbered.
        Assert.Equal(place < count - 2 ? FactFault.Removed : FactFault.Altered, renumbered.Fault);
    });

    [Fact]
    public void Any_two_records_swapped_are_found_whether_or_not_they_are_numbered_anew() => Laws.Hold(Logs.Places(), given =>
    {
        (int count, int first, int second) = given;
        List<LoggedFact> log = Logs.Of(count);
        (log[first], log[second]) = (log[second], log[first]);
        Assert.Equal((first + 1L, FactFault.Reordered), Found(log));
        Assert.Equal((first + 1L, FactFault.Reordered), Found(log.Renumbered()));
    });

    [Fact]
    public void A_record_doubled_is_found() => Laws.Hold(Logs.Places(), given =>
    {
        (int count, int place, _) = given;
        List<LoggedFact> log = Logs.Of(count);
        log.Insert(place + 1, log[place]);
        Assert.Equal((place + 1L, FactFault.Doubled), Found(log));
        Assert.Equal((place + 2L, FactFault.Doubled), Found(log.Renumbered()));
    });

    [Fact]
    public void A_record_inserted_is_found_at_its_place() => Laws.Hold(Logs.Places(), given =>
    {
        (int count, int place, _) = given;
        List<LoggedFact> log = Logs.Of(count);
        log.Insert(place, new LoggedFact(0, log[place].RecordTime, Logs.Fact(99), log[place].Hash));
        Assert.Equal((place + 1L, FactFault.Inserted), Found(log.Renumbered()));
    });

    [Fact]
    public void A_record_altered_with_a_hash_that_fits_is_found_at_the_next() => Laws.Hold(Logs.Places(), given =>
    {
        (int count, int place, _) = given;
        List<LoggedFact> log = Logs.Of(count);
        List<LoggedFact> forged = Logs.Chained(log.Select((record, index) => index == place ? Logs.Fact(99) : record.Fact));
        log[place] = forged[place];
        FactBreak found = log.Verify().Break!;
        Assert.Equal(place + 2L, found.Sequence);
    });

    [Fact]
    public void A_chain_computed_anew_after_any_change_is_found_by_a_seal_and_by_nothing_else() => Laws.Hold(
        Logs.Places().Zip(Gen.Choose(0, 3)),
        given =>
        {
            ((int count, int first, int second), int change) = given;
            List<FactRecord> facts = [.. Logs.Of(count).Select(record => record.Fact)];
            switch (change)
            {
                case 0: facts[first] = Logs.Fact(99); break;
                case 1: facts.RemoveAt(first); break;
                case 2: (facts[first], facts[second]) = (facts[second], facts[first]); break;
                default: facts.Insert(first, Logs.Fact(99)); break;
            }

            List<LoggedFact> forged = Logs.Chained(facts);
            Assert.Null(forged.Verify().Break);
            FactBreak? found = forged.Verify(Logs.Of(count).Head()).Break;
            Assert.Equal(change == 1 ? FactFault.Removed : FactFault.Rewritten, found!.Fault);
        });

    [Fact]
    public void An_end_cut_off_is_found_by_a_seal_and_by_nothing_else() => Laws.Hold(Logs.Places(), given =>
    {
        (int count, _, int left) = given;
        List<LoggedFact> log = Logs.Of(count), cut = log[..left];
        Assert.Null(cut.Verify().Break);
        Assert.Equal((left + 1L, FactFault.Removed), (cut.Verify(log.Head()).Break!.Sequence, cut.Verify(log.Head()).Break!.Fault));
    });

    [Fact]
    public void The_line_names_the_record_and_what_was_expected_and_found()
    {
        List<LoggedFact> log = Logs.Of(9);
        log.RemoveRange(3, 2);
        Assert.Equal("record 4: removed: expected records 4 to 5 behind 3, found 6", log.Verify().Break!.ToString());
    }

    private static (long, FactFault) Found(List<LoggedFact> log) => log.Verify().Break is { } broken ? (broken.Sequence, broken.Fault) : default;
}
