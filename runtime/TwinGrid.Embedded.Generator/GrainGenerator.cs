using System.Collections.Immutable;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace TwinGrid.Embedded.Generator;

/// <summary>
/// Writes the proxy of every grain interface and the manifest of the assembly, for the embedded engine.
/// Each interface is its own step, so an edit elsewhere costs nothing.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class GrainGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var interfaces = context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) => node is InterfaceDeclarationSyntax { BaseList: not null },
                static (syntax, token) => InterfaceModel.From(syntax, token))
            .Where(static model => model is not null);
        var classes = context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) => node is ClassDeclarationSyntax { BaseList: not null },
                static (syntax, token) => ClassModel.From(syntax, token))
            .Where(static name => name is not null);
        var parts = context.CompilationProvider.Select(static (compilation, _) => new Parts(
            string.Join(";", compilation.SourceModule.ReferencedAssemblySymbols
                .Where(static assembly => assembly.GetAttributes().Any(static a => a.AttributeClass?.ToDisplayString() == Names.ManifestAttribute))
                .Select(static assembly => assembly.Name)),
            compilation.AssemblyName ?? "Assembly",
            compilation.GetTypeByMetadataName(Names.ManifestAttribute) is not null));

        context.RegisterSourceOutput(interfaces, static (output, model) =>
        {
            foreach (var problem in model!.Problems)
            {
                output.ReportDiagnostic(problem.ToDiagnostic());
            }

            if (model.Source is not null)
            {
                output.AddSource(model.ProxyName + ".g.cs", SourceText.From(model.Source, Encoding.UTF8));
            }
        });
        context.RegisterSourceOutput(
            interfaces.Where(static model => model!.Source is not null).Select(static (model, _) => (model!.FullName, model.ProxyName)).Collect()
                .Combine(classes.Collect()).Combine(parts),
            static (output, found) => WriteManifest(output, found.Left.Left, found.Left.Right!, found.Right));
    }

    private static void WriteManifest(
        SourceProductionContext output, ImmutableArray<(string FullName, string ProxyName)> interfaces, ImmutableArray<string?> classes, Parts parts)
    {
        if (!parts.HasEngine)
        {
            return;
        }

        var manifest = "Manifest_" + Names.Identifier(parts.AssemblyName);
        var text = new StringBuilder(Names.Header);
        foreach (var part in parts.References.Split(';').Where(static part => part.Length > 0))
        {
            text.Append("[assembly: global::TwinGrid.Embedded.GrainPart(\"").Append(part).Append("\")]\n");
        }

        text.Append("[assembly: global::TwinGrid.Embedded.GrainManifest(typeof(").Append(Names.Namespace).Append('.').Append(manifest).Append("))]\n");
        text.Append("namespace ").Append(Names.Namespace).Append("\n{\n    internal sealed class ").Append(manifest)
            .Append(" : global::TwinGrid.Embedded.GrainManifest\n    {\n")
            .Append("        public override global::System.Collections.Generic.IEnumerable<global::System.Collections.Generic.KeyValuePair<global::System.Type, global::System.Func<global::TwinGrid.Embedded.GrainReferenceTarget, global::Orleans.Runtime.GrainReference>>> Proxies\n        {\n            get\n            {\n");
        foreach (var (fullName, proxyName) in interfaces.Distinct())
        {
            text.Append("                yield return new(typeof(").Append(fullName).Append("), static target => new ").Append(proxyName).Append("(target));\n");
        }

        text.Append("                yield break;\n            }\n        }\n\n        public override global::System.Collections.Generic.IEnumerable<global::System.Type> Classes\n        {\n            get\n            {\n");
        foreach (var name in classes.Distinct())
        {
            text.Append("                yield return typeof(").Append(name).Append(");\n");
        }

        text.Append("                yield break;\n            }\n        }\n    }\n}\n");
        output.AddSource("GrainManifest.g.cs", SourceText.From(text.ToString(), Encoding.UTF8));
    }

    private readonly struct Parts : System.IEquatable<Parts>
    {
        public Parts(string references, string assemblyName, bool hasEngine)
        {
            References = references;
            AssemblyName = assemblyName;
            HasEngine = hasEngine;
        }

        public string References { get; }

        public string AssemblyName { get; }

        public bool HasEngine { get; }

        public bool Equals(Parts other) => References == other.References && AssemblyName == other.AssemblyName && HasEngine == other.HasEngine;

        public override bool Equals(object? obj) => obj is Parts other && Equals(other);

        public override int GetHashCode() => References.GetHashCode() ^ AssemblyName.GetHashCode();
    }
}
