using TwinGrid.Silo.Sites.Kinds;

namespace TwinGrid.Silo.Sites.Model;

/// <summary>Something that reports observations of one reader.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Its kind, a name of <see cref="AdapterKinds"/>.</param>
/// <param name="Reader">Name of the reader whose observations it brings.</param>
/// <param name="IsEnabled">Whether it runs.</param>
/// <param name="Setting">What its kind makes of the entry.</param>
/// <param name="Entry">The entry as JSON, to tell whether it has changed.</param>
public sealed record SiteAdapter(string Name, string Kind, string Reader, bool IsEnabled, AdapterSetting Setting, string Entry);
