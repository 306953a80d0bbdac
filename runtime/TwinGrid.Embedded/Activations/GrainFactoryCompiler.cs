using System.Linq.Expressions;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace TwinGrid.Embedded;

/// <summary>Turns a grain class's constructor into a delegate, once per class.</summary>
internal static class GrainFactoryCompiler
{
    private static readonly MethodInfo Service = Method(nameof(ServiceOf));
    private static readonly MethodInfo KeyedService = Method(nameof(KeyedServiceOf));
    private static readonly MethodInfo State = Method(nameof(StateOf));

    public static Func<IServiceProvider, Activation, object> Compile(Type implementation)
    {
        var services = Expression.Parameter(typeof(IServiceProvider));
        var activation = Expression.Parameter(typeof(Activation));
        var constructors = implementation.GetConstructors();
        var constructor = constructors.FirstOrDefault(c => c.IsDefined(typeof(ActivatorUtilitiesConstructorAttribute)))
            ?? constructors.MaxBy(c => c.GetParameters().Length)
            ?? throw new InvalidOperationException($"Grain class {implementation}: expected a public constructor, found none.");
        var arguments = constructor.GetParameters().Select(parameter => ArgumentFor(parameter, services, activation));
        return Expression.Lambda<Func<IServiceProvider, Activation, object>>(
            Expression.New(constructor, arguments), services, activation).Compile();
    }

    private static Expression ArgumentFor(ParameterInfo parameter, Expression services, Expression activation)
    {
        var type = parameter.ParameterType;
        if (parameter.GetCustomAttribute<PersistentStateAttribute>() is { } state)
        {
            if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(IPersistentState<>))
            {
                throw new ArgumentException(
                    $"Parameter '{parameter.Name}' of {parameter.Member.DeclaringType}: expected IPersistentState<T> with [PersistentState], found {type}.");
            }

            var name = string.IsNullOrEmpty(state.StateName) ? parameter.Name! : state.StateName;
            return Expression.Call(
                State.MakeGenericMethod(type.GenericTypeArguments), activation, Expression.Constant(new StateSlot(name, state.StorageName)));
        }

        if (type == typeof(IGrainContext))
        {
            return Expression.Convert(activation, type);
        }

        if (type == typeof(IServiceProvider))
        {
            return services;
        }

        if (parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed)
        {
            return Expression.Call(KeyedService.MakeGenericMethod(type), services, Expression.Constant(keyed.Key, typeof(object)));
        }

        object? fallback = parameter.HasDefaultValue ? parameter.DefaultValue : null;
        return Expression.Call(
            Service.MakeGenericMethod(type), services, Expression.Constant(parameter.HasDefaultValue),
            Expression.Constant(fallback ?? (type.IsValueType ? Activator.CreateInstance(type) : null), type));
    }

    private static MethodInfo Method(string name) =>
        typeof(GrainFactoryCompiler).GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic)!;

    private static T ServiceOf<T>(IServiceProvider services, bool optional, T fallback) =>
        services.GetService(typeof(T)) is T service ? service
        : optional ? fallback
        : (T)services.GetRequiredService(typeof(T));

    private static T KeyedServiceOf<T>(IServiceProvider services, object? key)
        where T : notnull => services.GetRequiredKeyedService<T>(key);

    private static PersistentState<T> StateOf<T>(Activation activation, StateSlot slot) => PersistentState<T>.Create(activation, slot);
}
