using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TwinGrid.Embedded.Generator;

/// <summary>One grain interface: its proxy's source, or what is wrong with it. Text only, so that it can be compared.</summary>
internal sealed class InterfaceModel : IEquatable<InterfaceModel>
{
    private InterfaceModel(string fullName, string proxyName, string? source, ImmutableArray<Problem> problems)
    {
        FullName = fullName;
        ProxyName = proxyName;
        Source = source;
        Problems = problems;
    }

    public string FullName { get; }

    public string ProxyName { get; }

    public string? Source { get; }

    public ImmutableArray<Problem> Problems { get; }

    public static InterfaceModel? From(GeneratorSyntaxContext syntax, CancellationToken token)
    {
        if (syntax.SemanticModel.GetDeclaredSymbol(syntax.Node, token) is not INamedTypeSymbol type
            || type.AllInterfaces.All(static i => i.ToDisplayString() != Names.Addressable)
            || !IsFirstPart(type, syntax.Node, token))
        {
            return null;
        }

        var problems = new List<Problem>();
        if (type.IsGenericType)
        {
            problems.Add(new Problem(type, $"Grain interface '{type.Name}' is generic; expected one without type parameters"));
        }

        if (!ClassModel.IsReachable(type))
        {
            problems.Add(new Problem(type, $"Grain interface '{type.Name}' cannot be seen by its proxy; make it and the types around it internal or public"));
        }

        var methods = new List<IMethodSymbol>();
        foreach (var member in type.AllInterfaces.Insert(0, type).SelectMany(static i => i.GetMembers()).Where(static m => !m.IsStatic && m.IsAbstract))
        {
            if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary } method)
            {
                methods.Add(method);
                problems.AddRange(ProblemsOf(type, method));
            }
            else if (member is not IMethodSymbol)
            {
                problems.Add(new Problem(Own(type, member), $"Grain interface '{type.Name}' has '{member.Name}', which is no method; grains can only be called by methods"));
            }
        }

        var fullName = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        var proxyName = "Proxy_" + Names.Identifier(type.ToDisplayString());
        var source = problems.Count == 0 ? ProxyWriter.Write(fullName, proxyName, methods) : null;
        return new InterfaceModel(fullName, proxyName, source, problems.ToImmutableArray());
    }

    public bool Equals(InterfaceModel? other) =>
        other is not null && FullName == other.FullName && Source == other.Source && Problems.SequenceEqual(other.Problems);

    public override bool Equals(object? obj) => Equals(obj as InterfaceModel);

    public override int GetHashCode() => FullName.GetHashCode() ^ (Source?.GetHashCode() ?? 0);

    private static IEnumerable<Problem> ProblemsOf(INamedTypeSymbol type, IMethodSymbol method)
    {
        var where = Own(type, method);
        var name = $"'{method.ContainingType.Name}.{method.Name}'";
        if (method.IsGenericMethod)
        {
            yield return new Problem(where, $"Grain method {name} is generic; expected one without type parameters");
        }

        if (method.Parameters.Any(static p => p.RefKind != RefKind.None))
        {
            yield return new Problem(where, $"Grain method {name} has a ref, in or out parameter; arguments of grain calls are passed by value");
        }

        if (ProxyWriter.KindOf(method) is null)
        {
            yield return new Problem(where, $"Grain method {name} returns '{method.ReturnType.ToDisplayString()}'; expected Task, Task<T>, ValueTask, ValueTask<T>, or void for a one-way call");
        }
    }

    // An interface in several parts is written once, for the first part that names its bases.
    private static bool IsFirstPart(INamedTypeSymbol type, SyntaxNode node, CancellationToken token) =>
        type.DeclaringSyntaxReferences.Select(part => part.GetSyntax(token))
            .First(static part => part is InterfaceDeclarationSyntax { BaseList: not null }) == node;

    // A member inherited from another assembly has no place in this one's source: point at the interface instead.
    private static ISymbol Own(INamedTypeSymbol type, ISymbol member) => member.Locations[0].IsInSource ? member : type;
}
