using System.Globalization;
using TwinGrid.Signal.Devices;

namespace TwinGrid.Signal.Reproductions.Devices;

/// <summary>The white paper's ranges, rates and scenarios beside what link budgets give. Nothing here is random.</summary>
public sealed class DevicesReproduction : IReproduction
{
    /// <summary>Distance of a tag from its helper, metres; what the reverse range of a helper network is computed for.</summary>
    private const double HelperDistance = 5;

    /// <inheritdoc/>
    public string Name => "devices";

    /// <inheritdoc/>
    public string Title => "Device classes, network generations and scenarios of passive IoT";

    /// <inheritdoc/>
    public string Source => "GTI, Passive IoT Typical Scenarios White Paper, V1.0, 2024";

    /// <inheritdoc/>
    public Reproduction Run(ReproductionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        IReadOnlyList<ScenarioFit> matrix = ScenarioFit.Matrix;
        var reader = new DeviceLink(DeviceClass.A, NetworkGeneration.SingleReader, Surroundings.Hall);
        var helped = new DeviceLink(DeviceClass.A, NetworkGeneration.HelperAndReceiver, Surroundings.Hall, IsLitByHelper: true);
        double warehouse = Inventory(ScenarioCatalog.All[0], NetworkGeneration.HelperAndReceiver);
        double cell = new DeviceLink(DeviceClass.C, NetworkGeneration.Cellular, Surroundings.Street).MonostaticRange;
        int served = Served(matrix, NetworkGeneration.Cellular);
        List<ReproducedFigure> figures =
        [
            Figure("link_margin_i_db", "P-IoT I: largest loss to a device A", "dB", reader.ForwardBudget, new PublishedValue(59, "about 59 dB", "section 1.1")),
            Figure("range_i_a_m", "P-IoT I: range of device A in a hall; bound: free space without a margin", "m", reader.MonostaticRange,
                new PublishedValue(10, "less than 10 m", "section 1.1"), new DeviceLink(DeviceClass.A, NetworkGeneration.SingleReader, Surroundings.FreeSpace).MonostaticRange),
            Figure("range_ii_reverse_a_m", "P-IoT II: reverse range of device A 5 m from its helper, in a hall; bound: free space without a margin", "m", helped.ReverseRange(HelperDistance),
                new PublishedValue(100, "can exceed 100 m", "section 1.1"), (helped with { Surroundings = Surroundings.FreeSpace }).ReverseRange(HelperDistance)),
            Figure("range_ii_reverse_edge_a_m", "P-IoT II: the same at the edge of the helper's reach", "m", helped.ReverseRange(helped.ForwardRange)),
            Figure("range_ii_forward_a_m", "P-IoT II: device A's largest distance from its helper in a hall", "m", helped.ForwardRange),
            .. DeviceClass.All.Select(device => Figure(
                $"range_iii_{device.Name.ToLowerInvariant()}_m", $"P-IoT III: device {device.Name} in a street, straight to a base station", "m",
                new DeviceLink(device, NetworkGeneration.Cellular, Surroundings.Street).MonostaticRange)),
            Figure("inventory_gen2_per_s", "P-IoT I and II: tags identified a second", "1/s", NetworkGeneration.SingleReader.Inventory.TagsPerSecond.Value),
            Figure("inventory_cellular_per_s", "P-IoT III: tags identified a second and cell", "1/s", NetworkGeneration.Cellular.Inventory.TagsPerSecond.Value),
            Figure("warehouse_inventory_s", "P-IoT II: inventory of 10,000 tags in a hall", "s", warehouse, new PublishedValue(60, "minute-level", "section 2.1.1")),
            .. NetworkGeneration.All.Select((network, i) => Figure(
                $"scenarios_served_{new string('i', i + 1)}_count", $"{network.Name}: scenarios served with a class that the white paper names", "", Served(matrix, network),
                i == 2 ? new PublishedValue(11, "all", "section 2") : null)),
        ];
        ReproductionGoal[] goals =
        [
            new("P-IoT I with device A reaches less than the published 10 m in a hall, m", reader.MonostaticRange, 10),
            new("P-IoT II hears device A beyond the published 100 m, m", helped.ReverseRange(HelperDistance), 100, IsUpperLimit: false),
            new("P-IoT II takes minutes for 10,000 tags of a warehouse, s", warehouse, 300),
            new("P-IoT III serves each of the eleven scenarios with a class that the white paper names", served, 11, IsUpperLimit: false),
        ];
        return new Reproduction(figures, goals, DeviceCharts.Of(matrix, HelperDistance), [.. Notes(matrix, cell)]);
    }

    private static ReproducedFigure Figure(string key, string name, string unit, double value, PublishedValue? published = null, double? bound = null) =>
        new(key, name, unit, 1) { Published = published, Ours = Measured.Exact(value), Bound = bound is { } most ? Measured.Exact(most) : null };

    private static double Inventory(Scenario scenario, NetworkGeneration network) => scenario.Tags.Value / network.Inventory.TagsPerSecond.Value;

    private static int Served(IReadOnlyList<ScenarioFit> matrix, NetworkGeneration network) => matrix
        .Where(fit => fit.Network == network && fit.CanServe && fit.Scenario.Named.Contains(fit.Device))
        .Select(fit => fit.Scenario).Distinct().Count();

    private static IEnumerable<string> Notes(IReadOnlyList<ScenarioFit> matrix, double cell)
    {
        yield return "The white paper gives four numbers on networks: about 59 dB and less than 10 m (P-IoT I), more than 100 m (P-IoT II), minutes for an inventory. All else is assumed; every number in the code says which it is, and the verdicts below stand and fall with them.";
        yield return "59 dB of loss are 23 m in free space at 915 MHz; with 10 dB kept for fading they are 7 m, which is how both published figures of P-IoT I can hold.";
        yield return string.Create(CultureInfo.InvariantCulture,
            $"The three tracking scenarios (section 2.2) are asked for in cells of 300 m with a margin of 10 dB; device C's assumed receiver of -60 dBm hears a base station up to {cell:F0} m there. Denser cells or a slightly better receiver serve them.");
        foreach (IGrouping<Scenario, ScenarioFit> fits in matrix.GroupBy(fit => fit.Scenario))
        {
            yield return $"{fits.Key.Section} {fits.Key.Name}: " + string.Join("; ", fits.GroupBy(fit => fit.Network).Select(row => row.Key.Name + " "
                + string.Join(", ", row.Select(fit => fit.Device.Name + (fits.Key.Named.Contains(fit.Device) ? "*" : "") + " " + (fit.Failure is { } failure ? "no: " + Word(failure) : "yes")))));
        }

        yield return "In the lines above * marks the classes that the white paper names for a scenario.";
    }

    private static string Word(Requirement requirement) => requirement switch
    {
        Requirement.Span => "the network does not go so far",
        Requirement.Unasked => "tags can't speak unasked",
        Requirement.Store => "tags can't measure unlit",
        Requirement.Energy => "tags need more power than they find",
        Requirement.Forward => "forward link",
        Requirement.Reverse => "reverse link",
        _ => "too many tags for the time",
    };
}
