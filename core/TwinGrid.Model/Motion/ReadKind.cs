namespace TwinGrid.Model;

/// <summary>How a reply of a polling cycle is known to be a tag's.</summary>
public enum ReadKind
{
    /// <summary>There is none.</summary>
    Unread = 0,

    /// <summary>The identity was read with it.</summary>
    Identified = 1,

    /// <summary>The matching took it for the tag at rest.</summary>
    MatchedAtRest = 2,

    /// <summary>It matched no tag at rest and was found by its length and its coherence with other tags of the object.</summary>
    Traced = 3,
}
