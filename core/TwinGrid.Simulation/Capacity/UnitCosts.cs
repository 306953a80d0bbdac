using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TwinGrid.Simulation.Capacity;

/// <summary>All unit costs of a plan, with the measurement that they come from.</summary>
public sealed class UnitCosts
{
    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Dictionary<string, UnitCost> _byName;

    /// <summary>Takes costs.</summary>
    /// <param name="measurement">How and when they were measured.</param>
    /// <param name="costs">Each of <see cref="CostNames.All"/> once.</param>
    /// <param name="check">The run that they were held against; empty for none.</param>
    /// <exception cref="FormatException">A cost is missing, unknown, doubled, below zero or not finite.</exception>
    public UnitCosts(Measurement measurement, IReadOnlyList<UnitCost> costs, IReadOnlyList<CheckRow> check)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        ArgumentNullException.ThrowIfNull(costs);
        ArgumentNullException.ThrowIfNull(check);
        foreach (UnitCost cost in costs)
        {
            if (!CostNames.All.Contains(cost.Name) || !double.IsFinite(cost.Value) || cost.Value < 0)
            {
                throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"costs: expected {string.Join(", ", CostNames.All)}, each finite and not below zero, found {cost.Name} = {cost.Value}"));
            }
        }

        string[] missing = [.. CostNames.All.Except(costs.Select(cost => cost.Name))];
        if (costs.Count != CostNames.All.Count || missing.Length > 0)
        {
            throw new FormatException($"costs: expected each of {CostNames.All.Count} once, found {costs.Count}{(missing.Length == 0 ? "" : " without " + string.Join(", ", missing))}");
        }

        (Measurement, All, Check) = (measurement, costs, check);
        _byName = costs.ToDictionary(cost => cost.Name, StringComparer.Ordinal);
    }

    /// <summary>How and when they were measured.</summary>
    public Measurement Measurement { get; }

    /// <summary>The costs.</summary>
    public IReadOnlyList<UnitCost> All { get; }

    /// <summary>The run that they were held against; empty for none.</summary>
    public IReadOnlyList<CheckRow> Check { get; }

    /// <summary>A cost by its name.</summary>
    public UnitCost this[string name] => _byName[name];

    /// <summary>The same with one cost multiplied.</summary>
    public UnitCosts Scaled(string name, double factor) =>
        new(Measurement, [.. All.Select(cost => cost.Name == name ? cost with { Value = cost.Value * factor } : cost)], Check);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="FormatException">It has another form; the message says where, what was expected and what was found.</exception>
    public static UnitCosts Parse(string json)
    {
        try
        {
            CostFile file = JsonSerializer.Deserialize<CostFile>(json, Format) ?? throw new FormatException("$: expected an object, found null");
            return file is { Measurement: not null, Costs: not null }
                ? new UnitCosts(file.Measurement, file.Costs, file.Check ?? [])
                : throw new FormatException("$: expected the members measurement and costs, found one of them missing");
        }
        catch (JsonException fault)
        {
            throw new FormatException($"{fault.Path ?? "$"}: expected unit costs as 'bench capacity --json' prints them, found {fault.Message}", fault);
        }
    }

    /// <summary>The costs as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(new CostFile(Measurement, All, Check), Format);

    private sealed record CostFile(Measurement? Measurement, IReadOnlyList<UnitCost>? Costs, IReadOnlyList<CheckRow>? Check);
}

/// <summary>How and when costs were measured.</summary>
/// <param name="Command">The command that measured them.</param>
/// <param name="Date">When, as year, month and day.</param>
/// <param name="Cores">Cores of the machine.</param>
/// <param name="Engine">The engine that ran the twins.</param>
/// <param name="Runtime">The runtime below it.</param>
/// <param name="Repeats">How often each size was measured; medians count.</param>
public sealed record Measurement(string Command, string Date, int Cores, string Engine, string Runtime, int Repeats)
{
    /// <summary>In a few words: what every measured row of a plan refers to.</summary>
    public override string ToString() => $"{Command}, {Cores} cores, {Engine} engine, {Date}, median of {Repeats}";
}

/// <summary>What a law predicted of a larger run, and what that run came to.</summary>
/// <param name="Name">What was predicted.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Fitted">The largest size that the law was fitted to.</param>
/// <param name="Size">The size of the run.</param>
/// <param name="Predicted">The prediction.</param>
/// <param name="Measured">The measurement, of one run.</param>
public sealed record CheckRow(string Name, string Unit, double Fitted, double Size, double Predicted, double Measured)
{
    /// <summary>Largest deviation that a plan may have.</summary>
    public const double Reach = 0.15;

    /// <summary>By how much the prediction is above the measurement, as a share of the measurement.</summary>
    public double Deviation => (Predicted - Measured) / Measured;

    /// <summary>Whether it is within <see cref="Reach"/>.</summary>
    public bool IsReached => Math.Abs(Deviation) <= Reach;
}
