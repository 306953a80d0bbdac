namespace TwinGrid.Signal.Devices;

/// <summary>A requirement, in the order in which they are looked at.</summary>
public enum Requirement
{
    /// <summary>The network goes as far as the scenario.</summary>
    Span = 0,

    /// <summary>Tags can speak unasked.</summary>
    Unasked = 1,

    /// <summary>Tags can measure while nobody lights them.</summary>
    Store = 2,

    /// <summary>What a tag finds round it pays for what it does.</summary>
    Energy = 3,

    /// <summary>The forward link reaches the tag.</summary>
    Forward = 4,

    /// <summary>The reverse link reaches the receiver.</summary>
    Reverse = 5,

    /// <summary>All tags are read in time.</summary>
    Inventory = 6,
}

/// <summary>Whether a class of tags in a generation of networks can serve a scenario.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Device">The class.</param>
/// <param name="Network">The generation.</param>
/// <param name="Failure">The first requirement that is not met; null when all are.</param>
/// <param name="Found">What the first failing requirement found, in its own unit; NaN when all are met.</param>
/// <param name="Needed">What it would have needed.</param>
public sealed record ScenarioFit(Scenario Scenario, DeviceClass Device, NetworkGeneration Network, Requirement? Failure, double Found, double Needed)
{
    /// <summary>Seconds that a report takes, asleep to asleep.</summary>
    private const double ReportSeconds = 0.1;

    /// <summary>Whether it can.</summary>
    public bool CanServe => Failure is null;

    /// <summary>Looks at one combination.</summary>
    public static ScenarioFit Of(Scenario scenario, DeviceClass device, NetworkGeneration network)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(network);
        (DeviceLink link, double forward) = Lit(scenario, device, network);
        double average = device.Idle.Value + device.Active.Value * Math.Min(1, ReportSeconds / scenario.Window.Value);
        (Requirement Requirement, double Found, double Needed, bool IsMet)[] checks =
        [
            Floor(Requirement.Span, (int)network.Span, (int)scenario.Span),
            Floor(Requirement.Unasked, device.ReportsUnasked ? 1 : 0, scenario.ReportsUnasked ? 1 : 0),
            Floor(Requirement.Store, device.HasStore ? 1 : 0, scenario.SensesUnlit ? 1 : 0),
            (Requirement.Energy, average, scenario.Ambient.Value, !device.HasStore || average <= scenario.Ambient.Value),
            Floor(Requirement.Forward, link.Incident(forward), device.Sensitivity.Value),
            Floor(Requirement.Reverse, link.Received(forward, scenario.Reach.Value), network.ReceiverSensitivity),
            Floor(Requirement.Inventory, network.Inventory.TagsPerSecond.Value, scenario.Rate),
        ];
        foreach ((Requirement requirement, double found, double needed, bool isMet) in checks)
        {
            if (!isMet)
            {
                return new ScenarioFit(scenario, device, network, requirement, found, needed);
            }
        }

        return new ScenarioFit(scenario, device, network, null, double.NaN, double.NaN);

        static (Requirement, double, double, bool) Floor(Requirement requirement, double found, double needed) => (requirement, found, needed, found >= needed);
    }

    /// <summary>The brighter of the two ways in which the tag can be lit, and the length of that way.</summary>
    private static (DeviceLink Link, double Forward) Lit(Scenario scenario, DeviceClass device, NetworkGeneration network)
    {
        var direct = new DeviceLink(device, network, scenario.Surroundings);
        double reach = scenario.Reach.Value;
        if (network.HelperRadiated is null || scenario.Helper is not { } helper)
        {
            return (direct, reach);
        }

        DeviceLink helped = direct with { IsLitByHelper = true };
        return helped.Incident(helper.Value) > direct.Incident(reach) ? (helped, helper.Value) : (direct, reach);
    }

    /// <summary>All combinations, by scenario, then generation, then class.</summary>
    public static IReadOnlyList<ScenarioFit> Matrix { get; } =
        [.. from scenario in ScenarioCatalog.All from network in NetworkGeneration.All from device in DeviceClass.All select Of(scenario, device, network)];
}
