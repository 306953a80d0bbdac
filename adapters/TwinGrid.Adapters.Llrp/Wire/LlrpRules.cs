using TwinGrid.Adapters.Llrp.Wire.Schema;

namespace TwinGrid.Adapters.Llrp.Wire;

/// <summary>What the standard demands of a message beyond being readable: which parameters must and may stand where.</summary>
public static class LlrpRules
{
    /// <summary>Everything about a message that is against the standard's table.</summary>
    /// <param name="message">The message.</param>
    /// <returns>A line for each fault with its place, what was expected and what was found; none when all is well.</returns>
    public static IReadOnlyList<string> Faults(LlrpMessage message)
    {
        var faults = new List<string>();
        Check(message, message.Name, faults);
        return faults;
    }

    private static void Check(LlrpElement element, string place, List<string> faults)
    {
        if (element.Definition is not { } definition)
        {
            return;
        }

        foreach (LlrpSlot slot in definition.Slots)
        {
            int count = element.Parameters.Count(parameter => Fits(slot, parameter));
            if (count < slot.Least || (slot.Most == 1 && count > 1))
            {
                string expected = slot.Most == 1 ? slot.Least == 1 ? "one" : "at most one" : "one or more";
                faults.Add($"{place}: expected {expected} {string.Join(" or ", slot.Names)}, found {count}");
            }
        }

        foreach (LlrpParameter parameter in element.Parameters)
        {
            if (!definition.Slots.Any(slot => Fits(slot, parameter)))
            {
                faults.Add($"{place}: expected no {parameter.Name}, found one");
            }

            Check(parameter, $"{place}/{parameter.Name}", faults);
        }
    }

    private static bool Fits(LlrpSlot slot, LlrpParameter parameter) =>
        slot.Names.Contains(parameter.Name) || (parameter.Type == LlrpDefinition.CustomType && slot.Names.Contains("Custom"));
}
