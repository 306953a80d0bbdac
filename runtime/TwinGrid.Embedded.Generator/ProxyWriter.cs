using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TwinGrid.Embedded.Generator;

/// <summary>Writes one proxy: a method that packs its arguments into a call, and a class for each such call.</summary>
internal static class ProxyWriter
{
    private static readonly SymbolDisplayFormat TypeFormat = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public static string Write(string fullName, string proxyName, IReadOnlyList<IMethodSymbol> methods)
    {
        var text = new StringBuilder(Names.Header);
        text.Append("namespace ").Append(Names.Namespace).Append("\n{\n");
        text.Append("    [global::System.CodeDom.Compiler.GeneratedCode(\"TwinGrid.Embedded.Generator\", \"1.0\")]\n");
        text.Append("    internal sealed class ").Append(proxyName).Append(" : global::Orleans.Runtime.GrainReference, ").Append(fullName).Append("\n    {\n");
        text.Append("        public ").Append(proxyName).Append("(global::TwinGrid.Embedded.GrainReferenceTarget target)\n            : base(target)\n        {\n        }\n");
        for (var index = 0; index < methods.Count; index++)
        {
            WriteMethod(text, methods[index], "Call" + index);
        }

        for (var index = 0; index < methods.Count; index++)
        {
            WriteCall(text, methods[index], "Call" + index);
        }

        return text.Append("    }\n}\n").ToString();
    }

    /// <summary>The engine's base class for a method's calls; null when its return type is none that a grain method may have.</summary>
    public static string? KindOf(IMethodSymbol method)
    {
        const string Calls = "global::TwinGrid.Embedded.";
        if (method.ReturnsVoid)
        {
            return Calls + "OneWayCall";
        }

        var type = (INamedTypeSymbol?)(method.ReturnType as INamedTypeSymbol);
        var name = type?.OriginalDefinition.ToDisplayString();
        var oneWay = Has(method, "Orleans.Concurrency.OneWayAttribute");
        return name switch
        {
            "System.Threading.Tasks.Task" => Calls + (oneWay ? "OneWayCall" : "TaskCall"),
            "System.Threading.Tasks.ValueTask" => Calls + (oneWay ? "OneWayCall" : "ValueTaskCall"),
            "System.Threading.Tasks.Task<TResult>" when !oneWay => Calls + "TaskCall<" + type!.TypeArguments[0].ToDisplayString(TypeFormat) + ">",
            "System.Threading.Tasks.ValueTask<TResult>" when !oneWay => Calls + "ValueTaskCall<" + type!.TypeArguments[0].ToDisplayString(TypeFormat) + ">",
            _ => null,
        };
    }

    private static void WriteMethod(StringBuilder text, IMethodSymbol method, string call)
    {
        var returns = method.ReturnsVoid ? "void" : method.ReturnType.ToDisplayString(TypeFormat);
        text.Append("\n        ").Append(returns).Append(' ').Append(Interface(method)).Append('.').Append(Escape(method.Name)).Append('(')
            .Append(string.Join(", ", method.Parameters.Select(static p => p.Type.ToDisplayString(TypeFormat) + " " + Escape(p.Name)))).Append(")\n        {\n")
            .Append("            var call__ = new ").Append(call).Append("();\n");
        foreach (var parameter in method.Parameters)
        {
            text.Append("            call__.").Append(Field(parameter)).Append(" = ").Append(Escape(parameter.Name)).Append(";\n");
        }

        if (KindOf(method)!.EndsWith("OneWayCall"))
        {
            text.Append("            Send(call__);\n");
            if (!method.ReturnsVoid)
            {
                text.Append("            return ").Append(method.ReturnType.ToDisplayString(TypeFormat)).Append(".CompletedTask;\n");
            }
        }
        else
        {
            text.Append("            return Send(call__);\n");
        }

        text.Append("        }\n");
    }

