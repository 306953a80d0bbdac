using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace TwinGrid.Embedded.Generator;

/// <summary>Finds the grain classes.</summary>
internal static class ClassModel
{
    /// <summary>The full name of a concrete class with a grain interface; null for any other.</summary>
    public static string? From(GeneratorSyntaxContext syntax, CancellationToken token) =>
        syntax.SemanticModel.GetDeclaredSymbol(syntax.Node, token) is INamedTypeSymbol { TypeKind: TypeKind.Class, IsAbstract: false, IsGenericType: false } type
        && type.AllInterfaces.Any(static i => i.ToDisplayString() == Names.Grain)
        && !IsReference(type)
        && IsReachable(type)
            ? type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)
            : null;

    /// <summary>True when code elsewhere in the assembly can name the type.</summary>
    public static bool IsReachable(INamedTypeSymbol type)
    {
        for (var at = type; at is not null; at = at.ContainingType)
        {
            if (at.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal || at.IsFileLocal)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsReference(INamedTypeSymbol type)
    {
        for (var at = type.BaseType; at is not null; at = at.BaseType)
        {
            if (at.ToDisplayString() == "Orleans.Runtime.GrainReference")
            {
                return true;
            }
        }

        return false;
    }
}
