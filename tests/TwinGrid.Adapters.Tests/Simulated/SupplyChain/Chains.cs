using System.Text;
using System.Text.Json;
using TwinGrid.Adapters.Simulated.SupplyChain;
using TwinGrid.Trace.ColdChain;

namespace TwinGrid.Adapters.Tests.Simulated.SupplyChain;

/// <summary>Small chains and what of them tests look at.</summary>
internal static class Chains
{
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    public static readonly SupplyChainOptions Small = new() { CasesPerPallet = 4, CartonsPerCase = 5, LoggingInterval = TimeSpan.FromMinutes(10) };

    public static SupplyChainScenario Make(SupplyChainOptions? options = null) => SupplyChainScenario.Create(options ?? Small, Start);

    /// <summary>Events of all documents, in the order that they are sent.</summary>
    public static IEnumerable<JsonElement> Events(SupplyChainScenario chain) => chain.Happenings.OfType<DocumentSent>()
        .SelectMany(document => JsonDocument.Parse(document.Json).RootElement.GetProperty("epcisBody").GetProperty("eventList").EnumerateArray());

    /// <summary>Readings of one logger tag as handed over, doubles included.</summary>
    public static IEnumerable<Reading> Readings(SupplyChainScenario chain, string subject) =>
        chain.Happenings.OfType<ReadingsSent>().Where(sent => sent.Subject == subject).SelectMany(sent => sent.Readings);

    /// <summary>All that a chain tells as text: equal for equal chains.</summary>
    public static string Text(SupplyChainScenario chain)
    {
        var text = new StringBuilder();
        foreach (ChainHappening happening in chain.Happenings)
        {
            text.Append(happening.Time.ToString("O")).Append(' ').AppendLine(happening switch
            {
                DocumentSent document => Encoding.UTF8.GetString(document.Json.Span),
                ReadingsSent sent => $"{sent.Tag} {sent.Subject} {string.Join(' ', sent.Readings)}",
                TagsProbed probed => $"{probed.Zone} {string.Join(' ', probed.Probes.Select(probe => $"{probe.Id} {probe.Transmitter} {probe.Receiver} {string.Join(' ', probe.Voltages)}"))}",
                SceneChanged scene => scene.Text,
                _ => throw new InvalidOperationException(happening.GetType().Name),
            });
        }

        return text.ToString();
    }
}
