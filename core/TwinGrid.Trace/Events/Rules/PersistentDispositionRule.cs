using System.Text.Json;

namespace TwinGrid.Trace.Events.Rules;

/// <summary>Dispositions that hold until they are unset: set, unset, or both.</summary>
/// <param name="dispositions">What either must be.</param>
internal sealed class PersistentDispositionRule(ArrayRule dispositions) : ValueRule
{
    private readonly ObjectRule _members = new(OtherNames.None, [], ("set", dispositions), ("unset", dispositions));

    /// <inheritdoc/>
    public override Fault? Check(JsonElement value)
    {
        if (_members.Check(value) is { } fault)
        {
            return fault;
        }

        return value.TryGetProperty("set"u8, out _) || value.TryGetProperty("unset"u8, out _) ? null : Fault.At(value, "set or unset");
    }
}
