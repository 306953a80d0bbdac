namespace Orleans;

/// <summary>Marks a type that crosses between grains. Within one process messages go by reference: no effect here.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
public sealed class GenerateSerializerAttribute : Attribute;

/// <summary>Numbers a member of a message. No effect here.</summary>
/// <param name="id">The number.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Method
    | AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class IdAttribute(uint id) : Attribute
{
    /// <summary>The number.</summary>
    public uint Id { get; } = id;
}

/// <summary>Promises that a message never changes. All messages must keep that promise here, marked or not.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Property | AttributeTargets.Field
    | AttributeTargets.Parameter | AttributeTargets.ReturnValue, Inherited = false)]
public sealed class ImmutableAttribute : Attribute;

/// <summary>Gives a type or a method a lasting name on the wire. No effect here.</summary>
/// <param name="alias">The name.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Method
    | AttributeTargets.Interface, AllowMultiple = true)]
public sealed class AliasAttribute(string alias) : Attribute
{
    /// <summary>The name.</summary>
    public string Alias { get; } = alias;
}

/// <summary>Marks an <see cref="IConverter{TValue,TSurrogate}"/> for use. No effect here.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class RegisterConverterAttribute : Attribute;

/// <summary>Turns a type that knows nothing of grains into one that crosses the wire in its place. Not called here.</summary>
public interface IConverter<TValue, TSurrogate>
    where TSurrogate : struct
{
    /// <summary>Makes the value that the surrogate stands for.</summary>
    TValue ConvertFromSurrogate(in TSurrogate surrogate);

    /// <summary>Makes the surrogate of a value.</summary>
    TSurrogate ConvertToSurrogate(in TValue value);
}
