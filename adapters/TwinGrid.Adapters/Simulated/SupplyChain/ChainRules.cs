using TwinGrid.Trace.ColdChain.Rules;

namespace TwinGrid.Adapters.Simulated.SupplyChain;

/// <summary>The rules of the simulated vaccine.</summary>
public static class ChainRules
{
    /// <summary>Upper limit of the storage range in degrees Celsius.</summary>
    public const double High = 8;

    /// <summary>Ids of the rules that a run may break.</summary>
    public const string Warm = "warm", Budget = "stability-budget", Gap = "gap", Shock = "shock";

    /// <summary>Time above the limit that its stability studies allow over its lifetime.</summary>
    public static readonly TimeSpan Allowed = TimeSpan.FromHours(7);

    /// <summary>Time above the limit at a stretch that is an excursion.</summary>
    public static readonly TimeSpan WarmAfter = TimeSpan.FromHours(1);

    /// <summary>The rule set as JSON.</summary>
    public const string Json = """
        {
          "name": "vaccine-2-8",
          "version": 1,
          "description": "2 to 8 degrees Celsius: an hour above or below is an excursion, a reading below zero is one at once, 7 hours above 8 degrees use up the stability budget, and a shock over 10 g is told.",
          "range": { "low": 2, "high": 8 },
          "largest_gap": "PT40M",
          "rules": [
            { "kind": "limit", "id": "warm", "above": 8, "after": "PT1H" },
            { "kind": "limit", "id": "cold", "below": 2, "after": "PT1H" },
            { "kind": "limit", "id": "freeze", "below": 0, "after": "PT0S" },
            { "kind": "limit", "id": "shock", "quantity": "shock", "above": 10, "after": "PT0S" },
            { "kind": "budget", "id": "stability-budget", "above": 8, "allowed": "PT7H" },
            { "kind": "gap", "id": "gap", "after": "PT2H" }
          ]
        }
        """;

    /// <summary>The rule set.</summary>
    public static RuleSet Set { get; } = RuleJson.Read(System.Text.Encoding.UTF8.GetBytes(Json));
}
