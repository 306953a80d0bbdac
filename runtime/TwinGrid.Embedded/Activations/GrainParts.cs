using System.Reflection;

namespace TwinGrid.Embedded;

/// <summary>Finds the manifests of all assemblies loaded, and of the ones those point to.</summary>
internal static class GrainParts
{
    public static IEnumerable<GrainManifest> Discover()
    {
        var open = new Queue<Assembly>(AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic));
        var seen = new HashSet<Assembly>();
        while (open.TryDequeue(out var assembly))
        {
            if (!seen.Add(assembly))
            {
                continue;
            }

            foreach (var part in assembly.GetCustomAttributes<GrainPartAttribute>())
            {
                open.Enqueue(Assembly.Load(part.AssemblyName));
            }

            if (assembly.GetCustomAttribute<GrainManifestAttribute>() is { } attribute)
            {
                yield return (GrainManifest)Activator.CreateInstance(attribute.Manifest, nonPublic: true)!;
            }
        }
    }
}
