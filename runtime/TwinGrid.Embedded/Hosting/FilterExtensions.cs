using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Hosting;

/// <summary>Registers call filters; they run in the order of registration.</summary>
public static class GrainCallFilterSiloBuilderExtensions
{
    /// <summary>Adds an incoming filter.</summary>
    public static ISiloBuilder AddIncomingGrainCallFilter<TImplementation>(this ISiloBuilder builder)
        where TImplementation : class, IIncomingGrainCallFilter =>
        builder.ConfigureServices(services => services.AddSingleton<IIncomingGrainCallFilter, TImplementation>());

    /// <summary>Adds an incoming filter.</summary>
    public static ISiloBuilder AddIncomingGrainCallFilter(this ISiloBuilder builder, IIncomingGrainCallFilter filter) =>
        builder.ConfigureServices(services => services.AddSingleton(filter));

    /// <summary>Adds an incoming filter.</summary>
    public static ISiloBuilder AddIncomingGrainCallFilter(this ISiloBuilder builder, IncomingGrainCallFilterDelegate filter) =>
        builder.AddIncomingGrainCallFilter(new IncomingDelegate(filter));

    /// <summary>Adds an outgoing filter.</summary>
    public static ISiloBuilder AddOutgoingGrainCallFilter<TImplementation>(this ISiloBuilder builder)
        where TImplementation : class, IOutgoingGrainCallFilter =>
        builder.ConfigureServices(services => services.AddSingleton<IOutgoingGrainCallFilter, TImplementation>());

    /// <summary>Adds an outgoing filter.</summary>
    public static ISiloBuilder AddOutgoingGrainCallFilter(this ISiloBuilder builder, IOutgoingGrainCallFilter filter) =>
        builder.ConfigureServices(services => services.AddSingleton(filter));

    /// <summary>Adds an outgoing filter.</summary>
    public static ISiloBuilder AddOutgoingGrainCallFilter(this ISiloBuilder builder, OutgoingGrainCallFilterDelegate filter) =>
        builder.AddOutgoingGrainCallFilter(new OutgoingDelegate(filter));

    private sealed class IncomingDelegate(IncomingGrainCallFilterDelegate filter) : IIncomingGrainCallFilter
    {
        public Task Invoke(IIncomingGrainCallContext context) => filter(context);
    }

    private sealed class OutgoingDelegate(OutgoingGrainCallFilterDelegate filter) : IOutgoingGrainCallFilter
    {
        public Task Invoke(IOutgoingGrainCallContext context) => filter(context);
    }
}
