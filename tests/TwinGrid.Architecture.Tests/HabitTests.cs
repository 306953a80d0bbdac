using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using TwinGrid.Grains;

namespace TwinGrid.Architecture.Tests;

/// <summary>Habits of the house that a machine can watch.</summary>
public partial class HabitTests
{
    private static readonly string[] Sources = [.. Repository.Files("", "*.cs")];

    [Fact]
    public void Every_package_version_is_one_exact_version_in_one_place()
    {
        XDocument packages = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props"));
        XElement[] versions = [.. packages.Descendants("PackageVersion")];
        Assert.True(versions.Length > 10);
        Assert.All(versions, version => Assert.Matches(Exact(), (string)version.Attribute("Version")!));
        Assert.Equal(versions.Length, versions.Select(version => (string)version.Attribute("Include")!).Distinct().Count());
        XDocument build = XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props"));
        Assert.All(build.Descendants().Where(element => element.Name.LocalName is "OrleansVersion" or "AzureSdkVersion"), version => Assert.Matches(Exact(), version.Value));
    }

    [Fact]
    public void No_project_names_a_version_of_its_own()
    {
        string[] projects = [.. Repository.Files("", "*.csproj"), .. Repository.Files("", "*.props"), .. Repository.Files("", "*.targets")];
        Assert.All(projects, project => Assert.All(
            XDocument.Load(project).Descendants().Where(element => element.Name.LocalName == "PackageReference"),
            reference => Assert.True(reference.Attribute("Version") is null && reference.Attribute("VersionOverride") is null, $"{Repository.Relative(project)}: {reference}")));
    }

    [Fact]
    public void No_source_file_is_over_400_lines()
    {
        Assert.True(Sources.Length > 100);
        Assert.Empty(Sources.Where(file => File.ReadLines(file).Count() > 400).Select(Repository.Relative));
    }

    [Fact]
    public void Nothing_is_left_for_later() =>
        Assert.Empty(Sources.Where(file => Later().IsMatch(File.ReadAllText(file))).Select(Repository.Relative));

    [Fact]
    public void Every_message_of_the_contracts_is_immutable_and_numbered()
    {
        Type[] messages = [.. typeof(TwinKeys).Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<GenerateSerializerAttribute>() is not null)];
        Assert.True(messages.Length > 15);
        Assert.All(messages, message =>
        {
            Assert.True(message.GetCustomAttribute<ImmutableAttribute>() is not null, $"{message}: expected [Immutable]");
            PropertyInfo[] own = [.. message.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Where(property => property.GetIndexParameters().Length == 0 && property.Name != "EqualityContract")];
            Assert.All(own, property => Assert.True(
                property.GetCustomAttribute<IdAttribute>() is not null || IsInherited(property), $"{message}.{property.Name}: expected [Id]"));
            Assert.All(own, property => Assert.True(IsReadOnly(property), $"{message}.{property.Name}: expected no setter"));
        });
    }

    [Fact]
    public void Every_method_of_a_grain_s_interface_answers_with_a_task()
    {
        MethodInfo[] methods = [.. typeof(TwinKeys).Assembly.GetTypes().Where(type => type.IsInterface && typeof(IGrain).IsAssignableFrom(type)).SelectMany(type => type.GetMethods())];
        Assert.True(methods.Length > 20);
        Assert.All(methods, method => Assert.True(typeof(Task).IsAssignableFrom(method.ReturnType), $"{method.DeclaringType}.{method.Name}: expected a task"));
    }

    private static bool IsInherited(PropertyInfo property) =>
        property.DeclaringType!.BaseType?.GetProperty(property.Name) is not null;

    private static bool IsReadOnly(PropertyInfo property) => property.SetMethod is null
        || property.SetMethod.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit));

    [GeneratedRegex(@"^(\d+\.\d+\.\d+(-[\w.]+)?|\$\((OrleansVersion|AzureSdkVersion)\))$")]
    private static partial Regex Exact();

    [GeneratedRegex(@"\b(TO" + @"DO|FIX" + @"ME)\b")]
    private static partial Regex Later();
}
