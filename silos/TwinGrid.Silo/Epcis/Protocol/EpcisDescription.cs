using System.Text.RegularExpressions;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using TwinGrid.Silo.Epcis.Subscriptions;

namespace TwinGrid.Silo.Epcis.Protocol;

/// <summary>Marks an endpoint as an operation of EPCIS.</summary>
/// <param name="Pattern">Pattern of its path.</param>
/// <param name="Method">Its method.</param>
internal sealed record EpcisOperation(string Pattern, string Method);

/// <summary>Describes the operations of EPCIS in the OpenAPI document that the silo serves.</summary>
internal static partial class EpcisDescription
{
    private static readonly string[] QueryParameters =
    [
        "eventType", "GE_eventTime", "LT_eventTime", "GE_recordTime", "LT_recordTime", "EQ_action", "EQ_bizStep", "EQ_disposition",
        "EQ_persistentDisposition_set", "EQ_persistentDisposition_unset", "EQ_readPoint", "WD_readPoint", "EQ_bizLocation", "WD_bizLocation",
        "EQ_transformationID", "MATCH_epc", "MATCH_parentID", "MATCH_inputEPC", "MATCH_outputEPC", "MATCH_anyEPC", "MATCH_epcClass",
        "MATCH_inputEPCClass", "MATCH_outputEPCClass", "MATCH_anyEPCClass", "EQ_quantity", "GT_quantity", "GE_quantity", "LT_quantity",
        "LE_quantity", "EQ_eventID", "EXISTS_errorDeclaration", "GE_errorDeclarationTime", "LT_errorDeclarationTime", "EQ_errorReason",
        "EQ_correctiveEventID", "orderBy", "orderDirection", "eventCountLimit", "maxEventCount", "GE_startTime", "LT_startTime", "GE_endTime",
        "LT_endTime", "EQ_type", "EQ_deviceID", "EQ_dataProcessingMethod", "EQ_microorganism", "EQ_chemicalSubstance", "EQ_bizRules",
        "EQ_stringValue", "EQ_hexBinaryValue", "EQ_uriValue", "EQ_booleanValue",
    ];

    private static readonly string[] Headers = ["GS1-EPCIS-Version", "GS1-EPCIS-Min", "GS1-EPCIS-Max", "GS1-CBV-Version", "GS1-CBV-Min", "GS1-CBV-Max", "GS1-EPC-Format", "GS1-Extensions"];

    /// <summary>Adds parameters and answers to an operation of EPCIS; leaves others as they are.</summary>
    public static Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<EpcisOperation>().FirstOrDefault() is { } own)
        {
            operation.Description = "EPCIS 2.0; parameters with flexible names, such as GE_value_CEL and EQ_example:field, are taken beside those listed.";
            operation.Parameters =
            [
                .. PathParameters().Matches(own.Pattern).Select(match => Parameter(match.Groups[1].Value, ParameterLocation.Path)),
                .. Names(own).Select(name => Parameter(name, ParameterLocation.Query)),
                .. Headers.Select(name => Parameter(name, ParameterLocation.Header)),
            ];
            operation.Responses = [];
            foreach (string status in Statuses(own))
            {
                operation.Responses[status] = new OpenApiResponse { Description = status[0] == '2' ? "Done." : "Refused, with problem details." };
            }
        }

        return Task.CompletedTask;
    }

    private static IEnumerable<string> Names(EpcisOperation own)
    {
        bool isList = own.Method == "GET" && (own.Pattern.EndsWith('s') || own.Pattern == "/capture");
        IEnumerable<string> paging = isList ? ["perPage", "nextPageToken"] : [];
        return own.Pattern.StartsWith("/queries/", StringComparison.Ordinal)
            ? paging.Concat(own.Pattern.EndsWith("/events", StringComparison.Ordinal) ? SubscriptionReader.ParameterNames : [])
            : paging.Concat(isList && own.Pattern.EndsWith("/events", StringComparison.Ordinal) ? QueryParameters : []);
    }

    private static string[] Statuses(EpcisOperation own) => (own.Method, own.Pattern) switch
    {
        ("POST", "/capture") => ["202", "400", "406", "413", "415"],
        ("POST", _) => ["201", "400", "406", "409", "413", "415"],
        ("DELETE", _) => ["204", "404", "406"],
        _ => own.Pattern.Contains('{', StringComparison.Ordinal) ? ["200", "400", "404", "406"] : ["200", "400", "406"],
    };

    private static OpenApiParameter Parameter(string name, ParameterLocation place) => new()
    {
        Name = name,
        In = place,
        Required = place == ParameterLocation.Path,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex PathParameters();
}
