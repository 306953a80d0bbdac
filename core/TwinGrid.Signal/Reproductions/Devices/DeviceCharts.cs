using TwinGrid.Signal.Devices;

namespace TwinGrid.Signal.Reproductions.Devices;

/// <summary>Pictures of ranges and of the matrix of scenarios.</summary>
internal static class DeviceCharts
{
    /// <summary>Both pictures.</summary>
    /// <param name="matrix">All fits.</param>
    /// <param name="helper">Distance of a tag from its helper, metres.</param>
    public static IReadOnlyList<Chart> Of(IReadOnlyList<ScenarioFit> matrix, double helper) => [Ranges(helper), Scenarios(matrix)];

    private static Chart Ranges(double helper)
    {
        var forward = new List<ChartPoint>();
        var reverse = new List<ChartPoint>();
        var bound = new List<ChartPoint>();
        foreach (NetworkGeneration network in NetworkGeneration.All)
        {
            foreach (DeviceClass device in DeviceClass.All)
            {
                int place = Place(network, device);
                bool isHelped = network == NetworkGeneration.HelperAndReceiver;
                var link = new DeviceLink(device, network, network == NetworkGeneration.Cellular ? Surroundings.Street : Surroundings.Hall, isHelped);
                forward.Add(new ChartPoint(place, link.ForwardRange));
                reverse.Add(new ChartPoint(place, isHelped ? link.ReverseRange(helper) : link.MonostaticReverseRange));
                bound.Add(new ChartPoint(place, (link with { Surroundings = Surroundings.FreeSpace }).ForwardRange));
            }
        }

        return new Chart(
            "Range by class and generation",
            "Forward (activation) and reverse (sensitivity) limits of devices A, B, C in P-IoT I (1 to 3, hall), P-IoT II (5 to 7, hall, helper 5 m from the tag) and P-IoT III (9 to 11, street, straight to a base station). Rings: less than 10 m and more than 100 m (section 1.1).",
            new ChartAxis("class within generation", 0, 12),
            new ChartAxis("metres", IsLogarithmic: true),
            [
                new ChartSeries("forward limit", ChartMark.Dots, forward),
                new ChartSeries("reverse limit", ChartMark.Dots, reverse),
                new ChartSeries("forward, free space", ChartMark.Bound, bound),
                new ChartSeries("published", ChartMark.Published, [new ChartPoint(1, 10), new ChartPoint(5, 100)]),
            ]);
    }

    private static Chart Scenarios(IReadOnlyList<ScenarioFit> matrix)
    {
        return new Chart(
            "Scenarios that each class can serve",
            "Eleven scenarios in the order of section 2; heights as in the chart of ranges: devices A, B, C in P-IoT I (1 to 3), II (5 to 7), III (9 to 11). Rings in the rows of P-IoT III: the classes that the white paper names.",
            new ChartAxis("scenario", 0, 12),
            new ChartAxis("class within generation", 0, 12),
            [
                new ChartSeries("serves", ChartMark.Dots, Points(fit => fit.CanServe)),
                .. Enum.GetValues<Requirement>()
                    .Where(requirement => matrix.Any(fit => fit.Failure == requirement))
                    .Select(requirement => new ChartSeries("fails first: " + requirement.ToString().ToLowerInvariant(), ChartMark.Dots, Points(fit => fit.Failure == requirement))),
                new ChartSeries("named", ChartMark.Published, Points(fit => fit.Network == NetworkGeneration.Cellular && fit.Scenario.Named.Contains(fit.Device))),
            ]);

        ChartPoint[] Points(Func<ScenarioFit, bool> which) =>
            [.. matrix.Where(which).Select(fit => new ChartPoint(Number(fit.Scenario), Place(fit.Network, fit.Device)))];
    }

    private static int Number(Scenario scenario) => 1 + ScenarioCatalog.All.TakeWhile(other => other != scenario).Count();

    private static int Place(NetworkGeneration network, DeviceClass device) =>
        1 + 4 * NetworkGeneration.All.TakeWhile(other => other != network).Count() + DeviceClass.All.TakeWhile(other => other != device).Count();
}
