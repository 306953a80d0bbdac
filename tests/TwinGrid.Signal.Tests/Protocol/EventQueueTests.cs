using TwinGrid.Signal.Protocol;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Tests.Protocol;

public class EventQueueTests
{
    [Fact]
    public void Events_leave_as_from_a_sorted_list_first_come_first_served() => Laws.Hold(
        FsCheck.Fluent.Gen.Choose(1, 1_000_000),
        seed =>
        {
            var random = new SeededRandom((ulong)seed);
            var queue = new EventQueue(1);
            var sorted = new SortedSet<(long Time, long Order, int Node)>();
            long order = 0;
            for (int step = 0; step < 500; step++)
            {
                if (random.NextUniform() < 0.6)
                {
                    // Few different times, so that many are equal.
                    long time = random.NextIndex(20);
                    sorted.Add((time, order++, step));
                    queue.Schedule(time, 1, step, 2);
                }
                else if (queue.TryTake(out ScheduledEvent taken) ? (taken.Time, taken.Order, taken.Node) != sorted.Min : sorted.Count > 0)
                {
                    return false;
                }
                else
                {
                    sorted.Remove(sorted.Min);
                }

                if (queue.Count != sorted.Count)
                {
                    return false;
                }
            }

            return true;
        });

    [Fact]
    public void A_queue_that_has_grown_allocates_no_more()
    {
        var queue = new EventQueue(64);
        Churn(queue);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Churn(queue);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void Churn(EventQueue queue)
    {
        for (int i = 0; i < 10_000; i++)
        {
            queue.Schedule(i * 7919 % 1000, 0, i, 0);
            if (queue.Count > 40)
            {
                queue.TryTake(out _);
            }
        }

        while (queue.TryTake(out _))
        {
        }
    }
}
