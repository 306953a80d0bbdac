using TwinGrid.Signal.Devices;

namespace TwinGrid.Signal.Tests.Devices;

public class ScenarioFitTests
{
    private static readonly Scenario Easy = ScenarioCatalog.All[0];

    [Fact]
    public void There_are_eleven_scenarios_and_each_combination_once()
    {
        Assert.Equal(11, ScenarioCatalog.All.Count);
        Assert.Equal(11 * 9, ScenarioFit.Matrix.Select(fit => (fit.Scenario.Section, fit.Device.Name, fit.Network.Name)).Distinct().Count());
        Assert.All(ScenarioCatalog.All, scenario => Assert.NotEmpty(scenario.Named));
    }

    [Fact]
    public void Every_number_says_where_it_comes_from()
    {
        var numbers = new List<Sourced>();
        foreach (object owner in DeviceClass.All.Cast<object>().Concat(NetworkGeneration.All).Concat(ScenarioCatalog.All).Concat(ScenarioCatalog.All.Select(scenario => scenario.Surroundings)))
        {
            numbers.AddRange(owner.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0)
                .Select(property => property.GetValue(owner)).OfType<Sourced>());
        }

        Assert.True(numbers.Count > 100);
        Assert.All(numbers, number => Assert.True(number.IsAssumed ? number.Source.Length > 10 : number.Source.Contains('.', StringComparison.Ordinal) || number.Source.StartsWith("table", StringComparison.Ordinal), number.Source));
    }

    [Theory]
    [InlineData(Requirement.Span)]
    [InlineData(Requirement.Unasked)]
    [InlineData(Requirement.Store)]
    [InlineData(Requirement.Energy)]
    [InlineData(Requirement.Forward)]
    [InlineData(Requirement.Reverse)]
    [InlineData(Requirement.Inventory)]
    public void The_first_requirement_that_fails_is_named_even_when_later_ones_fail_too(Requirement expected)
    {
        // Every requirement from the expected one on is made impossible; those before it are met.
        Scenario scenario = Easy with { Tags = Sourced.Assumed(1e9, "too many by far"), Window = Sourced.Assumed(300, "a test") };
        DeviceClass device = DeviceClass.B;
        NetworkGeneration network = NetworkGeneration.HelperAndReceiver;
        if (expected <= Requirement.Reverse)
        {
            network = network with { Required = Sourced.Assumed(200, "out of reach") };
        }

        if (expected <= Requirement.Forward)
        {
            device = device with { Sensitivity = Sourced.Assumed(50, "deaf") };
        }

        if (expected <= Requirement.Energy)
        {
            scenario = scenario with { Ambient = Sourced.Assumed(0, "the dark") };
        }

        if (expected <= Requirement.Store)
        {
            device = device with { HasStore = false };
            scenario = scenario with { SensesUnlit = true };
        }

        if (expected <= Requirement.Unasked)
        {
            scenario = scenario with { ReportsUnasked = true };
        }

        if (expected <= Requirement.Span)
        {
            scenario = scenario with { Span = NetworkSpan.Wide };
        }

        ScenarioFit fit = ScenarioFit.Of(scenario, device, network);

        Assert.False(fit.CanServe);
        Assert.Equal(expected, fit.Failure);
    }

    [Fact]
    public void The_warehouse_is_served_by_helpers_with_device_A_and_not_by_single_readers()
    {
        Assert.True(ScenarioFit.Of(Easy, DeviceClass.A, NetworkGeneration.HelperAndReceiver).CanServe);
        Assert.Equal(Requirement.Span, ScenarioFit.Of(Easy, DeviceClass.A, NetworkGeneration.SingleReader).Failure);
    }

    [Fact]
    public void A_scenario_that_asks_less_is_never_served_worse()
    {
        foreach (ScenarioFit fit in ScenarioFit.Matrix.Where(fit => fit.CanServe))
        {
            Scenario easier = fit.Scenario with
            {
                Reach = fit.Scenario.Reach with { Value = fit.Scenario.Reach.Value / 2 },
                Tags = fit.Scenario.Tags with { Value = fit.Scenario.Tags.Value / 2 },
                Span = NetworkSpan.Point,
            };
            Assert.True(ScenarioFit.Of(easier, fit.Device, fit.Network).CanServe, $"{fit.Scenario.Name} {fit.Device.Name} {fit.Network.Name}");
        }
    }
}
