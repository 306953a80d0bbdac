using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace TwinGrid.Silo.Live;

/// <summary>
/// The page's files, carried inside the assembly: nothing to build, nothing to install. They load nothing from elsewhere, and a
/// content security policy sees to it.
/// </summary>
internal static class PageFiles
{
    private const string Folder = "TwinGrid.Silo.Live.Page.";
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    };

    /// <summary>Adds a path for each file below /live/page/, and the page itself at /live and at /.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        Assembly assembly = typeof(PageFiles).Assembly;
        foreach (string resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)))
        {
            string file = resource[Folder.Length..];
            byte[] content = Read(assembly, resource);
            string type = Types[Path.GetExtension(file)];
            app.MapGet("/live/page/" + file, (HttpResponse response) => Answer(response, content, type));
            if (file == "index.html")
            {
                app.MapGet("/live", (HttpResponse response) => Answer(response, content, type));
            }
        }
    }

    private static FileContentHttpResult Answer(HttpResponse response, byte[] content, string type)
    {
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.CacheControl = "no-cache";
        return TypedResults.Bytes(content, type);
    }

    private static byte[] Read(Assembly assembly, string resource)
    {
        using Stream stream = assembly.GetManifestResourceStream(resource)!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
