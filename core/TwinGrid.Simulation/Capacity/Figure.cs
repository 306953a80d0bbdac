using System.Collections.Immutable;
using System.Globalization;
using TwinGrid.Signal.Devices;

namespace TwinGrid.Simulation.Capacity;

/// <summary>A reason why a figure is what it is.</summary>
/// <param name="Basis">Whether it is an assumption.</param>
/// <param name="Text">The reason, with the number: "measured: …", "given: …" or "assumed: …".</param>
internal sealed record Reason(Basis Basis, string Text);

/// <summary>A number that carries along what it was made of, so that no row of a plan can forget an assumption.</summary>
/// <param name="Value">The number.</param>
/// <param name="Reasons">What it was made of, each once.</param>
internal sealed record Figure(double Value, ImmutableArray<Reason> Reasons)
{
    /// <summary>Measured when nothing in it is assumed.</summary>
    public Basis Basis => Reasons.Any(reason => reason.Basis == Basis.Assumed) ? Basis.Assumed : Basis.Measured;

    /// <summary>A number that needs no reason: a factor between units, or what whoever plans gave.</summary>
    public static Figure Of(double value) => new(value, []);

    /// <summary>A number that is assumed.</summary>
    public static Figure Assumed(double value, string why) => new(value, [new Reason(Basis.Assumed, "assumed: " + why)]);

    /// <summary>A parameter of a deployment.</summary>
    public static Figure Of(Deployment deployment, string key)
    {
        DeploymentParameter parameter = DeploymentParameters.Of(key);
        double value = parameter.Get(deployment);
        if (deployment.Defaulted.Contains(key))
        {
            return Assumed(value, $"{key} {Digits.Of(value)}, the default: {parameter.Why}");
        }

        return deployment.Sources.TryGetValue(key, out string? source) && source.StartsWith("assumed", StringComparison.Ordinal)
            ? Assumed(value, $"{key} {Digits.Of(value)}, {source["assumed".Length..].TrimStart(':', ' ')}")
            : Of(value);
    }

    /// <summary>A unit cost.</summary>
    public static Figure Of(UnitCost cost, Measurement measurement) => new(cost.Value, [new Reason(cost.Basis, cost.Basis == Basis.Assumed
        ? $"assumed: {cost.Name} {Digits.Of(cost.Value)} {cost.Unit}, {cost.How}"
        : string.Create(CultureInfo.InvariantCulture, $"measured: {cost.Name} {Digits.Of(cost.Value)} {cost.Unit} ± {100 * cost.Spread:F0} %, {cost.How} ({measurement})"))]);

    /// <summary>A price.</summary>
    public static Figure Of(Price price, string what) => new(price.Amount, [new Reason(
        price.IsAssumed ? Basis.Assumed : Basis.Measured,
        $"{(price.IsAssumed ? "assumed" : "given")}: {what} {Digits.Of(price.Amount)}, {price.Source}")]);

    /// <summary>A number of a device. The white paper's are orders of magnitude, so they count as assumed like those that it does not give.</summary>
    public static Figure Of(Sourced number, string what) =>
        Assumed(number.Value, $"{what} {Digits.Of(number.Value)}, {(number.IsAssumed ? number.Source["assumed: ".Length..] : "white paper, " + number.Source)}");

    /// <summary>The larger of two, with the reasons of both: either may be the larger another time.</summary>
    public static Figure Max(Figure one, Figure other) => one.With(Math.Max(one.Value, other.Value), other);

    /// <summary>The smaller of two, with the reasons of both.</summary>
    public static Figure Min(Figure one, Figure other) => one.With(Math.Min(one.Value, other.Value), other);

    /// <summary>The next whole number.</summary>
    public Figure Ceiling() => this with { Value = Math.Ceiling(Value) };

    /// <summary>The sum.</summary>
    public static Figure operator +(Figure one, Figure other) => one.With(one.Value + other.Value, other);

    /// <summary>The difference.</summary>
    public static Figure operator -(Figure one, Figure other) => one.With(one.Value - other.Value, other);

    /// <summary>The product.</summary>
    public static Figure operator *(Figure one, Figure other) => one.With(one.Value * other.Value, other);

    /// <summary>The product with a number that needs no reason.</summary>
    public static Figure operator *(Figure one, double factor) => one with { Value = one.Value * factor };

    /// <summary>The quotient.</summary>
    public static Figure operator /(Figure one, Figure other) => one.With(one.Value / other.Value, other);

    /// <summary>The quotient by a number that needs no reason.</summary>
    public static Figure operator /(Figure one, double divisor) => one with { Value = one.Value / divisor };

    private Figure With(double value, Figure other) => new(value, [.. Reasons.Union(other.Reasons)]);
}
