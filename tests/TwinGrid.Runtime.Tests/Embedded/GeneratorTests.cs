#if EMBEDDED
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TwinGrid.Embedded.Generator;

namespace TwinGrid.Runtime.Tests.Embedded;

public sealed class GeneratorTests
{
    private const string Usings = """
        #nullable enable
        using System; using System.Collections.Generic; using System.Threading; using System.Threading.Tasks; using Orleans; using Orleans.Concurrency; using Orleans.Runtime;
        """;

    public static TheoryData<string, string> Unsupported => new()
    {
        { "public interface IBad : IGrainWithStringKey { int Get(); }", "returns 'int'" },
        { "public interface IBad : IGrainWithStringKey { IAsyncEnumerable<int> Get(); }", "returns 'System.Collections.Generic.IAsyncEnumerable<int>'" },
        { "public interface IBad : IGrainWithStringKey { [OneWay] Task<int> Get(); }", "returns 'System.Threading.Tasks.Task<int>'" },
        { "public interface IBad : IGrainWithStringKey { Task Get(ref int x); }", "ref, in or out" },
        { "public interface IBad : IGrainWithStringKey { Task Get(out int x); }", "ref, in or out" },
        { "public interface IBad : IGrainWithStringKey { Task Get<T>(T x); }", "is generic" },
        { "public interface IBad<T> : IGrainWithStringKey { Task Get(); }", "is generic" },
        { "public interface IBad : IGrainWithStringKey { int Count { get; } }", "which is no method" },
        { "public class Outer { private interface IBad : IGrainWithStringKey { Task Get(); } }", "cannot be seen" },
    };

    [Theory]
    [MemberData(nameof(Unsupported))]
    public void What_is_not_supported_is_an_error_that_says_so(string source, string expected)
    {
        var (diagnostics, _) = Generate(source);
        var error = Assert.Single(diagnostics);
        Assert.Equal("TGE001", error.Id);
        Assert.Equal(DiagnosticSeverity.Error, error.Severity);
        Assert.Contains(expected, error.GetMessage(), StringComparison.Ordinal);
        Assert.True(error.Location.GetLineSpan().IsValid);
    }

    [Theory]
    [InlineData("public interface IGood : IGrainWithStringKey { Task A(); Task<int> B(string? s, int[] n); ValueTask C(CancellationToken c = default); ValueTask<string?> D(params int[] n); void E(int x); [OneWay] ValueTask F(); }")]
    [InlineData("namespace N { public static class Outer { internal interface IGood : IGrainWithStringKey { Task @event(int @class, Dictionary<string, List<int?>> map); } } }")]
    [InlineData("public interface IBase : IGrainWithStringKey { Task Same(); } public interface IOther : IGrainWithStringKey { Task Same(); } public interface IGood : IBase, IOther, IRemindable { Task Same(int x); }")]
    [InlineData("public partial interface IGood : IGrainWithStringKey { Task A(); } public partial interface IGood : IGrain { Task B(); }")]
    [InlineData("public interface IGood : IGrainWithStringKey { [ReadOnly, AlwaysInterleave, ResponseTimeout(\"00:00:05\")] Task<(int A, string? B)> Get((double X, double Y) at); static int Helper() => 1; }")]
    public void What_is_supported_compiles_without_a_warning(string source)
    {
        var (diagnostics, compilation) = Generate(source);
        Assert.Empty(diagnostics);
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning));
        Assert.Contains(compilation.SyntaxTrees, tree => tree.FilePath.Contains("Proxy_", StringComparison.Ordinal));
    }

    [Fact]
    public void An_interface_that_is_no_grains_is_left_alone()
    {
        var (diagnostics, compilation) = Generate("public interface IPlain : IDisposable { int Get(); }");
        Assert.Empty(diagnostics);
        Assert.DoesNotContain(compilation.SyntaxTrees, tree => tree.FilePath.Contains("Proxy_", StringComparison.Ordinal));
    }

    [Fact]
    public void An_edit_elsewhere_does_not_write_a_proxy_again()
    {
        var compilation = Compile("public interface IGood : IGrainWithStringKey { Task A(); }");
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new GrainGenerator().AsSourceGenerator()], driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        driver = driver.RunGenerators(compilation, TestContext.Current.CancellationToken);
        var edited = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Elsewhere { }", cancellationToken: TestContext.Current.CancellationToken));
        var result = driver.RunGenerators(edited, TestContext.Current.CancellationToken).GetRunResult().Results.Single();
        Assert.All(
            result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs),
            output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    private static (IReadOnlyList<Diagnostic> Diagnostics, Compilation Compilation) Generate(string source)
    {
        CSharpGeneratorDriver.Create(new GrainGenerator())
            .RunGeneratorsAndUpdateCompilation(Compile(source), out var compilation, out var diagnostics);
        return (diagnostics, compilation);
    }

    private static CSharpCompilation Compile(string source)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
        return CSharpCompilation.Create(
            "Sample",
            [CSharpSyntaxTree.ParseText(Usings + source)],
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)
                .WithSpecificDiagnosticOptions([new("CS8019", ReportDiagnostic.Suppress)]));
    }
}
#endif
