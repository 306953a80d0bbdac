using System.Globalization;
using Spectre.Console;
using TwinGrid.Cli.Commands;
using TwinGrid.Simulation.Items;
using TwinGrid.Simulation.Naming;
using TwinGrid.Simulation.Trips;
using TwinGrid.Simulation.World;

namespace TwinGrid.Cli.Simulate;

/// <summary>A trace for people: what the item is at census time, then its life line by line, then who read it.</summary>
/// <param name="trace">The item.</param>
/// <param name="world">The world.</param>
/// <param name="text">Its things in words.</param>
internal sealed class ItemTimeline(ItemTrace trace, WorldModel world, WorldText text)
{
    private const int WideEnough = 180;

    /// <summary>Prints it.</summary>
    public void Print()
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = WideEnough;
        }

        PrintHead();
        QuestionText.Print(["time", "what", "where", "for", "remarks"], Rows().OrderBy(row => row.Second).Select(row => row.Cells));
        QuestionText.Print(["in", "name", "from", "until"], trace.Containers.Select(stay => new[]
        {
            stay.Container.Kind.ToString().ToLowerInvariant(),
            text.Urn(stay.Container),
            QuestionText.Time(text.Time(stay.From)),
            QuestionText.Time(text.Time(stay.Until)),
        }));
        QuestionText.Print(["reader", "name", "reads", "first", "last", "missed"], trace.Reads.All.Concat(trace.Reads.Missed).GroupBy(read => read.Reader).OrderBy(reads => reads.Min(read => read.Second)).Select(Readers));
    }

    private void PrintHead()
    {
        int now = world.CensusSecond;
        RouteStep? step = trace.StepAt(now);
        AnsiConsole.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"item {trace.Number:#,0}, {trace.Goods.Name}, tag of class {trace.Goods.Device}: {text.Urn(new Thing(ThingKind.Item, trace.Number))}"));
        string place = step is { Place: { } known } ? $", {WorldText.Name(known)}" : "";
        AnsiConsole.WriteLine(
            $"at the census, {QuestionText.Time(text.Time(now))}: {WorldText.Words(step?.Stage ?? Stage.NotMade)}, {text.Country(step?.Country ?? trace.Case.Origin)}{place}"
            + (step is { } since ? $", since {QuestionText.Time(text.Time(since.From))}" : ""));
        if (step is not null)
        {
            int reads = trace.Reads.All.Count(read => read.Second <= now);
            Exposure exposure = trace.ExposureAt(now);
            AnsiConsole.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"until then: {reads} reads, {exposure.LowestCelsius:0.0} to {exposure.HighestCelsius:0.0} °C, {Alarm(exposure)}"));
        }
    }

    private string Alarm(Exposure exposure) => exposure.AlarmAt == Trip.Never
        ? "no alarm"
        : $"alarm at {QuestionText.Time(text.Time(exposure.AlarmAt))}: {WorldText.Words(exposure.Cause)}";

    private IEnumerable<(int Second, string[] Cells)> Rows()
    {
        foreach (RouteStep step in trace.Steps)
        {
            string country = text.Country(step.Country);
            string where = step.Place is { } place ? WorldText.Name(place, place.IsPlace ? country : null) : country;
            yield return Row(step.From, WorldText.Words(step.Stage), where, step.Until == Trip.Never ? "" : QuestionText.Age(step.Until - step.From), Remark(step));
        }

        foreach (FeltIncident incident in trace.Incidents)
        {
            string felt = string.Create(
                CultureInfo.InvariantCulture,
                $"{incident.Rise:+0.0;-0.0} K at its peak of {incident.Shared.Rise:+0.0;-0.0} K{(incident.IsOutside ? $", {(incident.Outside.Until - incident.Outside.From) / 60:0} min outside the limits" : "")}");
            yield return Row(incident.Shared.Start, WorldText.Words(incident.Shared.Cause), WorldText.Name(incident.Place), QuestionText.Age(incident.Shared.Seconds), felt);
        }

        Exposure whole = trace.ExposureAt(int.MaxValue);
        if (whole.AlarmAt != Trip.Never)
        {
            yield return Row(whole.AlarmAt, "ALARM", "", "", WorldText.Words(whole.Cause));
        }

        yield return Row(world.CensusSecond, "── census ──", "", "", "what follows lies in its future");
    }

    private string Remark(RouteStep step) => step.Stage switch
    {
        Stage.Factory => $"to {text.Country(trace.Case.Country)}",
        Stage.Centre when trace.SecondsLate >= 60 => $"{QuestionText.Age(trace.SecondsLate)} late",
        Stage.Lost or Stage.Stolen or Stage.Broken or Stage.Recalled => WorldText.Words(trace.Life.End),
        _ => "",
    };

    private (int Second, string[] Cells) Row(int second, params string[] cells) => (second, [QuestionText.Time(text.Time(second)), .. cells]);

    private string[] Readers(IGrouping<Reader, TagRead> passes)
    {
        TagRead[] reads = [.. trace.Reads.All.Where(read => read.Reader == passes.Key)];
        int missed = passes.Count() - reads.Length;
        return
        [
            NameOf(passes.Key.Kind),
            text.Urn(passes.Key),
            reads.Length.ToString(CultureInfo.InvariantCulture),
            reads.Length > 0 ? QuestionText.Time(text.Time(reads[0].Second)) : "",
            reads.Length > 0 ? QuestionText.Time(text.Time(reads[^1].Second)) : "",
            missed > 0 ? missed.ToString(CultureInfo.InvariantCulture) : "",
        ];
    }

    private static string NameOf(ReaderKind kind) => kind switch
    {
        ReaderKind.FactoryOut => "factory, out",
        ReaderKind.CentreIn => "centre, in",
        ReaderKind.CentreOut => "centre, out",
        ReaderKind.HubIn => "hub, in",
        ReaderKind.HubOut => "hub, out",
        ReaderKind.ShopIn => "shop, in",
        ReaderKind.Floor => "shop, to the floor",
        ReaderKind.Till => "till",
        ReaderKind.CentreRounds => "centre, rounds",
        _ => "shop, rounds",
    };
}
