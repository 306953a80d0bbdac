using System.ComponentModel;
using Orleans.Runtime;

namespace TwinGrid.Embedded;

/// <summary>What one assembly brings: written by the source generator, read once at start-up.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class GrainManifest
{
    /// <summary>How to make a proxy, by grain interface.</summary>
    public abstract IEnumerable<KeyValuePair<Type, Func<GrainReferenceTarget, GrainReference>>> Proxies { get; }

    /// <summary>The grain classes.</summary>
    public abstract IEnumerable<Type> Classes { get; }
}

/// <summary>Points from an assembly to its manifest.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class GrainManifestAttribute(Type manifest) : Attribute
{
    /// <summary>The manifest's type.</summary>
    public Type Manifest { get; } = manifest;
}

/// <summary>Names a referenced assembly that has a manifest, so that it is found even if nothing else loads it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class GrainPartAttribute(string assemblyName) : Attribute
{
    /// <summary>The assembly's simple name.</summary>
    public string AssemblyName { get; } = assemblyName;
}
