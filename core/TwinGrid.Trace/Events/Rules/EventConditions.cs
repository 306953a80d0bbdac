using System.Text.Json;

namespace TwinGrid.Trace.Events.Rules;

/// <summary>What members of an event say of each other: EPCIS 2.0 section 7.4.</summary>
internal static class EventConditions
{
    /// <summary>What is wrong with an event whose members are each sound; null when nothing is.</summary>
    public static Fault? Check(EventKind kind, JsonElement happening) => kind switch
    {
        EventKind.ObjectEvent => OfObjects(happening),
        EventKind.AggregationEvent => OfAggregation(happening) ?? OfChildren(happening),
        EventKind.AssociationEvent => OfChildren(happening),
        EventKind.TransactionEvent => OfTransaction(happening),
        EventKind.TransformationEvent => OfTransformation(happening),
        _ => null,
    };

    private static Fault? OfObjects(JsonElement happening)
    {
        if (Has(happening, "ilmd"u8) && !Is(happening, "ADD"u8))
        {
            return new Fault("no ilmd, which is only for things that come into being: action ADD", "one").Under("ilmd");
        }

        bool hasSubject = Has(happening, "epcList"u8) || HasSome(happening, "quantityList"u8)
            || (HasSome(happening, "sensorElementList"u8) && Has(happening, "readPoint"u8));
        return hasSubject ? null : new Fault("epcList, quantityList, or sensorElementList with readPoint", "none of them");
    }

    private static Fault? OfAggregation(JsonElement happening) => Has(happening, "parentID"u8) || Is(happening, "OBSERVE"u8)
        ? null
        : new Fault("it to be there unless the action is OBSERVE", "nothing").Under("parentID");

    private static Fault? OfChildren(JsonElement happening) =>
        HasSome(happening, "childEPCs"u8) || HasSome(happening, "childQuantityList"u8) || Is(happening, "DELETE"u8)
            ? null
            : new Fault("childEPCs or childQuantityList unless the action is DELETE", "none of them");

    private static Fault? OfTransaction(JsonElement happening) =>
        Has(happening, "epcList"u8) || HasSome(happening, "quantityList"u8) || Is(happening, "DELETE"u8)
            ? null
            : new Fault("epcList or quantityList unless the action is DELETE", "none of them");

    private static Fault? OfTransformation(JsonElement happening)
    {
        bool hasInput = HasSome(happening, "inputEPCList"u8) || HasSome(happening, "inputQuantityList"u8);
        bool hasOutput = HasSome(happening, "outputEPCList"u8) || HasSome(happening, "outputQuantityList"u8);
        return (hasInput && hasOutput) || ((hasInput || hasOutput) && Has(happening, "transformationID"u8))
            ? null
            : new Fault(
                "inputs and outputs, or one of them and a transformationID",
                hasInput ? "inputs alone" : hasOutput ? "outputs alone" : "none of them");
    }

    private static bool Has(JsonElement happening, ReadOnlySpan<byte> member) => happening.TryGetProperty(member, out _);

    private static bool HasSome(JsonElement happening, ReadOnlySpan<byte> member) =>
        happening.TryGetProperty(member, out JsonElement list) && list.GetArrayLength() > 0;

    private static bool Is(JsonElement happening, ReadOnlySpan<byte> action) => happening.GetProperty("action"u8).ValueEquals(action);
}
