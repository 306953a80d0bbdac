namespace TwinGrid.Model;

/// <summary>Whether a position could be told from the evidence, and why not where it couldn't.</summary>
public enum LocationStatus
{
    /// <summary>Located: position and covariance stand.</summary>
    Located = 0,

    /// <summary>Too few independent links reach placed tags for the position to be determined.</summary>
    TooFewLinks = 1,

    /// <summary>More than one place explains the evidence about as well.</summary>
    Ambiguous = 2,

    /// <summary>No place explains the evidence: the residuals are larger than the noise allows.</summary>
    Inconsistent = 3,
}
