using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace TwinGrid.Silo.Questions;

/// <summary>What people ask of a site, over HTTP: where, trace, inside, contacts, recall, inventory.</summary>
public static class QuestionEndpoints
{
    /// <summary>Adds its services to a host.</summary>
    public static void AddQuestions(this IServiceCollection services) => ArgumentNullException.ThrowIfNull(services);

    /// <summary>Adds its paths to an application.</summary>
    public static void MapQuestions(this IEndpointRouteBuilder app) => ArgumentNullException.ThrowIfNull(app);
}