    private static void WriteCall(StringBuilder text, IMethodSymbol method, string call)
    {
        var kind = KindOf(method)!;
        text.Append("\n        private sealed class ").Append(call).Append(" : ").Append(kind).Append("\n        {\n");
        foreach (var parameter in method.Parameters)
        {
            text.Append("            internal ").Append(parameter.Type.ToDisplayString(TypeFormat)).Append(' ').Append(Field(parameter)).Append(" = default!;\n");
        }

        var options = new List<string>();
        if (kind.EndsWith("OneWayCall"))
        {
            options.Add("OneWay");
        }

        if (Has(method, "Orleans.Concurrency.ReadOnlyAttribute"))
        {
            options.Add("ReadOnly");
        }

        if (Has(method, "Orleans.Concurrency.AlwaysInterleaveAttribute"))
        {
            options.Add("AlwaysInterleave");
        }

        if (options.Count > 0)
        {
            text.Append("            public override global::TwinGrid.Embedded.CallOptions Options => ")
                .Append(string.Join(" | ", options.Select(static o => "global::TwinGrid.Embedded.CallOptions." + o))).Append(";\n");
        }

        WriteTimeLimit(text, method);
        var token = method.Parameters.FirstOrDefault(IsToken);
        if (token is not null)
        {
            text.Append("            public override global::System.Threading.CancellationToken Token { get => ").Append(Field(token))
                .Append("; set => ").Append(Field(token)).Append(" = value; }\n");
        }

        var arguments = method.Parameters.Where(static p => !IsToken(p)).ToList();
        if (arguments.Count > 0)
        {
            text.Append("            public override int GetArgumentCount() => ").Append(arguments.Count).Append(";\n")
                .Append("            public override object? GetArgument(int index) => index switch { ")
                .Append(string.Concat(arguments.Select(static (p, i) => i + " => " + Field(p) + ", ")))
                .Append("_ => base.GetArgument(index) };\n");
        }

        var types = string.Join(", ", method.Parameters.Select(static p => "typeof(" + p.Type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) + ")"));
        text.Append("            public override string GetMethodName() => \"").Append(method.Name).Append("\";\n")
            .Append("            public override global::System.Type GetInterfaceType() => typeof(").Append(Interface(method)).Append(");\n")
            .Append("            public override global::System.Reflection.MethodInfo GetMethod() => typeof(").Append(Interface(method)).Append(").GetMethod(\"")
            .Append(method.Name).Append("\", new global::System.Type[] { ").Append(types).Append(" })!;\n");
        WriteInvoke(text, method, kind);
        text.Append("        }\n");
    }

    private static void WriteInvoke(StringBuilder text, IMethodSymbol method, string kind)
    {
        var invoke = "((" + Interface(method) + ")grain)." + Escape(method.Name) + "(" + string.Join(", ", method.Parameters.Select(Field)) + ")";
        if (!kind.EndsWith("OneWayCall"))
        {
            text.Append("            protected override ").Append(method.ReturnType.ToDisplayString(TypeFormat)).Append(" Invoke(object grain) => ").Append(invoke).Append(";\n");
        }
        else if (method.ReturnsVoid)
        {
            text.Append("            protected override global::System.Threading.Tasks.Task Invoke(object grain) { ").Append(invoke)
                .Append("; return global::System.Threading.Tasks.Task.CompletedTask; }\n");
        }
        else
        {
            var asTask = method.ReturnType.Name == "ValueTask" ? ".AsTask()" : string.Empty;
            text.Append("            protected override global::System.Threading.Tasks.Task Invoke(object grain) => ").Append(invoke).Append(asTask).Append(";\n");
        }
    }

    private static void WriteTimeLimit(StringBuilder text, IMethodSymbol method)
    {
        var attribute = method.GetAttributes().FirstOrDefault(static a => a.AttributeClass?.ToDisplayString() == "Orleans.ResponseTimeoutAttribute");
        if (attribute?.ConstructorArguments.FirstOrDefault().Value is string limit
            && System.TimeSpan.TryParse(limit, System.Globalization.CultureInfo.InvariantCulture, out var parsed))
        {
            text.Append("            public override global::System.TimeSpan? TimeLimit => new global::System.TimeSpan(").Append(parsed.Ticks).Append("L);\n");
        }
    }

    private static string Interface(IMethodSymbol method) => method.ContainingType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    private static string Field(IParameterSymbol parameter) => "arg" + parameter.Ordinal;

    private static bool IsToken(IParameterSymbol parameter) => parameter.Type.ToDisplayString() == "System.Threading.CancellationToken";

    private static bool Has(IMethodSymbol method, string attribute) =>
        method.GetAttributes().Any(a => a.AttributeClass?.ToDisplayString() == attribute);

    private static string Escape(string name) => SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None ? "@" + name : name;
}
