using System.Collections.Immutable;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Events.Vocabulary;

namespace TwinGrid.Trace.Queries;

/// <summary>Parameters on what an <see cref="EpcisEvent"/> holds beside its JSON: most have an index in every store.</summary>
internal static class StandardFields
{
    private static readonly string[] Actions = ["ADD", "OBSERVE", "DELETE"];
    private static readonly Dictionary<string, EpcRole[]> Roles = new()
    {
        ["MATCH_epc"] = [EpcRole.Epc, EpcRole.Child],
        ["MATCH_parentID"] = [EpcRole.Parent],
        ["MATCH_inputEPC"] = [EpcRole.Input],
        ["MATCH_outputEPC"] = [EpcRole.Output],
        ["MATCH_anyEPC"] = [EpcRole.Epc, EpcRole.Child, EpcRole.Parent, EpcRole.Input, EpcRole.Output],
        ["MATCH_epcClass"] = [EpcRole.EpcClass, EpcRole.ChildClass],
        ["MATCH_inputEPCClass"] = [EpcRole.InputClass],
        ["MATCH_outputEPCClass"] = [EpcRole.OutputClass],
        ["MATCH_anyEPCClass"] = [EpcRole.EpcClass, EpcRole.ChildClass, EpcRole.InputClass, EpcRole.OutputClass],
    };

    /// <summary>Reads a parameter; false when it is none of these.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="values">Its values' forms.</param>
    /// <param name="master">Master data.</param>
    /// <param name="condition">What it asks for; null when it asks for nothing, or is an end of a span of time that is read as a whole.</param>
    /// <exception cref="EpcisException">Its value is none that it can have.</exception>
    public static bool TryRead(QueryParameter parameter, QueryValues values, MasterData master, out EventCondition? condition)
    {
        condition = Roles.TryGetValue(parameter.Name, out EpcRole[]? roles) ? values.Match(parameter, [.. roles])
            : OfField(parameter, values, master) ?? OfError(parameter, values) ?? OfMaster(parameter, master) ?? OfQuantity(parameter);
        return condition is not null || TimeSpans.IsEnd(parameter.Name) || (parameter.Name == "EXISTS_errorDeclaration" && !QueryValues.Flag(parameter));
    }

    private static EventCondition? OfField(QueryParameter parameter, QueryValues values, MasterData master) => parameter.Name switch
    {
        "eventType" => new FieldCondition(EventField.EventType, parameter.Values),
        "EQ_action" => parameter.Values.All(Actions.Contains) ? new FieldCondition(EventField.Action, parameter.Values) : throw parameter.Fault("ADD, OBSERVE or DELETE"),
        "EQ_bizStep" => new FieldCondition(EventField.BizStep, values.Words(parameter, CbvVocabulary.BizStep)),
        "EQ_disposition" => new FieldCondition(EventField.Disposition, values.Words(parameter, CbvVocabulary.Disposition)),
        "EQ_readPoint" => new FieldCondition(EventField.ReadPoint, values.Epcs(parameter)),
        "EQ_bizLocation" => new FieldCondition(EventField.BizLocation, values.Epcs(parameter)),
        "WD_readPoint" => Inside(EventField.ReadPoint, values.Epcs(parameter), master),
        "WD_bizLocation" => Inside(EventField.BizLocation, values.Epcs(parameter), master),
        "EQ_transformationID" => new FieldCondition(EventField.TransformationId, values.Epcs(parameter)),
        "EQ_eventID" => new FieldCondition(EventField.EventId, parameter.Values),
        _ => null,
    };

    private static ErrorCondition? OfError(QueryParameter parameter, QueryValues values) => parameter.Name switch
    {
        "EXISTS_errorDeclaration" => QueryValues.Flag(parameter) ? new ErrorCondition(null, null, [], []) : null,
        "GE_errorDeclarationTime" or "GE_errorDeclaration_Time" => new ErrorCondition(QueryValues.Time(parameter), null, [], []),
        "LT_errorDeclarationTime" or "LT_errorDeclaration_Time" => new ErrorCondition(null, QueryValues.Time(parameter), [], []),
        "EQ_errorReason" => new ErrorCondition(null, null, values.Words(parameter, CbvVocabulary.ErrorReason), []),
        "EQ_correctiveEventID" => new ErrorCondition(null, null, [], parameter.Values),
        _ => null,
    };

    /// <summary>HASATTR_bizLocation with names of attributes, and EQATTR_bizLocation_NAME with their texts.</summary>
    private static EventCondition? OfMaster(QueryParameter parameter, MasterData master)
    {
        bool isEqual = parameter.Name.StartsWith("EQATTR_", StringComparison.Ordinal);
        if (!isEqual && !parameter.Name.StartsWith("HASATTR_", StringComparison.Ordinal))
        {
            return null;
        }

        string[] parts = parameter.Name.Split('_', 3);
        ImmutableArray<string> elements = isEqual && parts.Length == 3 ? [.. master.Having(parts[2], parameter.Values)]
            : !isEqual && parts.Length == 2 ? [.. parameter.Values.SelectMany(name => master.Having(name, [])).Distinct()]
            : throw new EpcisException(parameter.Name, isEqual ? "EQATTR_, a field, _ and an attribute" : "HASATTR_ and a field", "something else");
        return parts[1] switch
        {
            "readPoint" => new FieldCondition(EventField.ReadPoint, elements),
            "bizLocation" => new FieldCondition(EventField.BizLocation, elements),
            "bizStep" => new FieldCondition(EventField.BizStep, elements),
            "disposition" => new FieldCondition(EventField.Disposition, elements),
            "epcClass" => new MentionCondition([EpcRole.EpcClass, EpcRole.ChildClass, EpcRole.InputClass, EpcRole.OutputClass], elements),
            _ => throw new EpcisException(parameter.Name, "a field with master data: readPoint, bizLocation, bizStep, disposition or epcClass", parts[1]),
        };
    }

    /// <summary>GE_quantity, and GE_quantity_KGM for amounts in that unit alone.</summary>
    private static QuantityCondition? OfQuantity(QueryParameter parameter)
    {
        string[] parts = parameter.Name.Split('_');
        return parts.Length is 2 or 3 && parts[1] == "quantity" && Relations.Of(parts[0]) is { } relation
            ? new QuantityCondition(QueryValues.Numbers(relation, parameter), parts.Length == 3 ? parts[2] : null)
            : null;
    }

    private static EventCondition Inside(EventField field, ImmutableArray<string> places, MasterData master)
    {
        ImmutableArray<string> inside = master.Inside(places);
        ImmutableArray<string> sites = [.. inside.Where(place => place.StartsWith("https://id.gs1.org/414/", StringComparison.Ordinal) && !place.Contains("/254/", StringComparison.Ordinal))];
        return sites.IsEmpty ? new FieldCondition(field, inside) : new InsideCondition(field, inside, sites);
    }
}
