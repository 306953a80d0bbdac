using System.ComponentModel;

namespace TwinGrid.Embedded;

/// <summary>What a generated proxy is made from; only the engine can make one.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct GrainReferenceTarget
{
    internal GrainReferenceTarget(GrainClass @class, string key)
    {
        Class = @class;
        Key = key;
    }

    internal GrainClass Class { get; }

    internal string Key { get; }
}
