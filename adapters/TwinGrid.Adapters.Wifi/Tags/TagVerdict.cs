namespace TwinGrid.Adapters.Wifi.Tags;

/// <summary>What a frame said of a tag.</summary>
public enum TagVerdict
{
    /// <summary>Sent at another rate than 1 Mb/s, or not readable as a frame.</summary>
    NotCarried,

    /// <summary>Without its check sequence: absent, not stated or cut off.</summary>
    NoCheck,

    /// <summary>Sent by another station than those that tags ride on.</summary>
    OtherSender,

    /// <summary>The window doesn't lie within the body.</summary>
    OutsideBody,

    /// <summary>The check is right: no tag turned a symbol, or it sent a word of zeros.</summary>
    Untouched,

    /// <summary>No word of the window explains the check: damaged elsewhere, or turned by something else.</summary>
    Unexplained,

    /// <summary>A word explains the check and its parity is wrong.</summary>
    ParityFailed,

    /// <summary>A word explains the check, but with 32 data bits one explains any damage too: nothing confirms it.</summary>
    Ambiguous,

    /// <summary>The word is right by every check, and its id is none that is reported.</summary>
    UnknownTag,

    /// <summary>The word is right by every check.</summary>
    Decoded,
}
