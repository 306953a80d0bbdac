namespace TwinGrid.Grains;

/// <summary>
/// How twins are addressed. A site, and everything inside it, has a name; a key joins the names from the site downwards:
/// <c>site/region</c>, <c>site/tag</c>, <c>site/region/a~b</c>.
/// </summary>
public static class TwinKeys
{
    private const int MaximumLength = 200;

    /// <summary>Key of anything that stands directly in a site: region, reader, exciter, adapter, tag, anchor, object.</summary>
    /// <exception cref="ArgumentException">A name is empty, over 200 characters, or holds '/', '~', white space or a control character.</exception>
    public static string InSite(string site, string name) => Checked(site) + "/" + Checked(name);

    /// <summary>Key of the link between two ends heard in a region; the same whichever end is named first.</summary>
    /// <exception cref="ArgumentException">A name is not allowed, or both ends are the same.</exception>
    public static string Link(string region, string oneEnd, string otherEnd)
    {
        int order = string.CompareOrdinal(Checked(oneEnd), Checked(otherEnd));
        return order switch
        {
            < 0 => $"{region}/{oneEnd}~{otherEnd}",
            > 0 => $"{region}/{otherEnd}~{oneEnd}",
            _ => throw new ArgumentException($"a link: expected two different ends, found '{oneEnd}' twice"),
        };
    }

    /// <summary>The site of a key made by <see cref="InSite"/>.</summary>
    public static string SiteOf(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key[..key.IndexOf('/', StringComparison.Ordinal)];
    }

    /// <summary>The name behind the site in a key made by <see cref="InSite"/>.</summary>
    public static string NameOf(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..];
    }

    /// <summary>The region of a key made by <see cref="Link"/>.</summary>
    public static string RegionOf(string linkKey)
    {
        ArgumentNullException.ThrowIfNull(linkKey);
        return linkKey[..linkKey.LastIndexOf('/')];
    }

    /// <summary>Returns a name that keys may hold.</summary>
    /// <exception cref="ArgumentException">The name is empty, over 200 characters, or holds '/', '~', white space or a control character.</exception>
    public static string Checked(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.Length > MaximumLength)
        {
            throw new ArgumentException($"a name: expected at most {MaximumLength} characters, found {name.Length}");
        }

        foreach (char letter in name)
        {
            if (letter is '/' or '~' || char.IsWhiteSpace(letter) || char.IsControl(letter))
            {
                throw new ArgumentException($"a name: expected no '/', '~', white space or control character, found '{name}'");
            }
        }

        return name;
    }
}
