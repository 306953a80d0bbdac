using Orleans.Runtime;
using TwinGrid.Embedded;

namespace Orleans;

/// <summary>What can be asked of a grain or of a reference to one.</summary>
public static class GrainExtensions
{
    /// <summary>The identity of the grain.</summary>
    /// <exception cref="ArgumentException">The object is neither a grain nor a reference to one.</exception>
    public static GrainId GetGrainId(this IAddressable grain) => grain switch
    {
        null => throw new ArgumentNullException(nameof(grain)),
        GrainReference reference => reference.GrainId,
        IGrainBase { GrainContext: { } context } => context.GrainId,
        _ => throw NotAGrain(grain),
    };

    /// <summary>The key the grain was asked for by.</summary>
    /// <exception cref="ArgumentException">The object is neither a grain nor a reference to one.</exception>
    public static string GetPrimaryKeyString(this IAddressable grain) => grain switch
    {
        null => throw new ArgumentNullException(nameof(grain)),
        GrainReference reference => reference.Key,
        IGrainBase { GrainContext: { } context } => context.GrainId.Key.ToString(),
        _ => throw NotAGrain(grain),
    };

    /// <summary>A reference to the same grain through another of its interfaces, fit to be sent to others.</summary>
    /// <exception cref="ArgumentException">The object is neither a grain nor a reference to one.</exception>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain) => grain switch
    {
        null => throw new ArgumentNullException(nameof(grain)),
        TGrainInterface same when grain is GrainReference => same,
        GrainReference reference => (TGrainInterface)(object)reference.Class.Refer(typeof(TGrainInterface), reference.Key),
        IGrainBase { GrainContext: Activation activation } =>
            (TGrainInterface)(object)activation.Class.Refer(typeof(TGrainInterface), activation.Key),
        _ => throw NotAGrain(grain),
    };

    /// <summary>The same as <see cref="AsReference{TGrainInterface}"/>.</summary>
    public static TGrainInterface Cast<TGrainInterface>(this IAddressable grain) => grain.AsReference<TGrainInterface>();

    private static ArgumentException NotAGrain(IAddressable grain) =>
        new($"Expected a grain made by the engine or a reference to one, found {grain.GetType()}.", nameof(grain));
}
