using TwinGrid.Trace.Events;
using TwinGrid.Trace.Queries.Content;

namespace TwinGrid.Trace.Queries;

/// <summary>
/// Parameters on fields of someone's own: EQ_example:field, GE_INNER_example:field, EXISTS_ILMD_example:field and their like, for
/// the event and for every part of it that may have such fields.
/// </summary>
internal static class ExtensionFields
{
    private const string Exists = "EXISTS";
    private const string Inner = "INNER_";

    private static readonly (string Prefix, string Path)[] Scopes =
    [
        ("ILMD_", "ilmd"),
        ("ERROR_DECLARATION_", "errorDeclaration"),
        ("SENSORELEMENT_", "sensorElementList"),
        ("SENSORMETADATA_", "sensorElementList/sensorMetadata"),
        ("SENSORREPORT_", "sensorElementList/sensorReport"),
        ("readPoint_", "readPoint"),
        ("bizLocation_", "bizLocation"),
    ];

    /// <summary>Reads a parameter; null when it is none of these.</summary>
    /// <exception cref="EpcisException">Its value is none that it can have.</exception>
    public static FieldTest? TryRead(QueryParameter parameter, JsonLdContext? names)
    {
        string[] parts = parameter.Name.Split('_', 2);
        if (parts.Length != 2 || (parts[0] != Exists && Relations.Of(parts[0]) is null))
        {
            return null;
        }

        string name = parts[1];
        bool isInner = name.StartsWith(Inner, StringComparison.Ordinal);
        name = isInner ? name[Inner.Length..] : name;
        (string prefix, string path) = Array.Find(Scopes, scope => name.StartsWith(scope.Prefix, StringComparison.Ordinal));
        name = prefix is null ? name : name[prefix.Length..];
        int colon = name.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || colon == name.Length - 1)
        {
            return null;
        }

        Comparison? comparison = parts[0] == Exists ? null : QueryValues.Texts(Relations.Of(parts[0])!.Value, parameter);
        if (comparison is null && !QueryValues.Flag(parameter))
        {
            throw parameter.Fault("true, or the parameter left out");
        }

        return new FieldTest(ContentPath.Of(path ?? ""), FieldName.Of(name, names), isInner, comparison);
    }
}
