using System.Globalization;
using System.Text;
using TwinGrid.Silo.Sites.Reading;

namespace TwinGrid.Cli.Sites;

/// <summary>Every key of a site file, as text.</summary>
internal static class SiteReference
{
    /// <summary>The reference.</summary>
    public static string Text()
    {
        var text = new StringBuilder();
        foreach (SiteSection section in SiteSchema.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(section.Path.Length == 0 ? "the file" : section.Path)}: {section.Meaning}\n");
            foreach (SiteKey key in section.Keys)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {key.Name}{(key.IsNeeded ? " (needed)" : "")}: {key.Form}\n      {key.Meaning}\n");
            }

            text.Append('\n');
        }

        return text.ToString();
    }
}
