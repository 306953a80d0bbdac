using System.Xml.Linq;

namespace TwinGrid.Architecture.Tests;

/// <summary>Compile-time arrows point one way.</summary>
public class ArrowTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["TwinGrid.Model"] = [],
        ["TwinGrid.Signal"] = ["TwinGrid.Model"],
        ["TwinGrid.Trace"] = ["TwinGrid.Model"],
        ["TwinGrid.Simulation"] = ["TwinGrid.Model", "TwinGrid.Signal", "TwinGrid.Trace"],
        ["TwinGrid.Grains.Contracts"] = ["TwinGrid.Model"],
        ["TwinGrid.Grains"] = ["TwinGrid.Model", "TwinGrid.Signal", "TwinGrid.Trace", "TwinGrid.Grains.Contracts"],
        ["TwinGrid.Store"] = ["TwinGrid.Model", "TwinGrid.Trace"],
        ["TwinGrid.Embedded"] = [],
        ["TwinGrid.Embedded.Generator"] = [],
    };

    public static TheoryData<string> Governed { get; } = [.. Allowed.Keys.Where(Repository.Arrows.ContainsKey)];

    [Theory]
    [MemberData(nameof(Governed))]
    public void A_project_refers_only_to_what_stands_left_of_it(string project) =>
        Assert.Empty(Repository.Arrows[project].Except(Allowed[project]));

    [Fact]
    public void Model_Contracts_Grains_and_the_engine_are_among_the_governed()
    {
        string[] core = [.. Repository.Files("core", "*.csproj").Select(project => Path.GetFileNameWithoutExtension(project))];
        Assert.Contains("TwinGrid.Model", core);
        Assert.Empty(core.Except(Allowed.Keys));
        Assert.All(new[] { "TwinGrid.Grains.Contracts", "TwinGrid.Grains", "TwinGrid.Embedded" }, name => Assert.Contains(name, Repository.Arrows.Keys));
    }

    [Fact]
    public void Adapters_refer_to_core_and_to_one_another_alone()
    {
        string[] adapters = [.. Repository.Files("adapters", "*.csproj").Select(project => Path.GetFileNameWithoutExtension(project))];
        string[] core = [.. Repository.Files("core", "*.csproj").Select(project => Path.GetFileNameWithoutExtension(project))];
        Assert.NotEmpty(adapters);
        Assert.All(adapters, adapter => Assert.Empty(Repository.Arrows[adapter].Except(core).Except(adapters)));
    }

    [Fact]
    public void Core_and_adapters_know_no_actor_runtime()
    {
        string[] projects = [.. Repository.Files("core", "*.csproj"), .. Repository.Files("adapters", "*.csproj")];
        Assert.NotEmpty(projects);
        Assert.All(projects, project =>
        {
            string text = File.ReadAllText(project);
            Assert.DoesNotContain("Orleans", text, StringComparison.Ordinal);
            Assert.DoesNotContain("TwinGrid.Embedded", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Engine.props", text, StringComparison.Ordinal);
        });
        string[] sources = [.. Repository.Files("core", "*.cs"), .. Repository.Files("adapters", "*.cs")];
        Assert.All(sources, file => Assert.DoesNotContain("using Orleans", File.ReadAllText(file), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(typeof(Model.Position))]
    [InlineData(typeof(Signal.Localization.LocalizationSolver))]
    [InlineData(typeof(Adapters.IObservationSource))]
    public void Built_assemblies_of_core_and_adapters_refer_to_no_engine_and_no_grain(Type inside)
    {
        string?[] references = [.. inside.Assembly.GetReferencedAssemblies().Select(reference => reference.Name)];
        Assert.NotEmpty(references);
        Assert.DoesNotContain(references, name => name!.StartsWith("Orleans", StringComparison.Ordinal)
            || name.StartsWith("TwinGrid.Embedded", StringComparison.Ordinal) || name.StartsWith("TwinGrid.Grains", StringComparison.Ordinal));
    }

    [Fact]
    public void Model_refers_to_the_framework_alone() =>
        Assert.All(typeof(Model.Position).Assembly.GetReferencedAssemblies(), reference => Assert.StartsWith("System", reference.Name, StringComparison.Ordinal));

    [Fact]
    public void The_embedded_engine_has_no_network_code()
    {
        string[] sources = [.. Repository.Files("runtime/TwinGrid.Embedded", "*.cs")];
        Assert.True(sources.Length > 20);
        Assert.All(sources, file => Assert.DoesNotContain("System.Net", File.ReadAllText(file), StringComparison.Ordinal));
#if EMBEDDED
        Assert.DoesNotContain(typeof(IGrain).Assembly.GetReferencedAssemblies(), reference => reference.Name!.StartsWith("System.Net", StringComparison.Ordinal));
#endif
    }

    [Fact]
    public void Every_test_project_is_in_the_solution()
    {
        string solution = File.ReadAllText(Path.Combine(Repository.Root, "TwinGrid.sln"));
        string[] projects = [.. Repository.Files("", "*.csproj")];
        Assert.All(projects, project => Assert.Contains($"\"{Path.GetFileNameWithoutExtension(project)}\"", solution, StringComparison.Ordinal));
        Assert.All(projects, project => Assert.NotNull(XDocument.Load(project).Root));
    }
}
